// What an instruction is said to read and write, against what it does.

import { beforeAll, describe, expect, it } from "vitest";
import { cr, eax, ebx, ecx, edx, esp, mem } from "../../cpu/assembler.ts";
import { findPreset } from "../../scenario/presets.ts";
import { recordScenario } from "../../scenario/to-plan.ts";
import type { Run } from "../run.ts";
import { type Prepared, prepare, readsOf, writesOf, written } from "./operands.ts";
import { CODE, smallMachine } from "./testing/small-machine.ts";

describe("an instruction about to run", () => {
  it("has effective addresses and values", () => {
    const machine = smallMachine((a) => a.mov(eax, mem(ebx, 8), "load"));
    machine.cpu.regs[3] = 0x2000;
    machine.memory.write32(0x2008, 0xcafe);
    const before = prepare(machine);
    expect(readsOf(before)).toEqual([
      { name: "ebx", bytes: 4, value: 0x2000 },
      { name: "0x8(%ebx)", bytes: 4, address: 0x2008, physical: 0x2008, value: 0xcafe },
    ]);
    expect(writesOf(before)).toEqual([{ name: "eax", bytes: 4, value: 0 }]);
  });

  it("tells linear from physical addresses", () => {
    const machine = smallMachine((a) => a.mov(eax, mem(0x400000), "load"));
    machine.memory.write32(0x3000, 0x83);
    machine.memory.write32(0x3004, 0x83);
    machine.memory.write32(0, 77);
    machine.cpu.cr4 = 0x10;
    machine.cpu.cr3 = 0x3000;
    machine.cpu.cr0 = 0x80000011 | 0;
    expect(readsOf(prepare(machine))).toMatchObject([{ address: 0x400000, physical: 0, value: 77 }]);
  });

  it("wraps an address of 16 bits", () => {
    const machine = smallMachine();
    [0x67, 0x8b, 0x47, 0x10].forEach((byte, i) => machine.memory.write8(CODE + i, byte));
    machine.cpu.regs[3] = 0x1fff8;
    expect(readsOf(prepare(machine))).toMatchObject([{ name: "bx" }, { name: "0x10(%bx)", address: 8 }]);
  });

  it("names table registers and control registers in 32 bits", () => {
    const lgdt = smallMachine((a) => a.lgdt(mem(0x2000), "tables"));
    expect(writesOf(prepare(lgdt)).map(({ name }) => name)).toEqual(["gdtr.base", "gdtr.limit"]);
    const load = smallMachine((a) => a.mov(cr(3), eax, "tables"));
    expect(writesOf(prepare(load))).toEqual([{ name: "cr3", bytes: 4, value: 0 }]);
  });
});

describe("a completed instruction", () => {
  it("says what it wrote and what stood there", () => {
    const machine = smallMachine((a) => a.push(ecx, "save"));
    machine.cpu.regs[1] = 0x1234;
    const before = prepare(machine);
    machine.cpu.run(1);
    expect(written(machine, before)).toEqual([
      { name: "esp", bytes: 4, value: 0x7ffc, was: 0x8000 },
      { name: "-0x4(%esp)", bytes: 4, address: 0x7ffc, physical: 0x7ffc, value: 0x1234, was: 0 },
    ]);
  });

  it("that is repeated says how much it wrote and where that came from, and no one value", () => {
    const machine = smallMachine((a) => a.rep_movsd("move"));
    [machine.cpu.regs[1], machine.cpu.regs[6], machine.cpu.regs[7]] = [3, 0x2000, 0x3000];
    machine.memory.write32(0x2000, 0xcafe);
    const before = prepare(machine);
    machine.cpu.run(1);
    const moved = { name: "(%edi)", bytes: 4, address: 0x3000, physical: 0x3000, count: 3, from: 0x2000 };
    expect(written(machine, before).find(({ name }) => name === "(%edi)")).toEqual(moved);
    expect(readsOf(before).find(({ name }) => name === "(%esi)")).toEqual({
      name: "(%esi)",
      bytes: 4,
      address: 0x2000,
      physical: 0x2000,
      count: 3,
    });
  });

  it("has no values where nothing can be fetched", () => {
    const machine = smallMachine((a) => a.mov(esp, edx, "never"));
    machine.cpu.cr3 = 0x3000;
    machine.cpu.cr0 = 0x80000011 | 0;
    expect(prepare(machine)).toMatchObject({ physical: undefined, found: [] });
  });
});

describe("on a whole run", () => {
  let run: Run;
  beforeAll(() => {
    const preset = findPreset("tiny");
    const recorded = preset === undefined ? undefined : recordScenario(preset.scenario);
    if (recorded?.ok !== true) throw new Error("the preset tiny cannot be recorded");
    run = recorded.value;
  });

  const NAMES = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"];
  const said = (before: Prepared): Set<string> => new Set(writesOf(before).map(({ name }) => name));
  const covers = (before: Prepared, address: number, size: number): boolean =>
    writesOf(before).some(
      ({ physical, bytes, count = 1 }) =>
        physical !== undefined && address >= physical && address + size <= physical + bytes * count,
    );

  it("every register and every byte that changes was said to be written", () => {
    const { cursor, recording } = run;
    let [registers, writes] = [0, 0];
    const from = recording.phases.find(({ id }) => id === "tables")?.from ?? 0;
    for (let t = from; t < from + 400; t++) {
      cursor.seek({ t, sub: 0 });
      if (!cursor.executing) continue;
      const before = prepare(cursor);
      const values = Array.from(cursor.cpu.regs);
      const touched: [number, number][] = [];
      cursor.memory.onWrite = (address, size) => touched.push([address, size]);
      cursor.memory.onCopy = (frame) => touched.push([frame * 4096, 4096]);
      cursor.seek({ t: t + 1, sub: 0 });
      cursor.memory.onWrite = undefined;
      cursor.memory.onCopy = undefined;
      const changed = NAMES.filter((_, i) => values[i] !== cursor.cpu.regs[i]);
      for (const name of changed) expect(said(before), `t ${t}`).toContain(name);
      registers += changed.length;
      for (const [address, size] of touched) {
        if (isEntry(address)) continue;
        expect(covers(before, address, size), `t ${t}: ${size} bytes at ${address.toString(16)}`).toBe(true);
        writes += 1;
      }
    }
    expect(Math.min(registers, writes)).toBeGreaterThan(50);
  });

  /** Accessed and dirty bits are the processor's own writes: they go into the tables that CR3 leads to. */
  function isEntry(address: number): boolean {
    const { cpu, memory } = run.cursor;
    const root = cpu.cr3 >>> 12;
    if (!cpu.paging) return false;
    const tables = Array.from(memory.words(root), (word) => ((word & 0x81) === 1 ? word >>> 12 : -1));
    return [root, ...tables].includes(address >>> 12);
  }
});
