import { describe, expect, it } from "vitest";
import { AT, SEL, SystemRig } from "./testing/system-rig.ts";

const imm32 = (value: number): number[] => [0, 8, 16, 24].map((at) => (value >>> at) & 0xff);
const farTo = (opcode: number, selector: number): number[] => [opcode, ...imm32(0), selector & 0xff, selector >>> 8];
const [JUMP, CALL, IRET, UD2] = [0xea, 0x9a, 0xcf, [0x0f, 0x0b]];

/** The other task: its state segment, where it goes on, its stack. */
const OTHER = { SELECTOR: 0xa8, TSS: 0x18000, EIP: 0x3000, ESP: 0x19000 } as const;
const OFFSET = { link: 0, cr3: 0x1c, eip: 0x20, eflags: 0x24, registers: 0x28, segments: 0x48, ldt: 0x60, trap: 0x64 };
const TSS_SELECTOR_BUSY = 0x8b;

function machine(code: readonly number[], cpl: 0 | 3 = 0): SystemRig {
  const rig = new SystemRig(code, cpl);
  rig.cpu.gdtr = { base: AT.GDT, limit: 0xaf };
  rig.descriptor(OTHER.SELECTOR, 0x89, OTHER.TSS, 0x67, 0);
  rig.descriptor(SEL.TSS, TSS_SELECTOR_BUSY, AT.TSS, 0x67, 0);
  put(rig, OFFSET.eip, OTHER.EIP);
  put(rig, OFFSET.eflags, 0x202);
  [1, 2, 3, 4, OTHER.ESP, 6, 7, 8].forEach((value, i) => put(rig, OFFSET.registers + 4 * i, value));
  const selectors = [SEL.DATA0, SEL.CODE0, SEL.DATA0, SEL.SMALL, 0, SEL.DATA0];
  selectors.forEach((selector, i) => put(rig, OFFSET.segments + 4 * i, selector));
  return rig;
}
const put = (rig: SystemRig, offset: number, value: number): void => rig.bus.write32(OTHER.TSS + offset, value);
const rightsOf = (rig: SystemRig, selector: number): number => rig.bus.read8(AT.GDT + selector + 5);

