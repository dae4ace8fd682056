// The descriptor tables as shown, and segments that outlive them.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asFault } from "../../cpu/faults.ts";
import { loadSegment, loadTask } from "../../cpu/segments.ts";
import { DS } from "../../cpu/state.ts";
import type { LookedAt } from "./looked-at.ts";
import { tablesView } from "./tables-view.ts";
import { smallMachine } from "./testing/small-machine.ts";

const GDT = 0x3000;
const IDT = 0x4000;
const nowhere = (): undefined => undefined;
const view = (machine: LookedAt) => tablesView(machine, nowhere);

function put({ memory }: LookedAt, at: number, low: number, high: number): void {
  memory.write32(at, low);
  memory.write32(at + 4, high);
}

/** Code at 0x08, data at 0x10, a task state segment at 0x18; data loaded into DS. */
function withTables(): LookedAt {
  const machine = smallMachine();
  put(machine, GDT + 8, 0x0000ffff, 0x00cf9a00);
  put(machine, GDT + 16, 0x0000ffff, 0x00cf9200);
  put(machine, GDT + 24, 0x50000067, 0x00008900);
  machine.cpu.gdtr = { base: GDT, limit: 31 };
  machine.cpu.flatProtectedMode(0x08, 0x10);
  loadSegment(machine.cpu, DS, 0x10);
  return machine;
}

const segment = (machine: LookedAt, name: string) => view(machine).segments.find((each) => each.name === name);

describe("the global table", () => {
  it("is decoded in the field's words", () => {
    const { gdt } = view(withTables());
    expect(gdt).toMatchObject({ state: "there", slots: 4, more: 0 });
    expect(gdt.rows.map(({ selector, type, base, limit, usedBy }) => [selector, type, base, limit, usedBy])).toEqual([
      [0x08, "code, execute/read", 0, 0xffffffff, ["CS"]],
      [0x10, "data, read/write", 0, 0xffffffff, ["ES", "SS", "DS", "FS", "GS"]],
      [0x18, "32-bit TSS", 0x5000, 0x67, []],
    ]);
  });

  it("is gone at limit 0, and the segments live on", () => {
    const machine = withTables();
    machine.cpu.gdtr = { base: 0xc0000000, limit: 0 };
    expect(view(machine).gdt).toMatchObject({ state: "gone", slots: 0, rows: [] });
    const ds = segment(machine, "DS");
    expect(ds).toMatchObject({ usable: true, missing: "is beyond the limit of the GDT", differs: [] });
    expect(ds?.cached.limit).toBe(0xffffffff);
    expect(ds?.now).toBeUndefined();
  });

  it("cannot be read where no memory is", () => {
    const machine = withTables();
    machine.cpu.gdtr = { base: 0x7f000000, limit: 31 };
    expect(view(machine).gdt.state).toBe("unreadable");
    expect(segment(machine, "DS")?.missing).toBe("lies where no memory can be read");
  });
});

describe("a segment register", () => {
  it("agrees with its table, accessed bit or not", () => {
    const machine = withTables();
    expect(segment(machine, "DS")).toMatchObject({ differs: [] });
    machine.memory.write8(GDT + 16 + 5, 0x92);
    expect(segment(machine, "DS")).toMatchObject({ differs: [] });
  });

  it.each([
    ["base", 0x1000ffff, 0x00cf9200, ["base"]],
    ["limit", 0x00000fff, 0x00cf9200, ["limit"]],
    ["rights", 0x0000ffff, 0x00cfb000, ["DPL", "type"]],
    ["presence", 0x0000ffff, 0x00cf1200, ["P"]],
  ])("differs from a table that has another %s now", (_name, low, high, words) => {
    const machine = withTables();
    put(machine, GDT + 16, low, high);
    expect(segment(machine, "DS")?.differs).toEqual(words);
  });

  it("with a null selector is not usable and no alarm", () => {
    const machine = withTables();
    loadSegment(machine.cpu, DS, 0);
    expect(segment(machine, "DS")).toMatchObject({ usable: false, differs: [] });
  });

  it("TR agrees with the busy descriptor that loading it left", () => {
    const machine = withTables();
    loadTask(machine.cpu, 0x18);
    expect(segment(machine, "TR")).toMatchObject({ cached: { type: "32-bit TSS, busy" }, differs: [] });
  });
});

describe("the interrupt table", () => {
  it("joins neighbours that say the same", () => {
    const machine = smallMachine();
    for (const vector of [0, 1, 2, 5]) put(machine, IDT + vector * 8, 0x00601000, 0xc0108e00);
    put(machine, IDT + 6 * 8, 0x00602000, 0xc010ef00);
    put(machine, IDT + 7 * 8, 0x00603000, 0xc0108600);
    machine.cpu.idtr = { base: IDT, limit: 0x7ff };
    const { idt } = tablesView(machine, (linear) => (linear === 0xc0101000 ? "exception" : undefined));
    expect(idt).toMatchObject({ state: "there", slots: 256 });
    const kernel = { selector: 0x60, dpl: 0, present: true };
    const handler = { ...kernel, type: "32-bit interrupt gate", offset: 0xc0101000, symbol: "exception" };
    expect(idt.rows).toEqual([
      { ...handler, first: 0, last: 2 },
      { ...handler, first: 5, last: 5 },
      { ...kernel, first: 6, last: 6, type: "32-bit trap gate", offset: 0xc0102000, dpl: 3 },
      { ...kernel, first: 7, last: 7, type: "16-bit interrupt gate", offset: 0x3000 },
    ]);
  });
});

it("loading any descriptor leaves its register as its table says", () => {
  let loaded = 0;
  const word = fc.integer({ min: 0, max: 0xffffffff });
  fc.assert(
    fc.property(word, word, fc.constantFrom(0x92, 0x93, 0x90, 0x96, 0x9a, 0x9e, 0xf2, 0x12), (low, other, rights) => {
      const machine = withTables();
      put(machine, GDT + 16, low, ((other & 0xffff00ff) | (rights << 8)) >>> 0);
      try {
        loadSegment(machine.cpu, DS, 0x10);
      } catch (thrown) {
        asFault(thrown);
        return;
      }
      expect(segment(machine, "DS")).toMatchObject({ usable: true, differs: [] });
      loaded += 1;
    }),
    { numRuns: 500 },
  );
  expect(loaded).toBeGreaterThan(200);
});

it("looking leaves no trace", () => {
  const machine = withTables();
  machine.cpu.idtr = { base: IDT, limit: 0x7ff };
  const before = [machine.cpu.snapshot(), machine.memory.hash()];
  view(machine);
  expect([machine.cpu.snapshot(), machine.memory.hash()]).toEqual(before);
});
