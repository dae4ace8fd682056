// What readelf and gdb say of a written core, where they are installed; where not, our own reader answers the same questions.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomAt } from "../core/rng.ts";
import {
  coreHeaders,
  findNote,
  kjumpNote,
  prstatusNote,
  readCoreHeaders,
  readPrstatus,
  vmcoreinfoNote,
} from "./elf-core.ts";
import { has, hex, said } from "../../cli/testing/core-tools.ts";

const LOADS = [
  { paddr: 0x1000, bytes: 0x9e000 },
  { paddr: 0x100000, bytes: 0x10000 },
  { paddr: 0x140000, bytes: 0x1000 },
  { paddr: 0x38000000, bytes: 0x2000 },
  { paddr: 0x38004000, bytes: 0x1000 },
];
const REGISTERS = {
  ...{ ebx: 0x11111111, ecx: 0x22222222, edx: 0x33333333, esi: 0x44444444, edi: 0x55555555, ebp: 0x66666666 },
  ...{ eax: 0x77777777, ds: 0x7b, es: 0x7b, fs: 0xd8, gs: 0x33, origEax: 0xffffffff },
  ...{ eip: 0xc0100010, cs: 0x60, eflags: 0x202, esp: 0xc0102000, ss: 0x68 },
};
const PID = 42;
/** What is looked at in memory: addresses of loads that the kernel maps. */
const LOOKED_AT = [0x1000, 0x9effc, 0x100000, 0x10fffc, 0x140800];

const byteAt = (paddr: number): number => randomAt(0xc04e, paddr) & 0xff;
const bytesAt = (paddr: number): number[] => [0, 1, 2, 3].map((i) => byteAt(paddr + i));

function coreFile(): Uint8Array {
  const info = new Map([
    ["OSRELEASE", "2.6.24"],
    ["PAGESIZE", "4096"],
  ]);
  const notes = [
    prstatusNote(REGISTERS, PID),
    vmcoreinfoNote(info),
    kjumpNote({ entry: 0x3000d7, map: 0x302002, elfcorehdr: 0x2ffc000, sleepState: 5 }),
  ];
  const { head, offsets, fileBytes } = coreHeaders(notes, LOADS);
  const file = new Uint8Array(fileBytes);
  file.set(head);
  LOADS.forEach(({ paddr, bytes }, n) => {
    for (let i = 0; i < bytes; i += 1) file[(offsets[n] ?? 0) + i] = byteAt(paddr + i);
  });
  return file;
}

/** By our own reader, in the tools' words. */
function ourReadelf(file: Uint8Array): readonly string[] {
  const core = readCoreHeaders(file, file.length);
  if (!core.ok) throw new Error(JSON.stringify(core.problems));
  return core.value.loads.map(({ offset, paddr, bytes }) => loadLine(offset, paddr, bytes));
}
const loadLine = (offset: number, paddr: number, bytes: number): string =>
  `LOAD ${hex(offset, 6)} ${paddr < 0x38000000 ? hex(0xc0000000 + paddr, 16) : `0x${"f".repeat(16)}`} ` +
  `${hex(paddr, 16)} ${hex(bytes, 6)} ${hex(bytes, 6)} RWE 0`;

function ourGdb(file: Uint8Array): readonly string[] {
  const core = readCoreHeaders(file, file.length);
  if (!core.ok) throw new Error(JSON.stringify(core.problems));
  const { notes, loads } = core.value;
  const note = findNote(notes, "CORE");
  const status = note && readPrstatus(note);
  if (status?.ok !== true) throw new Error("no registers");
  const { origEax: _, ...registers } = status.value.registers;
  const memory = LOOKED_AT.map((address) => {
    const load = loads.find(({ paddr, bytes }) => address >= paddr && address < paddr + bytes);
    const at = (load?.offset ?? 0) + address - (load?.paddr ?? 0);
    return memoryLine(address, [...file.subarray(at, at + 4)]);
  });
  return [...Object.entries(registers).map(([name, value]) => `${name} ${hex(value, 1)}`), ...memory];
}
const memoryLine = (paddr: number, bytes: readonly number[]): string =>
  `${hex(0xc0000000 + paddr, 8)}: ${bytes.map((byte) => hex(byte, 2)).join(" ")}`;

describe("a written core", () => {
  const folder = mkdtempSync(join(tmpdir(), "core-"));
  const path = join(folder, "vmcore");
  const file = coreFile();
  beforeAll(() => writeFileSync(path, file));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is shown by readelf without complaint, each load at its place", () => {
    let offset = 0x1000;
    const expected = LOADS.map(({ paddr, bytes }) => {
      offset += bytes;
      return loadLine(offset - bytes, paddr, bytes);
    });
    expect(ourReadelf(file)).toEqual(expected);
    if (!has("readelf")) return;
    const { lines, complaints } = said("readelf", "-a", "-W", path);
    expect(complaints).toEqual([]);
    expect(lines.filter((line) => line.startsWith("LOAD "))).toEqual(expected);
    expect(lines).toEqual(expect.arrayContaining(["Class: ELF64", "Type: CORE (Core file)", "Machine: Intel 80386"]));
    expect(lines.filter((line) => /^(?:CORE|VMCOREINFO|KJUMP) 0x/.test(line)).length).toBe(3);
  });

  it("is opened by gdb without complaint: registers and memory come back", () => {
    const { origEax: _, ...registers } = REGISTERS;
    const expected = [
      ...Object.entries(registers).map(([name, value]) => `${name} ${hex(value, 1)}`),
      ...LOOKED_AT.map((address) => memoryLine(address, bytesAt(address))),
    ];
    expect(ourGdb(file)).toEqual(expect.arrayContaining(expected));
    if (!has("gdb")) return;
    const looks = LOOKED_AT.flatMap((address) => ["-ex", `x/4xb ${hex(0xc0000000 + address, 8)}`]);
    const names = Object.keys(registers).flatMap((name) => ["-ex", `printf "${name} 0x%x\\n", $${name}`]);
    const { lines, complaints } = said(
      "gdb",
      "-nx",
      "-batch",
      "-ex",
      `core-file ${path}`,
      "-ex",
      "info threads",
      "-ex",
      "info registers",
      ...names,
      ...looks,
    );
    expect(complaints).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(expected));
    expect(lines).toContain(`[New LWP ${PID}]`);
  });
});