describe("a task switch", () => {
  it("by a jump leaves one task and loads the other", () => {
    const rig = machine(farTo(JUMP, OTHER.SELECTOR));
    rig.cpu.regs.set([11, 12, 13, 14, AT.STACK0, 16, 17, 18]);
    rig.cpu.eflags = 0x246;
    expect(rig.step()).toBe("done");
    const { cpu, bus } = rig;
    expect([...cpu.regs]).toEqual([1, 2, 3, 4, OTHER.ESP, 6, 7, 8]);
    expect([cpu.eip, cpu.eflags, cpu.cr0 & 8]).toEqual([OTHER.EIP, 0x202, 8]);
    expect(cpu.segments.map(({ selector }) => selector)).toEqual([
      SEL.DATA0,
      SEL.CODE0,
      SEL.DATA0,
      SEL.SMALL,
      0,
      SEL.DATA0,
    ]);
    expect(cpu.segments[3]).toMatchObject({ base: AT.DATA, limit: 0xff });
    expect(cpu.tr).toEqual({ selector: OTHER.SELECTOR, base: OTHER.TSS, limit: 0x67, attributes: 0x8b });
    expect([rightsOf(rig, SEL.TSS), rightsOf(rig, OTHER.SELECTOR)]).toEqual([0x89, 0x8b]);
    expect([bus.read32(AT.TSS + OFFSET.eip), bus.read32(AT.TSS + OFFSET.eflags)]).toEqual([AT.CODE + 7, 0x246]);
    const saved = Array.from({ length: 8 }, (_, i) => bus.read32(AT.TSS + OFFSET.registers + 4 * i));
    expect(saved).toEqual([11, 12, 13, 14, AT.STACK0, 16, 17, 18]);
    expect(bus.read16(AT.TSS + OFFSET.segments + 4)).toBe(SEL.CODE0);
  });

  it("by a call links back, and iret follows the link", () => {
    const rig = machine(farTo(CALL, OTHER.SELECTOR));
    rig.bus.bytes[OTHER.EIP] = IRET;
    rig.step();
    expect([rig.cpu.eflags, rig.bus.read16(OTHER.TSS)]).toEqual([0x4202, SEL.TSS]);
    expect([rightsOf(rig, SEL.TSS), rightsOf(rig, OTHER.SELECTOR)]).toEqual([0x8b, 0x8b]);
    expect(rig.step()).toBe("done");
    expect([rig.cpu.eip, rig.cpu.tr.selector, rig.cpu.eflags & 0x4000]).toEqual([AT.CODE + 7, SEL.TSS, 0]);
    expect([rightsOf(rig, SEL.TSS), rightsOf(rig, OTHER.SELECTOR)]).toEqual([0x8b, 0x89]);
    expect(rig.bus.read32(OTHER.TSS + OFFSET.eflags)).toBe(0x202);
  });

  it("through a task gate for an exception pushes the error code on the new stack", () => {
    const rig = machine([0x66, 0xb8, 0xf8, 0, 0x8e, 0xd8]);
    rig.gate(13, 0x85, OTHER.SELECTOR);
    rig.run(2);
    expect([rig.cpu.eip, rig.cpu.regs[4], rig.stack(1)[0]]).toEqual([OTHER.EIP, OTHER.ESP - 4, 0xf8]);
    expect([rig.bus.read32(AT.TSS + OFFSET.eip), rig.bus.read32(AT.TSS + OFFSET.eflags)]).toEqual([
      AT.CODE + 4,
      0x10002,
    ]);
  });

  it("takes a double fault where no stack is left", () => {
    const rig = machine([0x6a, 1]).page();
    rig.gate(8, 0x85, OTHER.SELECTOR);
    put(rig, OFFSET.cr3, AT.DIRECTORY);
    rig.protect(AT.STACK0 - 4, 0);
    expect(rig.cpu.run(1)).toEqual({ kind: "limit" });
    expect([rig.cpu.eip, rig.stack(1)[0]]).toEqual([OTHER.EIP, 0]);
    expect(rig.bus.read32(AT.TSS + OFFSET.eip)).toBe(AT.CODE);
  });

  it("loads CR3 under paging, and the local table", () => {
    const rig = machine(farTo(JUMP, OTHER.SELECTOR)).page();
    const directory = 0x1a000;
    rig.bus.write32(directory, AT.TABLE | 7);
    put(rig, OFFSET.cr3, directory);
    put(rig, OFFSET.ldt, SEL.LDT);
    put(rig, OFFSET.segments + 12, SEL.LOCAL);
    expect(rig.step()).toBe("done");
    expect([rig.cpu.cr3, rig.cpu.ldtr.base, rig.cpu.segments[3]?.base]).toEqual([directory, AT.LDT, AT.DATA]);
  });

  it("to user mode and back", () => {
    const rig = machine(farTo(CALL, OTHER.SELECTOR));
    [SEL.DATA3, SEL.CODE3, SEL.DATA3, SEL.DATA3, 0, 0].forEach((selector, i) =>
      put(rig, OFFSET.segments + 4 * i, selector),
    );
    rig.bus.bytes[OTHER.EIP] = IRET;
    rig.step();
    expect(rig.cpu.user).toBe(true);
    rig.step();
    expect([rig.cpu.user, rig.cpu.eip]).toEqual([false, AT.CODE + 7]);
  });
});

