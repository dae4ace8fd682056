import { describe, expect, it } from "vitest";
import { type Assembler, ds, eax, ebx, edx, mem, ss } from "./assembler.ts";
import { bench, type Bench, CODE, STACK_TOP } from "./testing/ram-bus.ts";

const GDT = 0x5000;
const IDT = 0x6000;
const HANDLER = 0x7000;

/** GDT with flat code at 0x10, flat data at 0x18, a not-present segment at 0x20, read-only data at 0x28. */
function kernel(build: (a: Assembler) => void): Bench {
  const made = bench(build);
  const descriptors = [0, 0, 0x00cf9a00, 0x00cf9200, 0x00cf1200, 0x00cf9000];
  descriptors.forEach((high, i) => {
    made.bus.write32(GDT + 8 * i, high === 0 ? 0 : 0xffff);
    made.bus.write32(GDT + 8 * i + 4, high);
  });
  made.cpu.gdtr = { base: GDT, limit: 8 * descriptors.length - 1 };
  made.cpu.idtr = { base: IDT, limit: 0x7ff };
  made.bus.bytes.set([0xf4], HANDLER);
  return made;
}

function gate({ bus }: Bench, vector: number, type = 0x8e, selector = 0x10): void {
  bus.write32(IDT + 8 * vector, (selector << 16) | (HANDLER & 0xffff));
  bus.write32(IDT + 8 * vector + 4, (HANDLER & 0xffff0000) | (type << 8));
}

const stackOf = ({ cpu, bus }: Bench): number[] => {
  const top = (cpu.regs[4] ?? 0) >>> 0;
  return Array.from({ length: (STACK_TOP - top) / 4 }, (_, i) => bus.read32(top + 4 * i));
};

describe("exceptions", () => {
  it("delivers a fault with its error code through an interrupt gate", () => {
    const made = kernel((a) => {
      a.mov(eax, 0x68, "beyond the GDT");
      a.movSeg(ds, eax, "#GP");
    });
    gate(made, 13);
    made.cpu.eflags = 0x202;
    expect(made.cpu.run(2)).toEqual({ kind: "limit" });
    expect(made.cpu.executed).toBe(2);
    expect([made.cpu.eip, made.cpu.eflags]).toEqual([HANDLER, 0x2]);
    expect(stackOf(made)).toEqual([0x68, CODE + 5, 0x10, 0x10202]);
  });

  it("returns from int n to the next instruction with the flags as they were", () => {
    const made = kernel((a) => {
      a.int(0x80, "call");
      a.nop("back");
    });
    gate(made, 0x80, 0x8f);
    made.bus.bytes.set([0xcf], HANDLER);
    made.cpu.eflags = 0x2d7;
    made.cpu.run(2);
    expect([made.cpu.eip, made.cpu.eflags, made.cpu.regs[4]]).toEqual([CODE + 2, 0x2d7, STACK_TOP]);
  });

  it("raises #DE and #UD with EIP on the instruction", () => {
    for (const [vector, code] of [
      [0, [0xf7, 0xf3]],
      [6, [0x0f, 0x0b]],
    ] as const) {
      const made = kernel((a) => a.bytes(code));
      gate(made, vector);
      made.cpu.run(1);
      expect(stackOf(made)).toEqual([CODE, 0x10, 0x10002]);
    }
  });

  it("shuts down with the chain when there is no way to deliver", () => {
    const made = kernel((a) => {
      a.mov(eax, 0x68, "beyond the GDT");
      a.movSeg(ds, eax, "#GP");
    });
    made.cpu.idtr = { base: 0, limit: 0 };
    const stop = made.cpu.run(9);
    expect(stop).toMatchObject({
      kind: "shutdown",
      fault: { kind: "triple-fault", address: CODE + 5, bytes: "8e d8", chain: ["#GP(0x68)", "#DF", "triple fault"] },
    });
    expect([made.cpu.executed, made.cpu.regs[4]]).toEqual([1, STACK_TOP]);
  });

  it("delivers a double fault to its own gate", () => {
    const made = kernel((a) => a.bytes([0xf7, 0xf3]));
    gate(made, 8);
    made.cpu.run(1);
    expect(made.cpu.eip).toBe(HANDLER);
    expect(stackOf(made)).toEqual([0, CODE, 0x10, 0x2]);
  });

  it("delivers the second fault itself when the first was a harmless one", () => {
    const made = kernel((a) => a.bytes([0x0f, 0x0b]));
    gate(made, 13);
    made.cpu.run(1);
    expect(stackOf(made).slice(0, 2)).toEqual([6 * 8 + 3, CODE]);
  });
});

describe("segment loads", () => {
  const selectorLoad = (seg: typeof ds, selector: number): Bench =>
    kernel((a) => {
      a.mov(eax, selector, "selector");
      a.movSeg(seg, eax, "load");
    });

  it("fills the cache from the table and marks the descriptor accessed", () => {
    const made = selectorLoad(ds, 0x28);
    made.cpu.run(2);
    expect(made.cpu.segments[3]).toEqual({
      name: "DS",
      selector: 0x28,
      base: 0,
      limit: 0xffffffff,
      attributes: 0xc091,
    });
    expect(made.bus.read8(GDT + 0x28 + 5)).toBe(0x91);
  });

  it.each([
    ["DS beyond the limit", ds, 0x30, "#GP(0x30)"],
    ["DS not present", ds, 0x20, "#NP(0x20)"],
    ["DS in the local table", ds, 0x1c, "#GP(0x1c)"],
    ["SS null", ss, 0, "#GP(0x0)"],
    ["SS read-only", ss, 0x28, "#GP(0x28)"],
    ["SS code", ss, 0x10, "#GP(0x10)"],
  ])("refuses %s", (_name, seg, selector, expected) => {
    const stop = selectorLoad(seg, selector).cpu.run(9);
    expect(stop.kind === "shutdown" && stop.fault.chain[0]).toBe(expected);
  });

  it("refuses access through a null and writes through a read-only segment", () => {
    const read = kernel((a) => {
      a.mov(eax, 0, "null");
      a.movSeg(ds, eax, "allowed");
      a.mov(ebx, mem(0x100), "#GP");
    });
    const stop = read.cpu.run(9);
    expect(stop).toMatchObject({
      kind: "shutdown",
      fault: { address: CODE + 7, chain: ["#GP(0x0)", "#DF", "triple fault"] },
    });
    const write = kernel((a) => {
      a.mov(eax, 0x28, "read-only");
      a.movSeg(ds, eax, "allowed");
      a.mov(edx, mem(0x100), "allowed");
      a.mov(mem(0x100), edx, "#GP");
    });
    expect(write.cpu.run(9).kind).toBe("shutdown");
    expect(write.cpu.executed).toBe(3);
  });

  it("jumps far through the table and keeps executing", () => {
    const made = kernel((a) => {
      a.farJump(0x10, "there", "reload CS");
      a.hlt("skipped");
      a.label("there");
      a.inc(eax, "reached");
    });
    made.cpu.run(2);
    expect(made.cpu.regs[0]).toBe(1);
    expect(made.cpu.segments[1]).toMatchObject({ selector: 0x10, attributes: 0xc09b });
    const bad = kernel((a) => {
      a.label("here");
      a.farJump(0x18, "here", "data is no code");
    });
    const stop = bad.cpu.run(1);
    expect(stop.kind === "shutdown" && stop.fault.chain[0]).toBe("#GP(0x18)");
  });
});
