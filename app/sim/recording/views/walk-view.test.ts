// The page walk as shown: it says what the processor does, in either format.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CpuException, Unimplemented } from "../../cpu/faults.ts";
import type { LookedAt } from "./looked-at.ts";
import { randomlyPaged, smallMachine, TABLE_FRAMES, TABLES } from "./testing/small-machine.ts";
import { walkView } from "./walk-view.ts";

const ACCESSES = ["read", "write", "fetch"] as const;

function touch(
  { cpu }: LookedAt,
  linear: number,
  access: (typeof ACCESSES)[number],
  user: boolean,
): number | undefined {
  try {
    cpu.asUser(user, () => {
      if (access === "read") cpu.forRead(linear | 0);
      else if (access === "write") cpu.forWrite(linear | 0);
      else cpu.forFetch(linear | 0);
    });
    return undefined;
  } catch (thrown) {
    if (thrown instanceof CpuException) return thrown.errorCode;
    // Memory above 4 GiB.
    if (thrown instanceof Unimplemented) return undefined;
    throw thrown;
  }
}

const onRandomTables = (check: (machine: LookedAt, linear: number) => void, numRuns = 1500) =>
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { machine, linear } = randomlyPaged(seed);
      check(machine, linear);
    }),
    { numRuns },
  );

describe("on any tables", () => {
  it("the physical address is the processor's", () => {
    let mapped = 0;
    onRandomTables((machine, linear) => {
      const { physical } = walkView(machine, linear);
      const below = physical !== undefined && physical < 0x1_0000_0000 ? physical : undefined;
      expect(below).toBe(machine.cpu.translate(linear));
      if (below !== undefined) mapped += 1;
    });
    expect(mapped, "cases that map something").toBeGreaterThan(100);
  });

  it("each of the six answers is what the access meets", () => {
    let [faults, passes] = [0, 0];
    onRandomTables((machine, linear) => {
      const view = walkView(machine, linear);
      if (view.physical !== undefined && view.physical >= 0x1_0000_0000) return;
      for (const { access, user, errorCode } of view.accesses) {
        machine.cpu.flushTranslations(false);
        expect(touch(machine, linear, access, user), `${user ? "user" : "supervisor"} ${access}`).toBe(errorCode);
        if (errorCode === undefined) passes += 1;
        else faults += 1;
      }
    }, 600);
    expect(Math.min(faults, passes)).toBeGreaterThan(100);
  });

  it("with a TLB that holds something, the processor asks the tables only where byTlb is false", () => {
    let trusted = 0;
    onRandomTables((machine, linear) => {
      touch(machine, linear, ACCESSES[linear % 3] ?? "read", (linear & 4) !== 0);
      // The tables go; what is cached stays.
      for (let frame = TABLES; frame < TABLES + TABLE_FRAMES; frame++) {
        for (let word = 0; word < 1024; word++) machine.memory.write32(frame * 4096 + word * 4, 0);
      }
      const before = machine.cpu.snapshot();
      for (const { access, user, byTlb } of walkView(machine, linear).accesses) {
        machine.cpu.restore(before);
        expect(touch(machine, linear, access, user) === undefined).toBe(byTlb);
        if (byTlb) trusted += 1;
      }
    }, 400);
    expect(trusted).toBeGreaterThan(50);
  });

  it("the parts of the address make up the address", () => {
    onRandomTables((machine, linear) => {
      const { parts } = walkView(machine, linear);
      expect(parts.reduce((sum, { bits }) => sum + bits, 0)).toBe(32);
      expect(parts.reduce((whole, { bits, value }) => whole * 2 ** bits + value, 0)).toBe(linear);
    }, 300);
  });

  it("every alias leads to the same frame", () => {
    let found = 0;
    onRandomTables((machine, linear) => {
      const { physical, alsoMappedAt, aliases } = walkView(machine, linear);
      expect(aliases).toBeGreaterThanOrEqual(alsoMappedAt.length);
      for (const other of alsoMappedAt) {
        expect(other).not.toBe(linear);
        expect(walkView(machine, other).physical).toBe(physical);
        found += 1;
      }
    }, 150);
    expect(found).toBeGreaterThan(50);
  });

  it("leaves no trace", () => {
    onRandomTables((machine, linear) => {
      const before = [machine.cpu.snapshot(), machine.memory.hash()];
      walkView(machine, linear);
      expect([machine.cpu.snapshot(), machine.memory.hash()]).toEqual(before);
    }, 100);
  });
});

describe("with paging off", () => {
  it("nothing at address 0 is taken for a table", () => {
    const machine = smallMachine();
    machine.memory.write32(0, 0x1003);
    const view = walkView(machine, 0x1234);
    expect(view).toMatchObject({ paging: false, steps: [], accesses: [], alsoMappedAt: [] });
    expect(view.physical).toBeUndefined();
  });

  it("the tables at CR3 say what would be, pointers included", () => {
    const machine = smallMachine();
    machine.cpu.cr4 = 0x20;
    machine.cpu.cr3 = 0x3000;
    machine.memory.write32(0x3000, 0x4001);
    machine.memory.write32(0x4000, 0x5003);
    machine.memory.write32(0x5008, 0x7003);
    expect(walkView(machine, 0x1abc)).toMatchObject({ paging: false, physical: 0x7abc, pointers: [] });
  });
});

describe("the entries", () => {
  it("have their bits by name, those without effect marked", () => {
    const machine = smallMachine();
    machine.memory.write32(0x3000, 0x4067);
    machine.memory.write32(0x4004, 0x7163);
    machine.cpu.cr3 = 0x3000;
    machine.cpu.cr0 = 0x80000011 | 0;
    const [pde, pte] = walkView(machine, 0x1000).steps;
    const words = (step: typeof pde): string =>
      (step?.bits ?? [])
        .filter(({ set }) => set)
        .map(({ name, ignored }) => (ignored ? `(${name})` : name))
        .join(" ");
    expect(words(pde)).toBe("P W U A (D)");
    // Without CR4.PGE the global bit says nothing.
    expect(words(pte)).toBe("P W A D (G)");
    expect(pte?.bits.map(({ name }) => name)).not.toContain("NX");
  });

  it("of PAE come from the pointers that the processor holds", () => {
    const machine = smallMachine();
    machine.memory.write32(0x3000, 0x4001);
    machine.memory.write32(0x4000, 0x5003);
    machine.memory.write32(0x5008, 0x7003);
    machine.cpu.cr4 = 0x20;
    machine.cpu.cr3 = 0x3000;
    machine.cpu.cr0 = 0x80000011 | 0;
    machine.memory.write32(0x3000, 0);
    const view = walkView(machine, 0x1abc);
    expect(view.physical).toBe(0x7abc);
    expect(view.pointers.map(({ present, stale }) => [present, stale])).toEqual([
      [true, true],
      [false, false],
      [false, false],
      [false, false],
    ]);
  });
});
