import { describe, expect, it } from "vitest";
import { AT, SystemRig } from "./testing/system-rig.ts";

const TF = 0x100;
const NOP = 0x90;

function traced(code: readonly number[]): SystemRig {
  const rig = new SystemRig(code);
  rig.cpu.eflags = TF | 2;
  return rig;
}

describe("single-stepping", () => {
  it("traps after each instruction, with the next one's EIP", () => {
    const rig = traced([NOP, NOP]);
    expect(rig.step()).toBe("#DB");
    expect(rig.stack(3)).toEqual([AT.CODE + 1, 0x08, TF | 2]);
    expect([rig.cpu.eflags, rig.cpu.debug[4]]).toEqual([2, 0xffff4ff0 | 0]);
  });

  it("counts the instruction and its trap as one", () => {
    const rig = traced([NOP]);
    rig.cpu.run(1);
    expect([rig.cpu.executed, rig.cpu.words[46]]).toEqual([1, 1]);
  });

  it("begins after the instruction that follows the popf", () => {
    const rig = new SystemRig([0x68, 2, 1, 0, 0, 0x9d, NOP, NOP]);
    rig.cpu.run(3);
    expect(rig.cpu.eip).toBe(AT.HANDLERS + 1);
    expect(rig.stack(1)[0]).toBe(AT.CODE + 7);
  });

  it("ends with the popf that clears the flag, after which one more trap comes", () => {
    const rig = traced([0x9d, NOP]);
    rig.bus.write32(AT.STACK0 - 4, 2);
    rig.cpu.regs[4] = AT.STACK0 - 4;
    expect(rig.step()).toBe("#DB");
    expect(rig.stack(3)).toEqual([AT.CODE + 1, 0x08, 2]);
  });

  it("sees each iteration of a repeated instruction", () => {
    const rig = traced([0xf3, 0xaa, NOP]);
    rig.cpu.regs[1] = 2;
    rig.cpu.regs[7] = AT.DATA;
    expect(rig.cpu.repIterations()).toBe(1);
    expect(rig.step()).toBe("#DB");
    expect([rig.stack(1)[0], rig.cpu.regs[1]]).toEqual([AT.CODE, 1]);
    rig.bus.bytes[AT.HANDLERS + 1] = 0xcf;
    rig.run(1);
    rig.step();
    expect([rig.stack(1)[0], rig.cpu.regs[1]]).toEqual([AT.CODE + 2, 0]);
  });

  it("does not follow into a software interrupt, nor behind a load of SS", () => {
    const rig = traced([0xcd, 0x21]);
    expect(rig.step()).toBe("vector 33");
    expect(rig.stack(3)[2]).toBe(TF | 2);
    const load = traced([0x8e, 0xd2, NOP]);
    load.cpu.regs[2] = 0x10;
    expect(load.step()).toBe("done");
    expect(load.step()).toBe("#DB");
    expect(load.stack(1)[0]).toBe(AT.CODE + 3);
  });

  it("lets a fault come first", () => {
    const rig = traced([0x0f, 0x0b]);
    expect(rig.step()).toBe("#UD");
    expect([rig.stack(3)[2], rig.cpu.debug[4]]).toEqual([TF | 0x10002, 0xffff0ff0 | 0]);
  });

  it("is the same in one run and in single runs", () => {
    const code = [0x40, 0x68, 2, 1, 0, 0, 0x9d, 0x40, 0x40, 0x40, 0x40];
    const handler = [0x43, 0xcf];
    const make = (): SystemRig => {
      const rig = new SystemRig(code);
      rig.gate(1, 0x8e, 0x08, 0x3000);
      rig.bus.bytes.set(handler, 0x3000);
      return rig;
    };
    const whole = make();
    whole.cpu.run(11);
    const steps = make();
    for (let i = 0; i < 11; i += 1) steps.cpu.run(1);
    expect(steps.cpu.snapshot()).toEqual(whole.cpu.snapshot());
    expect(whole.cpu.regs[3]).toBeGreaterThan(2);
  });
});