describe("before the switch", () => {
  const change =
    (rights: number, limit = 0x67) =>
    (rig: SystemRig) =>
      rig.descriptor(OTHER.SELECTOR, rights, OTHER.TSS, limit, 0);
  it.each([
    ["a busy task is #GP", change(0x8b), "#GP(0xa8)"],
    ["an absent one #NP", change(0x09), "#NP(0xa8)"],
    ["a small one #TS", change(0x89, 0x66), "#TS(0xa8)"],
    ["a 16-bit one is not modelled", change(0x81), "16-bit task"],
    ["a task with the debug trap is not modelled", (rig: SystemRig) => put(rig, OFFSET.trap, 1), "debug trap"],
  ])("%s, and nothing has changed", (_fact, spoil, expected) => {
    const rig = machine(farTo(JUMP, OTHER.SELECTOR));
    spoil(rig);
    expect(rig.step()).toContain(expected);
    expect([rig.cpu.tr.selector, rightsOf(rig, SEL.TSS), rig.bus.read32(AT.TSS + OFFSET.eip)]).toEqual([
      SEL.TSS,
      TSS_SELECTOR_BUSY,
      0,
    ]);
  });

  it("the old task's segment must be there to be written", () => {
    const rig = machine(farTo(JUMP, OTHER.SELECTOR)).page();
    rig.protect(AT.TSS, 5);
    expect(rig.step()).toBe("#PF(0x3)");
    expect([rightsOf(rig, SEL.TSS), rightsOf(rig, OTHER.SELECTOR)]).toEqual([0x8b, 0x89]);
  });

  it("privilege is checked on the descriptor, and on a gate in its place", () => {
    expect(machine(farTo(JUMP, OTHER.SELECTOR | 3), 3).step()).toBe("#GP(0xa8)");
    const gate = machine(farTo(JUMP, SEL.GATE | 3), 3);
    gate.callGate(0xe5, OTHER.SELECTOR, 0);
    expect(gate.step()).toBe("done");
    expect(gate.cpu.tr.selector).toBe(OTHER.SELECTOR);
  });

  it.each([
    ["a gate to a local selector", 0xac, "#GP(0xac)"],
    ["a gate to data", SEL.DATA0, "#GP(0x10)"],
  ])("%s is refused", (_what, selector, expected) => {
    const rig = machine(farTo(CALL, SEL.GATE));
    rig.callGate(0x85, selector, 0);
    expect(rig.step()).toBe(expected);
  });

  it("a gate in the interrupt table is refused with EXT", () => {
    const rig = machine(UD2);
    rig.gate(6, 0x85, SEL.DATA0);
    expect(rig.step()).toBe("#GP(0x11)");
  });

  it("iret wants a busy task at the end of the link", () => {
    const rig = machine([IRET]);
    rig.cpu.eflags = 0x4002;
    rig.bus.write32(AT.TSS, OTHER.SELECTOR);
    expect(rig.step()).toBe("#TS(0xa8)");
    expect(rig.stack(2)[1]).toBe(AT.CODE);
  });
});

describe("after the switch", () => {
  it.each([
    ["a bad local table", OFFSET.ldt, SEL.DATA0, "#TS(0x10)"],
    ["a null code segment", OFFSET.segments + 4, 0, "#TS(0x0)"],
    ["code that is not present", OFFSET.segments + 4, SEL.CODE_ABSENT, "#NP(0x88)"],
    ["data as code", OFFSET.segments + 4, SEL.DATA0, "#TS(0x10)"],
    ["a null stack", OFFSET.segments + 8, 0, "#TS(0x0)"],
    ["a stack of another level", OFFSET.segments + 8, SEL.DATA3, "#TS(0x20)"],
    ["a stack that is not present", OFFSET.segments + 8, SEL.ABSENT, "#SS(0x38)"],
    ["execute-only data", OFFSET.segments + 12, SEL.EXECUTE_ONLY, "#TS(0x60)"],
    ["data that is not present", OFFSET.segments + 12, SEL.ABSENT, "#NP(0x38)"],
  ])("%s is the new task's fault", (_what, offset, selector, expected) => {
    const rig = machine(farTo(JUMP, OTHER.SELECTOR));
    put(rig, offset, selector);
    rig.cpu.idtr = { base: 0, limit: 0 };
    const stop = rig.cpu.run(1);
    expect(stop.kind === "shutdown" && [stop.fault.chain[0], stop.fault.exceptions[0]?.eip]).toEqual([
      expected,
      OTHER.EIP,
    ]);
    expect(rig.cpu.tr.selector).toBe(OTHER.SELECTOR);
  });
});
