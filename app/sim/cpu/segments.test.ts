import { describe, expect, it } from "vitest";
import { AT, SEL, SystemRig } from "./testing/system-rig.ts";

const imm32 = (value: number): number[] => [0, 8, 16, 24].map((at) => (value >>> at) & 0xff);
const imm16 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
/** mov ax, selector; mov seg, ax. */
const load = (seg: number, selector: number): number[] => [0x66, 0xb8, ...imm16(selector), 0x8e, 0xc0 | (seg << 3)];
const [ES, CS, SS, DS] = [0, 1, 2, 3];
/** A read of 4 bytes through ES, DS or SS. */
const readThrough = (seg: number, offset: number): number[] => [
  ...({ [ES]: [0x26], [SS]: [0x36], [DS]: [] }[seg] ?? []),
  ...[0x8b, 0x1d],
  ...imm32(offset),
];
const writeThrough = (seg: number, offset: number): number[] => [
  ...({ [ES]: [0x26], [SS]: [0x36], [DS]: [] }[seg] ?? []),
  ...[0x89, 0x1d],
  ...imm32(offset),
];

describe("loads of data segments", () => {
  it.each([
    ["null", DS, 0, 0, "done"],
    ["null with a privilege level", DS, 3, 3, "done"],
    ["writable data", DS, SEL.DATA0, 0, "done"],
    ["read-only data", DS, SEL.READ_ONLY, 0, "done"],
    ["execute-only code", DS, SEL.EXECUTE_ONLY, 0, `#GP(0x${SEL.EXECUTE_ONLY.toString(16)})`],
    ["readable code", DS, SEL.CODE0, 0, "done"],
    ["a segment that is not present", DS, SEL.ABSENT, 0, "#NP(0x38)"],
    ["a task state segment", DS, SEL.TSS, 0, "#GP(0x28)"],
    ["what lies beyond the table", DS, 0xa0, 0, "#GP(0xa0)"],
    ["the kernel's data, from user mode", DS, SEL.DATA0, 3, "#GP(0x10)"],
    ["conforming code, from user mode", DS, SEL.CONFORMING, 3, "done"],
    ["the user's data", DS, SEL.DATA3, 3, "done"],
    ["the user's data with a lower requested level, from the kernel", DS, SEL.DATA3 & ~3, 0, "done"],
    ["the kernel's data with a requested level of 3", DS, SEL.DATA0 | 3, 0, "#GP(0x10)"],
    ["a local segment without a local table", DS, SEL.LOCAL, 0, "#GP(0xc)"],
    ["SS null", SS, 0, 0, "#GP(0x0)"],
    ["SS of another requested level", SS, SEL.DATA0 | 1, 0, "#GP(0x10)"],
    ["SS of another level", SS, SEL.DATA1, 0, "#GP(0x78)"],
    ["SS read-only", SS, SEL.READ_ONLY, 0, "#GP(0x40)"],
    ["SS code", SS, SEL.CODE0, 0, "#GP(0x8)"],
    ["SS not present", SS, SEL.ABSENT, 0, "#SS(0x38)"],
    ["CS", CS, SEL.CODE0, 0, "#UD"],
  ])("of %s", (_what, seg, selector, cpl, expected) => {
    expect(new SystemRig(load(seg, selector), cpl === 0 ? 0 : 3).run(2)).toBe(expected);
  });

  it("leave the register as it was when they fail", () => {
    const rig = new SystemRig(load(DS, SEL.ABSENT));
    const before = rig.cpu.segments[3];
    rig.run(2);
    expect(rig.cpu.segments[3]).toEqual(before);
  });

  it("set the accessed bit in the table, once", () => {
    const rig = new SystemRig(load(DS, SEL.DATA3));
    rig.descriptor(SEL.DATA3, 0xf2, 0, 0xfffff, 0xc);
    rig.run(2);
    expect(rig.bus.read8(AT.GDT + (SEL.DATA3 & ~7) + 5)).toBe(0xf3);
  });

  it("fault where the accessed bit cannot be written, with nothing loaded", () => {
    const rig = new SystemRig(load(DS, SEL.DATA3)).page();
    rig.descriptor(SEL.DATA3, 0xf2, 0, 0xfffff, 0xc);
    rig.protect(AT.GDT, 1);
    expect(rig.run(2)).toBe("#PF(0x3)");
    expect([rig.cpu.segments[3]?.selector, rig.cpu.cr2]).toEqual([SEL.DATA0, AT.GDT + (SEL.DATA3 & ~7) + 5]);
  });

  it("read the table as supervisor, whoever asks", () => {
    const rig = new SystemRig(load(DS, SEL.DATA3), 3).page();
    rig.protect(AT.GDT, 3);
    expect(rig.run(2)).toBe("done");
  });
});

