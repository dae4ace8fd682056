import { describe, expect, it } from "vitest";
import { FLAT_DATA } from "./segment-rights.ts";
import { AT, SEL, SystemRig } from "./testing/system-rig.ts";

const imm32 = (value: number): number[] => [0, 8, 16, 24].map((at) => (value >>> at) & 0xff);
const imm16 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
const jump = (selector: number, offset = 0x3000): number[] => [0xea, ...imm32(offset), ...imm16(selector)];
const call = (selector: number, offset = 0x3000): number[] => [0x9a, ...imm32(offset), ...imm16(selector)];
const [RETF, IRET] = [0xcb, 0xcf];

/** Puts words on the stack, the first at the top. */
function stacked(rig: SystemRig, words: readonly number[]): SystemRig {
  const top = ((rig.cpu.regs[4] ?? 0) >>> 0) - 4 * words.length;
  words.forEach((word, i) => rig.bus.write32(top + 4 * i, word));
  rig.cpu.regs[4] = top | 0;
  return rig;
}

const where = ({ cpu }: SystemRig): number[] => [cpu.segments[1]?.selector ?? 0, cpu.eip];

describe("direct far transfers", () => {
  it.each([
    ["to code of the same level", jump(SEL.CODE0), 0, "done"],
    ["to a null selector", jump(3), 0, "#GP(0x0)"],
    ["beyond the table", jump(0xa0), 0, "#GP(0xa0)"],
    ["to data", jump(SEL.DATA0), 0, "#GP(0x10)"],
    ["to code that is not present", jump(SEL.CODE_ABSENT), 0, "#NP(0x88)"],
    ["to less privileged code", jump(SEL.CODE3), 0, "#GP(0x18)"],
    ["to more privileged code", jump(SEL.CODE0), 3, "#GP(0x8)"],
    ["with too high a requested level", jump(SEL.CODE0 | 1), 0, "#GP(0x8)"],
    ["with a lower requested level", jump(SEL.CODE3 & ~3), 3, "done"],
    ["to conforming code of a more privileged level", jump(SEL.CONFORMING), 3, "done"],
    ["to conforming code of a less privileged level", jump(SEL.CODE_ABSENT), 0, "#GP(0x88)"],
    ["beyond the limit", jump(SEL.CODE_SMALL, 0x2000), 0, "#GP(0x0)"],
    ["to an interrupt gate", jump(SEL.GATE), 0, "#GP(0x68)"],
    ["by a call to a null selector", call(0), 0, "#GP(0x0)"],
    ["by a call to less privileged code", call(SEL.CODE3), 0, "#GP(0x18)"],
  ])("%s", (what, code, cpl, expected) => {
    const rig = new SystemRig(code, cpl === 0 ? 0 : 3);
    rig.callGate(0x8e, SEL.CODE0, 0x3000);
    if (what.includes("conforming code of a less")) rig.descriptor(SEL.CODE_ABSENT, 0xff, 0, 0xfffff, 0xc);
    const before = rig.cpu.regs.slice();
    expect(rig.step()).toBe(expected);
    if (expected !== "done") expect(rig.cpu.regs.slice(0, 4)).toEqual(before.slice(0, 4));
  });

  it("keep the privilege level in conforming code", () => {
    const rig = new SystemRig(jump(SEL.CONFORMING), 3);
    rig.step();
    expect(where(rig)).toEqual([SEL.CONFORMING | 3, 0x3000]);
  });

  it("leave the way back on the stack, and come back", () => {
    const rig = new SystemRig(call(SEL.CODE0));
    rig.bus.bytes[0x3000] = RETF;
    rig.step();
    expect([...where(rig), ...rig.stack(2)]).toEqual([SEL.CODE0, 0x3000, AT.CODE + 7, SEL.CODE0]);
    rig.step();
    expect([...where(rig), rig.cpu.regs[4]]).toEqual([SEL.CODE0, AT.CODE + 7, AT.STACK0]);
  });

  it("have forms with 16-bit operands", () => {
    const rig = new SystemRig([0x66, 0x9a, ...imm16(0x3000), ...imm16(SEL.CODE0)]);
    rig.bus.bytes.set([0x66, 0xca, 4, 0], 0x3000);
    rig.step();
    expect([rig.cpu.regs[4], rig.stack(1)[0]]).toEqual([AT.STACK0 - 4, (SEL.CODE0 << 16) | (AT.CODE + 6)]);
    rig.step();
    expect([...where(rig), rig.cpu.regs[4]]).toEqual([SEL.CODE0, AT.CODE + 6, AT.STACK0 + 4]);
  });

  it("change nothing when there is no room on the stack", () => {
    const rig = new SystemRig(call(SEL.CODE0)).page();
    rig.protect(AT.STACK0 - 4, 5);
    expect(rig.step()).toContain("#PF(0x3) #DF triple fault");
    expect([...where(rig), rig.cpu.regs[4]]).toEqual([SEL.CODE0, AT.CODE, AT.STACK0]);
  });
});

