import { describe, expect, it } from "vitest";
import { AT, SEL, SystemRig } from "./testing/system-rig.ts";

const [NOP, STI, CLI, HLT, POPFD, IRET, INC_EAX] = [0x90, 0xfb, 0xfa, 0xf4, 0x9d, 0xcf, 0x40];
const IF = 0x200;

const rigWith = (code: readonly number[], eflags = 2): SystemRig => {
  const rig = new SystemRig(code);
  rig.cpu.eflags = eflags;
  rig.cpu.wantsInterrupt = true;
  return rig;
};

/** Instructions completed until the processor stops, and how it stops. */
function runs(rig: SystemRig, limit = 20): readonly [number, string] {
  const { cpu } = rig;
  const before = cpu.executed;
  const { kind } = cpu.run(limit);
  return [cpu.executed - before, kind];
}

describe("an interrupt from outside", () => {
  it("enters the handler through the table, and iret returns as if nothing had been", () => {
    const rig = rigWith([NOP, INC_EAX, HLT], 0x203);
    rig.bus.bytes[AT.HANDLERS + 0x30] = IRET;
    rig.cpu.run(1);
    const before = rig.cpu.snapshot();
    expect(rig.cpu.interrupt(0x30)).toBeUndefined();
    expect(rig.cpu.eip).toBe(AT.HANDLERS + 0x30);
    expect(rig.cpu.eflags & IF).toBe(0);
    expect(rig.stack(3)).toEqual([AT.CODE + 1, SEL.CODE0, 0x203]);
    rig.cpu.run(1);
    const changed = [...rig.cpu.snapshot().words].flatMap((word, i) => (word === before.words[i] ? [] : [i]));
    // the counts of instructions: of those with interrupts on and paging off, and of all
    expect(changed).toEqual([43, 46]);
  });

  it("counts as no instruction", () => {
    const rig = rigWith([NOP], 0x202);
    const { executed } = rig.cpu;
    rig.cpu.interrupt(0x31);
    expect(rig.cpu.executed).toBe(executed);
  });

  it("wakes a halted processor behind its hlt", () => {
    const rig = rigWith([HLT, NOP], 0x202);
    expect(runs(rig)).toEqual([1, "halt"]);
    expect(rig.cpu.halted).toBe(true);
    rig.cpu.interrupt(0x30);
    expect([rig.cpu.halted, rig.stack(1)[0]]).toEqual([false, AT.CODE + 1]);
  });

  it("meets the faults of its own delivery, marked as from outside, down to the triple fault", () => {
    const rig = rigWith([NOP], 0x202);
    rig.gate(0x30, 0x0e);
    expect(rig.cpu.interrupt(0x30)).toBeUndefined();
    expect([rig.cpu.eip, rig.stack(1)[0]]).toEqual([AT.HANDLERS + 11, 0x30 * 8 + 3]);
    rig.cpu.idtr = { base: AT.IDT, limit: 0 };
    const stop = rig.cpu.interrupt(2);
    expect(stop?.kind === "shutdown" && stop.fault.chain).toEqual(["NMI", "#GP(0x13)", "#DF", "triple fault"]);
  });
});

describe("the loop stops for a waiting interrupt", () => {
  it.each([
    ["one instruction behind sti", [NOP, STI, NOP, NOP], 3],
    ["behind popfd that sets IF", [POPFD, NOP], 1],
    ["behind sti and hlt, which halts", [STI, HLT], 2],
    ["at once where interrupts are on already", [STI, NOP, NOP], 1],
  ])("%s", (what, code, count) => {
    const rig = rigWith(code, what.startsWith("at once") ? 0x202 : 2);
    rig.bus.write32(AT.STACK0, 0x202);
    expect(runs(rig)[0]).toBe(count);
  });

  it("not between sti and cli, nor when nothing waits", () => {
    expect(runs(rigWith([STI, CLI, NOP, HLT]))).toEqual([4, "halt"]);
    const rig = rigWith([STI, NOP, NOP, HLT]);
    rig.cpu.wantsInterrupt = false;
    expect(runs(rig)).toEqual([4, "halt"]);
  });

  it("at the same place, however the run is cut", () => {
    const rig = rigWith([NOP, STI, NOP, NOP]);
    const kinds = [1, 1, 1].map((limit) => rig.cpu.run(limit).kind);
    expect(kinds).toEqual(["limit", "limit", "interruptible"]);
  });

  it("and single-steps as it does otherwise", () => {
    const rig = rigWith([STI, NOP, NOP], 0x102);
    expect(rig.run(1)).toBe("#DB");
  });
});
