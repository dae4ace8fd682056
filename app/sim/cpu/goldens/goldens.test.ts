// Our processor against the goldens: every case from the entry state the boot image gives it, in memory of its own.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Cpu } from "../cpu.ts";
import { RamBus } from "../testing/ram-bus.ts";
import { differences, EVENT_FIELDS, expectedOf, type Golden, type Heading, type Outcome } from "./golden.ts";
import {
  baseMemory,
  ENTRY_CR0,
  ENTRY_EFLAGS,
  ENTRY_REGISTERS,
  EVENT_WORDS,
  GDT_LIMIT,
  handlerOf,
  IDT_LIMIT,
  LAYOUT,
  SELECTOR,
} from "./layout.ts";

const text = readFileSync(join(import.meta.dirname, "system.jsonl"), "utf8");
const [heading, ...goldens] = text
  .trimEnd()
  .split("\n")
  .map((line): unknown => JSON.parse(line)) as [Heading, ...Golden[]];
const groups = [...new Set(goldens.map(({ group }) => group))];
const FRAMES = 256;
const BUDGET = 2000;
const BASE = baseMemory();

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

/** The processor at entry, and its memory. */
function machine({ code, patches = [] }: Golden): { readonly cpu: Cpu; readonly bus: RamBus } {
  const bus = new RamBus(FRAMES);
  for (const [address, value] of [...BASE, ...patches]) bus.write32(address, value);
  bus.bytes.set(bytesOf(heading.handlers), LAYOUT.HANDLERS);
  for (const [offset, bytes] of code) bus.bytes.set(bytesOf(bytes), LAYOUT.CODE + offset);
  const cpu = new Cpu(bus, { pae: true });
  cpu.ports = { read: () => 0xff, write: () => undefined };
  cpu.flatProtectedMode(SELECTOR.CODE0, SELECTOR.DATA0);
  cpu.gdtr = { base: LAYOUT.GDT, limit: GDT_LIMIT };
  cpu.idtr = { base: LAYOUT.IDT, limit: IDT_LIMIT };
  cpu.cr0 = ENTRY_CR0;
  cpu.eflags = ENTRY_EFLAGS;
  cpu.regs.set(ENTRY_REGISTERS);
  cpu.eip = LAYOUT.CODE;
  return { cpu, bus };
}

/** What the case leaves behind, or a sentence on how it ended if no golden ends so. */
function outcomeOf(golden: Golden): Outcome | string {
  const { cpu, bus } = machine(golden);
  const stop = cpu.run(BUDGET);
  const events: number[][] = [];
  for (let i = 0; i < bus.read32(LAYOUT.LOG); i += 1) {
    const at = LAYOUT.EVENTS + 4 * EVENT_WORDS * i;
    events.push(EVENT_FIELDS.map((_, k) => bus.read32(at + 4 * k)));
  }
  const words = (golden.words ?? []).map(([, address]) => bus.read32(address));
  if (stop.kind === "shutdown") return { end: "shutdown", events: [], words };
  if (stop.kind === "halt" && cpu.eip === LAYOUT.FINISH + 1) return { end: "finished", events, words };
  return "fault" in stop ? stop.fault.text : `${stop.kind} at 0x${cpu.eip.toString(16)}`;
}

describe.each(groups)("%s", (group) => {
  it.each(goldens.filter((golden) => golden.group === group))("$name", (golden) => {
    const got = outcomeOf(golden);
    const found = typeof got === "string" ? [got] : differences(expectedOf(golden), got, golden);
    expect(found).toEqual([]);
  });
});

describe("the goldens", () => {
  it("start where the boot image starts", () => {
    expect([LAYOUT.CODE, ENTRY_CR0, ENTRY_EFLAGS]).toEqual([0x3c000, 0x11, 0x2]);
    const { cpu, bus } = machine({ group: "", name: "", code: [], events: [] });
    expect(cpu.segments.map(({ selector, base, limit }) => [selector, base, limit])).toEqual(
      [0x10, 0x08, 0x10, 0x10, 0x10, 0x10].map((selector) => [selector, 0, 0xffffffff]),
    );
    expect([cpu.cr3, cpu.cr4, cpu.cr2]).toEqual([0, 0, 0]);
    expect([bus.read8(handlerOf(0)), bus.read8(LAYOUT.FINISH)]).toEqual([0x6a, 0xf4]);
  });

  it("are many, and each rests on two engines or on the manual's word", () => {
    const engines = Object.keys(heading.engines).length;
    expect(engines).toBe(3);
    expect(goldens.length).toBeGreaterThanOrEqual(450);
    const alone = goldens.filter(({ deviates = {} }) => engines - Object.keys(deviates).length < 2);
    expect(alone.filter(({ judge }) => judge === undefined)).toEqual([]);
    expect(alone.length).toBeLessThan(goldens.length / 4);
  });

  it("tell one outcome from another", () => {
    const kinds = new Set(goldens.map((golden) => JSON.stringify(expectedOf(golden))));
    expect(kinds.size).toBeGreaterThan(300);
    const [first, ...others] = goldens;
    if (first === undefined) throw new Error("no goldens");
    const alike = others.filter((other) => differences(expectedOf(first), expectedOf(other), first).length === 0);
    expect(alike.length).toBeLessThan(others.length / 4);
  });
});