describe("call gates", () => {
  const user = (rights: number, selector: number, parameters = 0): SystemRig => {
    const rig = new SystemRig(call(SEL.GATE | 3), 3);
    rig.callGate(rights, selector, 0x3000, parameters);
    return rig;
  };

  it("enter the kernel on its own stack, with the parameters", () => {
    const rig = stacked(user(0xec, SEL.CODE0, 2), [111, 222]);
    expect(rig.step()).toBe("done");
    expect([...where(rig), rig.cpu.segments[2]?.selector, rig.cpu.regs[4]]).toEqual([
      SEL.CODE0,
      0x3000,
      SEL.DATA0,
      AT.INNER0 - 24,
    ]);
    expect(rig.stack(6)).toEqual([AT.CODE + 7, SEL.CODE3, 111, 222, AT.STACK3 - 8, SEL.DATA3]);
  });

  it("and come back by a far return that drops the parameters and the kernel's segments", () => {
    const rig = stacked(user(0xec, SEL.CODE0, 2), [111, 222]);
    rig.bus.bytes.set([0xca, 8, 0], 0x3000);
    rig.step();
    const { cpu } = rig;
    cpu.selectors[0] = SEL.DATA0;
    cpu.attributes[0] = FLAT_DATA;
    expect(rig.step()).toBe("done");
    expect([...where(rig), cpu.regs[4], cpu.segments[2]?.selector]).toEqual([
      SEL.CODE3,
      AT.CODE + 7,
      AT.STACK3,
      SEL.DATA3,
    ]);
    expect(cpu.segments.map(({ selector }) => selector)).toEqual([
      0,
      SEL.CODE3,
      SEL.DATA3,
      SEL.DATA3,
      SEL.DATA3,
      SEL.DATA3,
    ]);
  });

  it("enter the level in between", () => {
    const rig = user(0xec, SEL.CODE1);
    rig.step();
    expect([...where(rig), rig.cpu.segments[2]?.selector, rig.cpu.regs[4]]).toEqual([
      SEL.CODE1 | 1,
      0x3000,
      SEL.DATA1 | 1,
      AT.INNER1 - 16,
    ]);
  });

  it("stay on the level, and the stack, of conforming code", () => {
    const rig = user(0xec, SEL.CONFORMING);
    rig.step();
    expect([...where(rig), rig.cpu.regs[4]]).toEqual([SEL.CONFORMING | 3, 0x3000, AT.STACK3 - 8]);
  });

  it("of 16 bits push 16-bit words and have a 16-bit offset", () => {
    const rig = user(0xe4, SEL.CODE0);
    rig.bus.write32(AT.GDT + SEL.GATE + 4, 0xffff0000 | (0xe4 << 8));
    rig.step();
    expect([...where(rig), rig.cpu.regs[4]]).toEqual([SEL.CODE0, 0x3000, AT.INNER0 - 8]);
    expect(rig.stack(2)).toEqual([(SEL.CODE3 << 16) | (AT.CODE + 7), ((SEL.DATA3 << 16) | AT.STACK3) >>> 0]);
  });

  it.each([
    ["more privileged than the caller", 0x8c, SEL.CODE0, "#GP(0x68)"],
    ["not present", 0x6c, SEL.CODE0, "#NP(0x68)"],
    ["to a null selector", 0xec, 0, "#GP(0x0)"],
    ["to data", 0xec, SEL.DATA0, "#GP(0x10)"],
    ["to code that is not present", 0xec, SEL.CODE_ABSENT, "#NP(0x88)"],
    ["beyond the limit", 0xec, SEL.CODE_SMALL, "#GP(0x0)"],
  ])("%s", (_what, rights, selector, expected) => {
    expect(user(rights, selector).step()).toBe(expected);
  });

  it("refuse a jump to another level, but not to their own", () => {
    const rig = new SystemRig(jump(SEL.GATE | 3), 3);
    rig.callGate(0xec, SEL.CODE0, 0x3000);
    expect(rig.step()).toBe("#GP(0x8)");
    const own = new SystemRig(jump(SEL.GATE | 3), 3);
    own.callGate(0xec, SEL.CODE3, 0x3000);
    expect(own.step()).toBe("done");
    expect(where(own)).toEqual([SEL.CODE3, 0x3000]);
  });

  it.each([
    [
      "no room in the task state segment",
      (rig: SystemRig) => rig.cpu.task.set([SEL.TSS, AT.TSS, 15, 0x8b]),
      "#TS(0x28)",
    ],
    ["a null stack", (rig: SystemRig) => rig.bus.write32(AT.TSS + 16, 0), "#TS(0x0)"],
    ["a stack of another level", (rig: SystemRig) => rig.bus.write32(AT.TSS + 16, SEL.DATA1), "#TS(0x78)"],
    ["a read-only stack", (rig: SystemRig) => rig.descriptor(SEL.DATA1, 0xb1, 0, 0xfffff, 0xc), "#TS(0x78)"],
    ["a stack that is not present", (rig: SystemRig) => rig.descriptor(SEL.DATA1, 0x33, 0, 0xfffff, 0xc), "#SS(0x78)"],
    ["a stack beyond the table", (rig: SystemRig) => rig.bus.write32(AT.TSS + 16, 0xa1), "#TS(0xa0)"],
    ["a stack too small", (rig: SystemRig) => rig.descriptor(SEL.DATA1, 0xb3, 0, 0x100, 4), "#SS(0x78)"],
  ])("find %s", (_what, spoil, expected) => {
    const rig = user(0xec, SEL.CODE1);
    spoil(rig);
    expect(rig.step()).toBe(expected);
  });
});

