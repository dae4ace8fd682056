import { describe, expect, it } from "vitest";
import { AT, SEL, SystemRig } from "../testing/system-rig.ts";

const ZF = 0x40;
const EAX = 0;
const ECX = 1;

/** `lar %cx,%eax` and its like at a privilege level; the answer, or "none" if ZF stays clear. */
function ask(code: readonly number[], selector: number, cpl: 0 | 3): number | "none" {
  const rig = new SystemRig(code, cpl);
  rig.cpu.regs.set([0x5a5a5a5a, selector]);
  expect(rig.step()).toBe("done");
  const eax = (rig.cpu.regs[EAX] ?? 0) >>> 0;
  if ((rig.cpu.eflags & ZF) !== 0) return eax;
  expect(eax).toBe(0x5a5a5a5a);
  return "none";
}

const LAR = [0x0f, 0x02, 0xc1];
const LSL = [0x0f, 0x03, 0xc1];

describe("lar and lsl", () => {
  it.each<[string, number, 0 | 3, number | "none", number | "none"]>([
    ["flat data", SEL.DATA0, 0, 0x00cf9300, 0xffffffff],
    ["a small segment", SEL.SMALL, 0, 0x00409300, 0xff],
    ["a task state segment", SEL.TSS, 0, 0x00008900, 0x67],
    ["a local table", SEL.LDT, 0, 0x00008200, 0x1f],
    ["a null selector", 3, 0, "none", "none"],
    ["a selector beyond the table", 0xf8, 0, "none", "none"],
    ["the local table when there is none", SEL.LOCAL, 0, "none", "none"],
    ["kernel data, asked by a user", SEL.DATA0, 3, "none", "none"],
    ["kernel data, with a user's selector", SEL.DATA0 | 3, 0, "none", "none"],
    ["conforming code, asked by a user", SEL.CONFORMING, 3, 0x00cf9f00, 0xffffffff],
    ["what is not present", SEL.ABSENT, 0, 0x00cf1300, 0xffffffff],
  ])("%s", (_name, selector, cpl, rights, limit) => {
    expect([ask(LAR, selector, cpl), ask(LSL, selector, cpl)]).toEqual([rights, limit]);
  });

  it("of a call gate: rights, and no limit", () => {
    const answer = (code: readonly number[]): number => {
      const rig = new SystemRig(code);
      rig.callGate(0x8c, SEL.CODE0, AT.CODE);
      rig.cpu.regs[ECX] = SEL.GATE;
      rig.step();
      return rig.cpu.eflags & ZF ? (rig.cpu.regs[EAX] ?? 0) : -1;
    };
    expect([answer(LAR), answer(LSL)]).toEqual([0x8c00, -1]);
  });

  it("write 16 bits with a 16-bit operand", () => {
    expect([ask([0x66, ...LAR], SEL.DATA0, 0), ask([0x66, ...LSL], SEL.DATA0, 0)]).toEqual([0x5a5a9300, 0x5a5affff]);
  });
});

describe("verr and verw", () => {
  const verify = (modrm: number, selector: number, cpl: 0 | 3): boolean =>
    ask([0x0f, 0x00, modrm], selector, cpl) !== "none";
  it.each<[string, number, 0 | 3, boolean, boolean]>([
    ["data", SEL.DATA0, 0, true, true],
    ["data that may not be written", SEL.READ_ONLY, 0, true, false],
    ["code", SEL.CODE0, 0, true, false],
    ["code that may not be read", SEL.EXECUTE_ONLY, 0, false, false],
    ["kernel data, asked by a user", SEL.DATA0, 3, false, false],
    ["user data, asked by a user", SEL.DATA3, 3, true, true],
    ["a task state segment", SEL.TSS, 0, false, false],
    ["nothing", 0, 0, false, false],
  ])("%s", (_name, selector, cpl, readable, writable) => {
    expect([verify(0xe1, selector, cpl), verify(0xe9, selector, cpl)]).toEqual([readable, writable]);
  });
});

describe("arpl", () => {
  it.each([
    ["raises a privilege level that is too good", 0x10, 0x1b, 0x13, ZF],
    ["leaves one that is not", 0x13, 0x1a, 0x13, 0],
  ])("%s", (_name, destination, source, expected, zf) => {
    const rig = new SystemRig([0x63, 0xc8], 3);
    rig.cpu.regs.set([0xabcd0000 | destination, source]);
    rig.step();
    expect([(rig.cpu.regs[EAX] ?? 0) >>> 0, rig.cpu.eflags & ZF]).toEqual([(0xabcd0000 | expected) >>> 0, zf]);
  });
});

describe("les and its like", () => {
  const POINTER = [0x78, 0x56, 0x34, 0x12, SEL.SMALL, 0] as const;
  it.each<[string, number[], number, readonly number[]]>([
    ["les", [0xc4, 0x05, 0, 0x20, 0, 0], 0, POINTER],
    ["lds", [0xc5, 0x05, 0, 0x20, 0, 0], 3, POINTER],
    ["lfs", [0x0f, 0xb4, 0x05, 0, 0x20, 0, 0], 4, POINTER],
    ["lgs", [0x0f, 0xb5, 0x05, 0, 0x20, 0, 0], 5, POINTER],
    ["lss", [0x0f, 0xb2, 0x05, 0, 0x20, 0, 0], 2, POINTER],
  ])("%s loads the segment, then the offset", (_name, code, seg, pointer) => {
    const rig = new SystemRig(code);
    rig.bus.bytes.set(pointer, AT.DATA);
    expect(rig.step()).toBe("done");
    expect([rig.cpu.segments[seg]?.selector, rig.cpu.segments[seg]?.limit]).toEqual([SEL.SMALL, 0xff]);
    expect(rig.cpu.regs[EAX]).toBe(0x12345678);
  });

  it("take 16 bits of offset with a 16-bit operand", () => {
    const rig = new SystemRig([0x66, 0xc4, 0x05, 0, 0x20, 0, 0]);
    rig.bus.bytes.set([0x34, 0x12, SEL.SMALL, 0], AT.DATA);
    rig.cpu.regs[EAX] = 0x77770000;
    rig.step();
    expect([rig.cpu.segments[0]?.selector, rig.cpu.regs[EAX]]).toEqual([SEL.SMALL, 0x77771234]);
  });

  it("load nothing when the selector is refused", () => {
    const rig = new SystemRig([0xc4, 0x05, 0, 0x20, 0, 0]);
    rig.bus.bytes.set([1, 0, 0, 0, SEL.EXECUTE_ONLY, 0], AT.DATA);
    const { selector } = rig.cpu.segments[0] ?? { selector: -1 };
    expect(rig.step()).toBe(`#GP(0x${SEL.EXECUTE_ONLY.toString(16)})`);
    expect([rig.cpu.regs[EAX], rig.cpu.segments[0]?.selector]).toEqual([0, selector]);
  });
});