describe("the local table", () => {
  const lldt = (selector: number): number[] => [0x66, 0xb8, ...imm16(selector), 0x0f, 0x00, 0xd0];

  it("is found through the global one", () => {
    const rig = new SystemRig([...lldt(SEL.LDT), ...load(DS, SEL.LOCAL), ...readThrough(DS, 4)]);
    rig.bus.write32(AT.DATA + 4, 99);
    expect(rig.run(5)).toBe("done");
    expect(rig.cpu.regs[3]).toBe(99);
    expect([...rig.cpu.localTable]).toEqual([SEL.LDT, AT.LDT, 0x1f, 0x82]);
  });

  it.each([
    ["null, after which nothing is in it", [...lldt(SEL.LDT), ...lldt(0), ...load(DS, SEL.LOCAL)], "#GP(0xc)"],
    ["beyond its limit", [...lldt(SEL.LDT), ...load(DS, 0x24)], "#GP(0x24)"],
    ["by a local selector", lldt(SEL.LOCAL), "#GP(0xc)"],
    ["of another type", lldt(SEL.DATA0), "#GP(0x10)"],
    ["beyond the global table", lldt(0xa0), "#GP(0xa0)"],
  ])("%s", (_what, code, expected) => {
    expect(new SystemRig(code).run(6)).toBe(expected);
  });

  it("must be present, and is the kernel's to load", () => {
    const rig = new SystemRig(lldt(SEL.LDT));
    rig.descriptor(SEL.LDT, 0x02, AT.LDT, 0x1f, 0);
    expect(rig.run(2)).toBe("#NP(0x30)");
    expect(new SystemRig(lldt(SEL.LDT), 3).run(2)).toBe("#GP(0x0)");
  });
});

describe("the task register", () => {
  const ltr = (selector: number): number[] => [0x66, 0xb8, ...imm16(selector), 0x0f, 0x00, 0xd8];

  it("marks its segment busy, and takes no busy one", () => {
    const rig = new SystemRig([...ltr(SEL.TSS), 0x66, 0x0f, 0x00, 0xc9, ...ltr(SEL.TSS)]);
    expect(rig.run(3)).toBe("done");
    expect(rig.bus.read8(AT.GDT + SEL.TSS + 5)).toBe(0x8b);
    expect([rig.cpu.task[0], (rig.cpu.regs[1] ?? 0) & 0xffff]).toEqual([SEL.TSS, SEL.TSS]);
    expect(rig.run(2)).toBe("#GP(0x28)");
  });

  it.each([
    ["null", ltr(0), "#GP(0x0)"],
    ["a local selector", ltr(SEL.LOCAL), "#GP(0xc)"],
    ["a data segment", ltr(SEL.DATA0), "#GP(0x10)"],
  ])("refuses %s", (_what, code, expected) => {
    expect(new SystemRig(code).run(2)).toBe(expected);
  });
});