describe("returns to an outer level", () => {
  const outer = (more: Partial<{ cs: number; ss: number; eip: number }> = {}) => {
    const { cs = SEL.CODE3, ss = SEL.DATA3, eip = 0x3000 } = more;
    return { retf: [eip, cs, 0xb000, ss], iret: [eip, cs, 0x3202, 0xb000, ss] };
  };

  it("take stack and privilege level from the stack", () => {
    const rig = stacked(new SystemRig([IRET]), outer().iret);
    expect(rig.step()).toBe("done");
    const { cpu } = rig;
    expect([...where(rig), cpu.regs[4], cpu.user, cpu.eflags]).toEqual([SEL.CODE3, 0x3000, 0xb000, true, 0x3202]);
    expect(cpu.segments.map(({ selector }) => selector)).toEqual([0, SEL.CODE3, SEL.DATA3, 0, 0, 0]);
  });

  it("into a 16-bit stack segment set only SP", () => {
    const rig = stacked(new SystemRig([RETF]), [0x3000, SEL.CODE3, 0x1234, SEL.DATA16 | 3]);
    rig.descriptor(SEL.DATA16, 0xf3, 0, 0xffff, 0);
    rig.step();
    expect(rig.cpu.regs[4]).toBe(0x1234);
    expect(rig.cpu.stackMask).toBe(0xffff);
  });

  it.each([
    ["a null CS", outer({ cs: 3 }), "#GP(0x0)"],
    ["data as CS", outer({ cs: SEL.DATA3 }), "#GP(0x20)"],
    ["a CS of another level than requested", outer({ cs: SEL.CODE0 | 3 }), "#GP(0x8)"],
    ["a null SS", outer({ ss: 0 }), "#GP(0x0)"],
    ["an SS of another level", outer({ ss: SEL.DATA0 | 3 }), "#GP(0x10)"],
    ["an SS with another requested level", outer({ ss: SEL.DATA3 & ~3 }), "#GP(0x20)"],
    ["an SS beyond the table", outer({ ss: 0xa3 }), "#GP(0xa0)"],
    ["a CS beyond the table", outer({ cs: 0xa3 }), "#GP(0xa0)"],
  ])("refuse %s", (_what, frames, expected) => {
    for (const [code, frame] of [
      [RETF, frames.retf],
      [IRET, frames.iret],
    ] as const) {
      const rig = stacked(new SystemRig([code]), frame);
      expect(rig.step()).toBe(expected);
      expect(rig.cpu.segments[3]?.selector).toBe(SEL.DATA0);
    }
  });

  it("refuse an SS or a CS that is not present", () => {
    for (const [selector, rights, expected] of [
      [SEL.DATA3, 0x73, "#SS(0x20)"],
      [SEL.CODE3, 0x7b, "#NP(0x18)"],
    ] as const) {
      const rig = stacked(new SystemRig([RETF]), outer().retf);
      rig.descriptor(selector, rights, 0, 0xfffff, 0xc);
      expect(rig.step()).toBe(expected);
    }
  });

  it("refuse conforming code of a less privileged level", () => {
    const rig = stacked(new SystemRig([RETF]), [0x3000, SEL.CODE_ABSENT]);
    rig.descriptor(SEL.CODE_ABSENT, 0xff, 0, 0xfffff, 0xc);
    expect(rig.step()).toBe("#GP(0x88)");
  });

  it("refuse an inner level", () => {
    expect(stacked(new SystemRig([RETF], 3), [0x3000, SEL.CODE0]).step()).toBe("#GP(0x8)");
  });
});

