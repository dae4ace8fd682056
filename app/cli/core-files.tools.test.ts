// What readelf and gdb say of core files that a run has handed out, where they are installed; our own strict reader always
// answers the same questions.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findNote, readPrstatus, readRepeatingCore, type RepeatingCore } from "../sim/formats/elf-core.ts";
import { has, hex, said } from "./testing/core-tools.ts";
import { imagePage } from "../sim/kernel/image-pages.ts";
import { A_BASE } from "../sim/kernel/population.ts";
import { firstVmcore } from "../sim/recording/core-file.ts";
import { imageFile, vmcoreFile } from "../sim/scenario/core-image.ts";
import { SMALL_SCENARIO as scenario } from "../sim/scenario/testing/small-image.ts";
import { findPreset } from "../sim/scenario/presets.ts";
import { recordScenario } from "../sim/scenario/to-plan.ts";

const PAGE_OFFSET = 0xc0000000;
const folder = mkdtempSync(join(tmpdir(), "kjlab-core-"));
const files = new Map<string, Uint8Array>();
let memoryThen: (address: number, length: number) => Uint8Array;

beforeAll(() => {
  const run = recordScenario(scenario);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  const { cursor, recording } = run.value;
  const first = firstVmcore(run.value) ?? { t: 0, sub: 0 };
  const made = {
    vmcore: vmcoreFile(run.value, scenario, first),
    image: imageFile(run.value, scenario, { t: recording.end, sub: 0 }),
  };
  for (const [name, file] of Object.entries(made)) {
    if (!file.ok) throw new Error(JSON.stringify(file.problems));
    files.set(name, file.value);
    writeFileSync(join(folder, name), file.value);
  }
  cursor.seek(first);
  memoryThen = (address, length) => cursor.memory.slice(address, length);
});
afterAll(() => rmSync(folder, { recursive: true }));

function coreOf(name: string): RepeatingCore {
  const file = files.get(name) ?? new Uint8Array();
  const core = readRepeatingCore(file, file.length);
  if (!core.ok) throw new Error(JSON.stringify(core.problems));
  return core.value;
}

/** As gdb shows them. */
const bytesAt = (address: number, bytes: readonly number[]): string =>
  `${hex(PAGE_OFFSET + address, 8)}: ${bytes.map((byte) => hex(byte, 2)).join(" ")}`;

/** A's kernel text and mem_map's first page lie outside of B's range in this preset. */
const LOOKED_AT = ["text", "data", "log"].map((page) => imagePage(A_BASE, page as "text"));

describe.each([
  ["vmcore", ["CORE", "KJLAB"]],
  ["image", ["CORE", "KJUMP", "KJLAB", "KJLAB"]],
])("%s", (name, notes) => {
  it("is read by readelf without complaint, with all its notes and loads", () => {
    const core = coreOf(name);
    expect(core.notes.map((note) => note.name)).toEqual(notes);
    if (!has("readelf")) return;
    const { lines, complaints } = said("readelf", "-a", "-W", join(folder, name));
    expect(complaints).toEqual([]);
    expect(lines.filter((line) => line.startsWith("LOAD "))).toHaveLength(core.loads.length + core.repeats.length);
    const shown = lines.flatMap((line) => /^(CORE|KJUMP|KJLAB) 0x/.exec(line)?.[1] ?? []);
    expect(shown).toEqual(notes);
    expect(lines.filter((line) => line.includes("NT_PRSTATUS"))).toHaveLength(1);
  });

  it("is opened by gdb without complaint: A's registers, and its memory at A's addresses", () => {
    const { notes: all, loads, repeats } = coreOf(name);
    const file = files.get(name) ?? new Uint8Array();
    const note = findNote(all, "CORE");
    const status = note && readPrstatus(note);
    if (status?.ok !== true) throw new Error("no registers");
    const { esp, ebp, eip } = status.value.registers;
    expect(Math.min(esp, eip)).toBeGreaterThan(PAGE_OFFSET);
    const exchanged = repeats.map(({ paddr, offset }) => {
      const at = (loads[0]?.offset ?? 0) + offset;
      return bytesAt(paddr, [...file.subarray(at, at + 4)]);
    });
    const memory = LOOKED_AT.map((address) => {
      const load = loads.find(({ paddr, bytes }) => address >= paddr && address < paddr + bytes);
      const at = (load?.offset ?? 0) + address - (load?.paddr ?? 0);
      const bytes = [...file.subarray(at, at + 4)];
      expect(bytes).toEqual([...memoryThen(address, 4)]);
      return bytesAt(address, bytes);
    });
    if (!has("gdb")) return;
    expect(exchanged.length).toBeGreaterThan(0);
    const looks = [...LOOKED_AT, ...repeats.map(({ paddr }) => paddr)].flatMap((address) => [
      "-ex",
      `x/4xb ${hex(PAGE_OFFSET + address, 8)}`,
    ]);
    const registers = ["esp", "ebp", "eip"].flatMap((one) => ["-ex", `printf "${one} 0x%x\\n", $${one}`]);
    const path = join(folder, name);
    const { lines, complaints } = said(
      "gdb",
      "-nx",
      "-batch",
      "-ex",
      `core-file ${path}`,
      "-ex",
      "info registers",
      ...registers,
      ...looks,
    );
    const known = [`esp ${hex(esp, 1)}`, `ebp ${hex(ebp, 1)}`, `eip ${hex(eip, 1)}`];
    expect(complaints).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining([...known, ...memory, ...exchanged]));
  });
});

it("gdb disassembles and shows the stack where A's own kernel has been exchanged", () => {
  const whole = findPreset("hibernate")?.scenario ?? scenario;
  const run = recordScenario(whole);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  const file = vmcoreFile(run.value, whole, firstVmcore(run.value) ?? { t: 0, sub: 0 });
  if (!file.ok) throw new Error(JSON.stringify(file.problems));
  const core = readRepeatingCore(file.value, file.value.length);
  if (!core.ok) throw new Error(JSON.stringify(core.problems));
  const { start, end } = whole.bRange;
  expect(A_BASE >= start && A_BASE < end).toBe(true);
  expect(core.value.repeats.some(({ paddr, bytes }) => A_BASE >= paddr && A_BASE < paddr + bytes)).toBe(true);
  if (!has("gdb")) return;
  const path = join(folder, "exchanged");
  writeFileSync(path, file.value);
  const looks = ["x/2i $eip", "x/16xw $esp", "x/s $esp"].flatMap((look) => ["-ex", look]);
  const { lines, complaints } = said("gdb", "-nx", "-batch", "-ex", `core-file ${path}`, ...looks);
  expect(complaints).toEqual([]);
  expect(lines.join("\n")).toMatch(/=> 0xc[\da-f]{7}:\s+ud2/);
  expect(lines.filter((line) => /^0xc[\da-f]{7}:\s+(0x[\da-f]{8}\s*){4}$/.test(line))).toHaveLength(4);
}, 60_000);