describe("limits and rights", () => {
  it.each([
    ["the last word of a segment", ES, SEL.SMALL, readThrough(ES, 0xfc), "done"],
    ["one byte too far", ES, SEL.SMALL, readThrough(ES, 0xfd), "#GP(0x0)"],
    ["far beyond", ES, SEL.SMALL, readThrough(ES, 0xfffffffe), "#GP(0x0)"],
    ["an expand-down segment, below", ES, SEL.DOWN, readThrough(ES, 0xfff), "#GP(0x0)"],
    ["an expand-down segment, inside", ES, SEL.DOWN, readThrough(ES, 0x1000), "done"],
    ["an expand-down segment, at its end", ES, SEL.DOWN, readThrough(ES, 0xfffffffc), "done"],
    ["an expand-down segment, around its end", ES, SEL.DOWN, readThrough(ES, 0xfffffffd), "#GP(0x0)"],
    ["a null segment", ES, 0, readThrough(ES, 0), "#GP(0x0)"],
    ["a write to read-only data", ES, SEL.READ_ONLY, writeThrough(ES, 0x2000), "#GP(0x0)"],
    ["a write to code", ES, SEL.CODE0, writeThrough(ES, 0x2000), "#GP(0x0)"],
    ["a stack segment", SS, SEL.SMALL, readThrough(SS, 0xfd), "#SS(0x0)"],
  ])("%s", (_what, seg, selector, access, expected) => {
    const rig = new SystemRig([...load(seg, selector), ...access]);
    // a stack fault needs another stack to be delivered on
    rig.gate(12, 0x8e, SEL.CODE0);
    rig.cpu.regs[4] = seg === SS ? 0x80 : AT.STACK0;
    expect(rig.run(3)).toBe(expected);
  });

  it("of an expand-down segment of 16 bits end at 64 KiB", () => {
    const rig = new SystemRig([...load(ES, SEL.DOWN), ...readThrough(ES, 0x10000)]);
    rig.descriptor(SEL.DOWN, 0x97, 0, 0xfff, 0);
    expect(rig.run(3)).toBe("#GP(0x0)");
  });

  it("stop a jump beyond the code segment at the jump", () => {
    const jump = [0xea, ...imm32(0x1100), ...imm16(SEL.CODE_SMALL)];
    const rig = new SystemRig(jump);
    rig.bus.bytes.set([0xe9, ...imm32(0x5000)], 0x1100);
    rig.step();
    expect(rig.step()).toBe("#GP(0x0)");
    expect(rig.stack(2)[1]).toBe(0x1100);
  });

  it("count for every byte of an instruction", () => {
    const jump = [0xea, ...imm32(0x1ffd), ...imm16(SEL.CODE_SMALL)];
    const rig = new SystemRig(jump);
    rig.bus.bytes.set([0x90, 0x90, 0xb8], 0x1ffd);
    rig.run(3);
    expect(rig.step()).toBe("#GP(0x0)");
    expect(rig.stack(2)[1]).toBe(0x1fff);
  });
});

describe("a 16-bit stack segment", () => {
  const rigWith = (code: readonly number[], esp: number): SystemRig => {
    const rig = new SystemRig([...load(SS, SEL.DATA16), ...code]);
    rig.run(2);
    rig.cpu.regs[4] = esp | 0;
    return rig;
  };

  it("moves SP and leaves the rest of ESP alone", () => {
    const rig = rigWith([0x6a, 0x55, 0x58], 0x12340004);
    rig.step();
    expect([rig.cpu.regs[4], rig.bus.read32(0)]).toEqual([0x12340000, 0x55]);
    rig.step();
    expect([rig.cpu.regs[4], rig.cpu.regs[0]]).toEqual([0x12340004, 0x55]);
  });

  it("wraps at 64 KiB, as in a call to a handler", () => {
    const rig = rigWith([0x0f, 0x0b], 0x7_0004);
    expect(rig.step()).toBe("#UD");
    expect(rig.cpu.regs[4]).toBe(0x7_fff8);
    expect([rig.bus.read32(0), rig.bus.read32(0xfffc), rig.bus.read32(0xfff8)]).toEqual([0x10002, SEL.CODE0, 0x1006]);
  });

  it("refuses a word around its end", () => {
    expect(rigWith([0x6a, 0x55], 2).step()).toContain("#SS(0x0)");
  });
});
