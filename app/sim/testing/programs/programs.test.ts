// C programs of our own, compiled by GCC at several levels for two processors, print what they print natively.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../api.ts";
import { RamBus } from "../../cpu/testing/ram-bus.ts";
import { Cpu } from "../../cpu/cpu.ts";
import { IoBus } from "../../devices/io-bus.ts";
import { Uart } from "../../devices/uart.ts";
import { readElf } from "../../formats/elf.ts";
import { summaryOf } from "../../recording/summary.ts";
import { broughtFile, withPayload } from "../../scenario/brought.ts";
import { findPreset } from "../../scenario/presets.ts";
import { recordScenario } from "../../scenario/to-plan.ts";
import { type Build, unpackPrograms } from "./bundle.ts";

const MIB = 1024 * 1024;
const ORIGIN = 16 * MIB;
/** All that a program may take. */
const ROOM = 128 * 1024;
const PAGE = 4096;
/** Below the programs: where they return to, and the stack they are called on. */
const RETURN = ORIGIN - PAGE;
const STACK = RETURN;
const HLT = 0xf4;
const ESP = 4;
const BUDGET = 5_000_000;

const programs = unpackPrograms(brotliDecompressSync(readFileSync(join(import.meta.dirname, "programs.bin.br"))));

function mustBe<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

/** What the program prints when called on the processor alone. */
function printedOnProcessor({ elf }: Build): string {
  const bus = new RamBus((ORIGIN + ROOM) / PAGE);
  const { entry, segments } = mustBe(readElf(elf));
  for (const { paddr, bytes } of segments) bus.bytes.set(bytes, paddr);
  bus.bytes[RETURN] = HLT;
  bus.write32(STACK - 4, RETURN);
  const cpu = new Cpu(bus, { pae: true });
  const io = new IoBus();
  const uart = new Uart();
  io.attach(uart);
  let text = "";
  uart.onLine = (line) => (text += `${line}\n`);
  cpu.ports = io;
  cpu.eip = entry;
  cpu.regs[ESP] = STACK - 4;
  const stop = cpu.run(BUDGET);
  return stop.kind === "halt" && cpu.eip === RETURN + 1 && cpu.regs[ESP] === STACK
    ? text
    : `${text}${JSON.stringify(stop)}`;
}

function smallScenario(): Scenario {
  const preset = findPreset("payload");
  if (preset === undefined) throw new Error("no preset for payloads");
  const bRange = { start: ORIGIN, end: ORIGIN + ROOM };
  return { ...preset.scenario, memoryMiB: 32, bRange, jumps: 2 };
}

/** What it prints as the image of a kexec jump, called in physical mode, and how the run ends. */
function recorded({ elf }: Build): { readonly prints: string; readonly ends: string } {
  const scenario = mustBe(withPayload(smallScenario(), broughtFile("program.elf", elf)));
  const { consoles, outcome } = summaryOf(mustBe(recordScenario(scenario)), scenario);
  const lines = consoles.filter(({ kernel }) => kernel === "B").map(({ text }) => `${text}\n`);
  return { prints: lines.join(""), ends: outcome.kind };
}

const wayOf = ({ march, level }: Build): string => `-march=${march} -${level}`;

describe("programs compiled by GCC", () => {
  it("are many, for both processors and at all levels", () => {
    const ways = new Set(programs.flatMap(({ builds }) => builds.map(wayOf)));
    expect(ways.size).toBe(10);
    expect(programs.length).toBeGreaterThanOrEqual(12);
    for (const { builds } of programs) expect(new Set(builds.map(wayOf))).toEqual(ways);
  });

  it.each(programs)("$name prints on the processor what it prints natively", (program) => {
    expect(program.prints).toMatch(/[^\n]\n$/);
    for (const build of program.builds) expect(printedOnProcessor(build), wayOf(build)).toBe(program.prints);
  });

  it.each(programs)("$name prints the same as a payload of a kexec jump, and the run completes", (program) => {
    const expected = { prints: program.prints, ends: "completed" };
    for (const build of program.builds) expect(recorded(build), wayOf(build)).toEqual(expected);
  });
});