describe("iret", () => {
  it.each([
    ["changes everything in the kernel", 0, 0x0, 0x3ed7, 0x3ed7],
    ["leaves the I/O privilege level alone in user mode", 3, 0x3002, 0x0202, 0x3202],
    ["leaves the interrupt flag alone above the I/O privilege level", 3, 0x0202, 0x3cd7, 0xed7],
  ])("%s", (_fact, cpl, before, image, after) => {
    const cs = cpl === 0 ? SEL.CODE0 : SEL.CODE3;
    const rig = stacked(new SystemRig([IRET], cpl === 0 ? 0 : 3), [0x3000, cs, image]);
    rig.cpu.eflags = before;
    expect(rig.step()).toBe("done");
    expect(rig.cpu.eflags).toBe(after);
  });

  it("with 16-bit operands leaves the upper flags alone", () => {
    const rig = new SystemRig([0x66, IRET]);
    stacked(rig, [(SEL.CODE0 << 16) | 0x3000, 0xd7]);
    rig.cpu.eflags = 0x200002;
    rig.step();
    expect([...where(rig), rig.cpu.eflags, rig.cpu.regs[4]]).toEqual([SEL.CODE0, 0x3000, 0x2000d7, AT.STACK0 - 2]);
  });

  it("says that virtual 8086 mode is not modelled", () => {
    expect(stacked(new SystemRig([IRET]), [0x3000, SEL.CODE0, 0x20002]).step()).toContain("virtual 8086");
  });

  it("calls a stack that is not present #NP, where a far return calls it #SS", () => {
    for (const [code, frame, expected] of [
      [IRET, [0x3000, SEL.CODE3, 2, 0xb000, SEL.DATA3], "#NP(0x20)"],
      [RETF, [0x3000, SEL.CODE3, 0xb000, SEL.DATA3], "#SS(0x20)"],
    ] as const) {
      const rig = stacked(new SystemRig([code]), frame);
      rig.descriptor(SEL.DATA3, 0x73, 0, 0xfffff, 0xc);
      expect(rig.step()).toBe(expected);
    }
  });
});
