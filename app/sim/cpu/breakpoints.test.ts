import { describe, expect, it } from "vitest";
import { AT, SystemRig } from "./testing/system-rig.ts";

const [NOP, IRET] = [0x90, 0xcf];
const WRITE = [0x89, 0x1d, 0x02, 0x20, 0, 0];
const READ = [0x8b, 0x1d, 0x02, 0x20, 0, 0];
const RF = 0x10000;

/** One breakpoint, armed by mov to DR7 as its host would. */
function armed(code: readonly number[], address: number, dr7: number): SystemRig {
  const rig = new SystemRig(code);
  rig.cpu.debug[0] = address;
  rig.cpu.debug[5] = 0x400 | dr7;
  rig.cpu.refresh();
  return rig;
}
const DR6 = (rig: SystemRig): number => (rig.cpu.debug[4] ?? 0) & 0xf;

describe("the trap flag", () => {
  it("wakes the processor from hlt", () => {
    const rig = new SystemRig([0xf4, NOP]);
    rig.cpu.eflags |= 0x100;
    expect(rig.step()).toBe("#DB");
    expect([rig.stack(1)[0], rig.cpu.halted]).toEqual([AT.CODE + 1, false]);
  });
});

describe("an instruction breakpoint", () => {
  it("faults before the instruction, with RF in the saved flags", () => {
    const rig = armed([NOP, 0x43, NOP], AT.CODE + 1, 2);
    expect(rig.step()).toBe("done");
    expect(rig.step()).toBe("#DB");
    expect([...rig.stack(3), rig.cpu.regs[3], DR6(rig)]).toEqual([AT.CODE + 1, 0x08, RF | 2, 0, 1]);
  });

  it("is passed once after iret", () => {
    const rig = armed([0x43, 0xeb, 0xfd], AT.CODE, 1);
    rig.gate(1, 0x8e, 0x08, 0x3000);
    rig.bus.bytes[0x3000] = IRET;
    rig.cpu.run(4);
    expect([rig.cpu.regs[3], rig.cpu.eip, rig.cpu.eflags & RF]).toEqual([1, AT.CODE, 0]);
    rig.cpu.run(3);
    expect(rig.cpu.regs[3]).toBe(2);
  });

  it("is armed by mov to DR7", () => {
    const rig = new SystemRig([0x0f, 0x23, 0xf8, NOP, NOP]);
    rig.cpu.debug[1] = AT.CODE + 4;
    rig.cpu.regs[0] = 8;
    rig.cpu.run(3);
    expect([rig.cpu.eip, DR6(rig)]).toEqual([AT.HANDLERS + 1, 2]);
  });
});

describe("a data breakpoint", () => {
  const [WRITES, ACCESSES] = [0x1_0000, 0x3_0000];
  const [ONE, TWO, FOUR] = [0, 0x4_0000, 0xc_0000];
  it.each([
    ["on writes meets a write", WRITE, AT.DATA + 2, WRITES | ONE, true],
    ["on writes lets a read pass", READ, AT.DATA + 2, WRITES | ONE, false],
    ["on accesses meets a read", READ, AT.DATA + 2, ACCESSES | ONE, true],
    ["meets the last byte of an access", WRITE, AT.DATA + 5, WRITES | ONE, true],
    ["lets the byte behind pass", WRITE, AT.DATA + 6, WRITES | ONE, false],
    ["of two bytes is aligned to two", WRITE, AT.DATA + 1, WRITES | TWO, false],
    ["of four bytes is aligned to four", WRITE, AT.DATA + 1, WRITES | FOUR, true],
  ])("%s", (_fact, code, address, kind, meets) => {
    const rig = armed(code, address, kind | 1);
    rig.cpu.regs[3] = 5;
    expect(rig.step()).toBe(meets ? "#DB" : "done");
    expect(DR6(rig)).toBe(meets ? 1 : 0);
    if (meets) expect([rig.stack(3)[0], rig.stack(3)[2]]).toEqual([AT.CODE + 6, 2]);
  });

  it("traps after the write", () => {
    const rig = armed(WRITE, AT.DATA + 2, WRITES | 1);
    rig.cpu.regs[3] = 5;
    rig.step();
    expect(rig.bus.read32(AT.DATA + 2)).toBe(5);
  });

  it("traps after the iteration of a repeated instruction that meets it", () => {
    const rig = armed([0xf3, 0xaa], AT.DATA + 2, WRITES | 1);
    rig.cpu.regs[1] = 8;
    rig.cpu.regs[7] = AT.DATA;
    expect(rig.step()).toBe("#DB");
    expect([rig.cpu.regs[1], rig.cpu.regs[7], rig.stack(1)[0]]).toEqual([5, AT.DATA + 3, AT.CODE]);
  });

  it("gives way to a fault of the instruction", () => {
    const rig = armed([0x8f, 0x05, 0, 0, 0x60, 0], AT.STACK0, ACCESSES | 1).page();
    expect(rig.step()).toBe("#PF(0x2)");
    expect(DR6(rig)).toBe(0);
  });
});
