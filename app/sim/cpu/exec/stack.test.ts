// What the recorded cases cannot reach: stack instructions that fault, wrap, or use a 16-bit stack segment.

import { describe, expect, it } from "vitest";
import { AT, SEL, SystemRig } from "../testing/system-rig.ts";

const EBP = 5;
const ESP = 4;
const HOLE = 0x30000;

/** At privilege level 0 with paging; the page at HOLE is not there. */
function rig(code: readonly number[], esp: number, ebp = 0): SystemRig {
  const made = new SystemRig(code).page();
  made.protect(HOLE, 0);
  made.cpu.regs.set([0x11, 0x22, 0x33, 0x44, esp, ebp, 0x66, 0x77]);
  return made;
}

/** The exception of one instruction, which is not delivered, so that what the instruction alone did is seen: nothing. */
function faultOf(made: SystemRig) {
  made.cpu.idtr = { base: 0, limit: 0 };
  const before = made.cpu.regs.slice();
  const memory = made.bus.bytes.slice(HOLE - 64, HOLE + 4096 + 64);
  const stop = made.cpu.run(1);
  const [first] = stop.kind === "shutdown" ? (stop.fault.exceptions ?? []) : [];
  expect(made.cpu.regs).toEqual(before);
  expect(made.bus.bytes.slice(HOLE - 64, HOLE + 4096 + 64)).toEqual(memory);
  return { name: first?.name, errorCode: first?.errorCode, cr2: first?.cr2, eip: first?.eip };
}

const pageFault = (cr2: number, errorCode: number) => ({ name: "#PF", errorCode, cr2, eip: AT.CODE });
const END = HOLE + 0x1000;

describe("a stack instruction that meets a page that is not there", () => {
  it.each<[string, number[], number, number]>([
    ["push", [0x50], END, END - 4],
    ["push of 16 bits", [0x66, 0x50], END, END - 2],
    ["push of memory", [0xff, 0x35, 0, 0x20, 0, 0], END, END - 4],
    ["pushf", [0x9c], END, END - 4],
    ["pusha", [0x60], END + 12, END - 4],
    ["pusha of 16 bits", [0x66, 0x60], END + 6, END - 2],
    ["call", [0xe8, 0, 0, 0, 0], END, END - 4],
    ["enter", [0xc8, 0, 0, 0], END, END - 4],
    ["enter with enclosing frames", [0xc8, 0, 0, 3], END + 8, END - 4],
    ["enter that makes room into it", [0xc8, 0x20, 0, 0], END + 8, END + 8 - 4 - 0x20],
  ])("%s changes nothing", (_name, code, esp, cr2) => {
    expect(faultOf(rig(code, esp, 0x8000))).toEqual(pageFault(cr2, 2));
  });

  it.each<[string, number[], number, number]>([
    ["pop", [0x58], HOLE, HOLE],
    ["popa", [0x61], HOLE - 8, HOLE],
    ["popf", [0x9d], HOLE, HOLE],
    ["ret", [0xc3], HOLE, HOLE],
    ["leave", [0xc9], 0x8000, HOLE],
  ])("%s changes nothing", (_name, code, esp, cr2) => {
    expect(faultOf(rig(code, esp, HOLE))).toEqual(pageFault(cr2, 0));
  });

  it("pop into it has not moved ESP", () => {
    expect(faultOf(rig([0x8f, 0x05, 0, 0, 3, 0], 0x8000))).toEqual(pageFault(HOLE, 2));
  });
});

describe("the stack pointer", () => {
  it("goes from the bottom of the address space to its top", () => {
    const made = new SystemRig([0x50, 0x5b]);
    made.cpu.regs[ESP] = 0;
    made.step();
    expect(made.cpu.regs[ESP]).toBe(-4);
    made.step();
    expect(made.cpu.regs[ESP]).toBe(0);
  });

  it("is pushed as it was, and popped as it lies there", () => {
    const made = rig([0x54, 0x5c], 0x8000);
    made.step();
    expect(made.stack(1)).toEqual([0x8000]);
    made.bus.write32(0x7ffc, 0x1234);
    made.step();
    expect(made.cpu.regs[ESP]).toBe(0x1234);
  });

  it("counts as moved in the address of what pop writes", () => {
    const made = rig([0x8f, 0x04, 0x24], 0x8000);
    made.bus.write32(0x8000, 0xabcd);
    made.step();
    expect([made.cpu.regs[ESP], made.bus.read32(0x8004)]).toEqual([0x8004, 0xabcd]);
  });

  it("is SP alone with a 16-bit stack segment, and wraps within it", () => {
    const made = new SystemRig([0x8e, 0xd0, 0x50, 0x60, 0x61, 0x5b, 0xe8, 0, 0, 0, 0, 0xc8, 4, 0, 1, 0xc9, 0xc3]);
    made.cpu.regs[0] = SEL.DATA16;
    made.step();
    made.cpu.regs[ESP] = 0xabcd0000;
    made.cpu.regs[EBP] = 0x77770000;
    const seen = Array.from({ length: 8 }, () => {
      expect(made.step()).toBe("done");
      return (made.cpu.regs[ESP] ?? 0) >>> 0;
    });
    expect(seen).toEqual([
      // push, pusha, popa, pop
      ...[0xabcdfffc, 0xabcdffdc, 0xabcdfffc, 0xabcd0000],
      // call, enter, leave, ret
      ...[0xabcdfffc, 0xabcdfff0, 0xabcdfffc, 0xabcd0000],
    ]);
    expect((made.cpu.regs[EBP] ?? 0) >>> 0).toBe(0x77770000);
    expect([0xfffc, 0xfff8].map((at) => made.bus.read32(at))).toEqual([AT.CODE + 11, 0x77770000]);
  });

  it("gives enter with a 16-bit operand a frame pointer in BP alone", () => {
    const made = new SystemRig([0x66, 0xc8, 8, 0, 1]);
    made.cpu.regs[EBP] = 0x12345678;
    made.step();
    expect((made.cpu.regs[EBP] ?? 0) >>> 0).toBe(0x12340000 | ((AT.STACK0 - 2) & 0xffff));
    expect(made.cpu.regs[ESP]).toBe(AT.STACK0 - 4 - 8);
    expect([2, 4].map((below) => made.bus.read16(AT.STACK0 - below))).toEqual([0x5678, (AT.STACK0 - 2) & 0xffff]);
  });
});

describe("enter", () => {
  it("copies the frame pointers of 31 levels, the last being its own", () => {
    const made = rig([0xc8, 0x10, 0, 0xff], 0x9000, 0xa000);
    for (let i = 1; i < 31; i += 1) made.bus.write32(0xa000 - 4 * i, 0x100 + i);
    made.step();
    const frame = 0x9000 - 4;
    expect([made.cpu.regs[EBP], made.cpu.regs[ESP]]).toEqual([frame, frame - 4 * 31 - 0x10]);
    const words = Array.from({ length: 32 }, (_, i) => made.bus.read32(frame - 4 * i));
    expect(words).toEqual([0xa000, ...Array.from({ length: 30 }, (_, i) => 0x101 + i), frame]);
  });
});
