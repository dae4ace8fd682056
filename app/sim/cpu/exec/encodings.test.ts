// Prefixes and near transfers that the recorded cases do not reach, and what the processor does not have.

import { describe, expect, it } from "vitest";
import { disassemble } from "../disassemble.ts";
import { AT, SEL, SystemRig } from "../testing/system-rig.ts";

const ECX = 1;
const ESP = 4;

function step(code: readonly number[], setUp: (rig: SystemRig) => void = () => undefined) {
  const rig = new SystemRig(code);
  setUp(rig);
  return { outcome: rig.step(), rig };
}

describe("LOCK", () => {
  const MEMORY = [0x05, 0, 0x20, 0, 0] as const;
  it.each([
    ["add to memory", [0x01, ...MEMORY]],
    ["inc of memory", [0xff, ...MEMORY]],
    ["xchg with memory", [0x87, ...MEMORY]],
    ["bts in memory", [0x0f, 0xab, ...MEMORY]],
    ["cmpxchg", [0x0f, 0xb1, ...MEMORY]],
    ["xadd", [0x0f, 0xc1, ...MEMORY]],
    ["cmpxchg8b", [0x0f, 0xc7, 0x0d, 0, 0x20, 0, 0]],
  ])("is allowed before %s", (_name, code) => {
    expect(step([0xf0, ...code]).outcome).toBe("done");
  });

  it.each([
    ["add to a register", [0x01, 0xc0]],
    ["add from memory", [0x03, ...MEMORY]],
    ["cmp with memory", [0x39, ...MEMORY]],
    ["bt in memory", [0x0f, 0xa3, ...MEMORY]],
    ["mov to memory", [0x89, ...MEMORY]],
    ["push", [0x50]],
    ["nop", [0x90]],
    ["movs", [0xa5]],
  ])("before %s is #UD", (_name, code) => {
    expect(step([0xf0, ...code]).outcome).toBe("#UD");
  });
});

describe("an instruction", () => {
  it("of 15 bytes runs, of 16 raises #GP", () => {
    const prefixes = (count: number): number[] => Array.from({ length: count }, () => 0x2e);
    expect(step([...prefixes(14), 0x40]).outcome).toBe("done");
    expect(step([...prefixes(15), 0x40]).outcome).toBe("#GP(0x0)");
  });

  it("that is none raises #UD: mov to CS, a far call to a register, CR5", () => {
    for (const code of [
      [0x8e, 0xc8],
      [0xff, 0xd8],
      [0x0f, 0x20, 0xe8],
      [0x0f, 0xc7, 0xc8],
    ]) {
      expect(step(code).outcome).toBe("#UD");
    }
  });

  it.each([
    ["rep bsf, a later tzcnt", [0xf3, 0x0f, 0xbc, 0xc1], "bsf"],
    ["rep bsr, a later lzcnt", [0xf3, 0x0f, 0xbd, 0xc1], "bsr"],
  ])("%s is what it was, and shown as such", (_name, code, shown) => {
    const { rig } = step(code, ({ cpu }) => (cpu.regs[ECX] = 0x10));
    expect(rig.cpu.regs[0]).toBe(4);
    expect(disassemble(Uint8Array.from(code), 0).mnemonic).toBe(shown);
  });

  it.each([
    ["endbr32", [0xf3, 0x0f, 0x1e, 0xfb]],
    ["a long nop with an address nobody maps", [0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0xf0]],
    ["a prefetch", [0x0f, 0x18, 0x08]],
    ["prefetchw", [0x0f, 0x0d, 0x08]],
    ["pause", [0xf3, 0x90]],
  ])("that only hints does nothing: %s", (_name, code) => {
    const rig = new SystemRig(code).page();
    const before = rig.cpu.regs.slice();
    expect([rig.step(), rig.cpu.eip]).toEqual(["done", AT.CODE + code.length]);
    expect(rig.cpu.regs).toEqual(before);
  });
});

describe("a near transfer with a 16-bit operand", () => {
  it.each<[string, number[], number, number[]]>([
    ["jmp rel16", [0x66, 0xe9, 0x00, 0xf0], 0x0004, []],
    ["jmp rel8", [0x66, 0xeb, 0x10], 0x1013, []],
    ["jmp to a register", [0x66, 0xff, 0xe0], 0x4321, []],
    ["je, taken", [0x66, 0x74, 0x10], 0x1013, []],
    ["jne, not taken", [0x66, 0x75, 0x10], 0x11003, []],
    ["loop", [0x66, 0xe2, 0x10], 0x1013, []],
    ["jecxz, not taken", [0x66, 0xe3, 0x10], 0x11003, []],
    ["call rel16", [0x66, 0xe8, 0x10, 0x00], 0x1014, [0x1004]],
    ["call of a register", [0x66, 0xff, 0xd0], 0x4321, [0x1003]],
  ])("%s cuts EIP to 16 bits when it goes, and pushes 16 bits", (_name, code, eip, pushed) => {
    const rig = new SystemRig([]);
    const start = 0x10000 | AT.CODE;
    rig.bus.bytes.set(code, start);
    rig.cpu.eip = start;
    rig.cpu.eflags = 0x40;
    rig.cpu.regs.set([0x87654321, 2]);
    rig.step();
    expect(rig.cpu.eip).toBe(eip);
    expect((rig.cpu.regs[ESP] ?? 0) + 2 * pushed.length).toBe(AT.STACK0);
    pushed.forEach((word) => expect(rig.bus.read16(AT.STACK0 - 2)).toBe(word));
  });

  it("ret takes 16 bits of EIP, and its argument bytes", () => {
    const { rig } = step([0x66, 0xc2, 0x08, 0x00], ({ bus }) => bus.write32(AT.STACK0, 0xffff1234));
    expect([rig.cpu.eip, rig.cpu.regs[ESP]]).toEqual([0x1234, AT.STACK0 + 10]);
  });
});

describe("a near transfer beyond the limit of CS", () => {
  it.each([
    ["jmp", [0xe9, 0, 0x20, 0, 0]],
    ["je", [0x0f, 0x84, 0, 0x20, 0, 0]],
    ["call", [0xe8, 0, 0x20, 0, 0]],
    ["ret", [0xc3]],
    ["loop", [0x66, 0xe2, 0x80]],
    ["jmp to a register", [0xff, 0xe0]],
  ])("%s is #GP(0) of that instruction, and nothing moves", (_name, code) => {
    const rig = new SystemRig([]);
    rig.bus.bytes.set([0xea, 0x00, 0x10, 0, 0, SEL.CODE_SMALL, 0], 0x800);
    rig.bus.bytes.set(code, AT.CODE);
    rig.cpu.eip = 0x800;
    rig.cpu.eflags = 0x40;
    rig.step();
    rig.cpu.regs.set([0x2000, 5]);
    rig.bus.write32(AT.STACK0, 0x2000);
    if (code[0] === 0x66) {
      rig.bus.bytes.set(code, 0);
      rig.cpu.eip = 0;
    }
    const start = rig.cpu.eip;
    expect(rig.step()).toBe("#GP(0x0)");
    expect([rig.stack(2)[1], rig.cpu.regs[ECX]]).toEqual([start, 5]);
  });
});

describe("without an FPU", () => {
  const [MP, EM, TS] = [2, 4, 8];
  const outcome = (code: readonly number[], cr0: number): string =>
    step(code, ({ cpu }) => (cpu.cr0 = cpu.cr0 | cr0)).outcome;

  it.each<[string, number[]]>([
    ["fld1", [0xd9, 0xe8]],
    ["fadd of memory", [0xd8, 0x05, 0, 0x20, 0, 0]],
    ["fnsave", [0xdd, 0x35, 0, 0x20, 0, 0]],
    ["fcmov", [0xda, 0xc1]],
  ])("%s raises #NM, whatever CR0 says", (_name, code) => {
    expect([0, EM, TS].map((cr0) => outcome(code, cr0))).toEqual(["#NM", "#NM", "#NM"]);
  });

  it.each<[string, number[]]>([
    ["movq %mm1,%mm0", [0x0f, 0x6f, 0xc1]],
    ["emms", [0x0f, 0x77]],
    ["addps", [0x0f, 0x58, 0xc1]],
    ["movdqa", [0x66, 0x0f, 0x6f, 0xc1]],
    ["fxsave", [0x0f, 0xae, 0x05, 0, 0x20, 0, 0]],
    ["sfence", [0x0f, 0xae, 0xf8]],
    ["popcnt", [0xf3, 0x0f, 0xb8, 0xc1]],
    ["sysenter", [0x0f, 0x34]],
    ["syscall", [0x0f, 0x05]],
    ["rdtscp", [0x0f, 0x01, 0xf9]],
  ])("%s raises #UD, whatever CR0 says", (_name, code) => {
    expect([0, EM, TS].map((cr0) => outcome(code, cr0))).toEqual(["#UD", "#UD", "#UD"]);
  });

  it("an exception nobody takes says that it is not modelled", () => {
    for (const code of [
      [0xd9, 0xe8],
      [0x0f, 0x58, 0xc1],
    ]) {
      const rig = new SystemRig(code);
      rig.cpu.idtr = { base: 0, limit: 0 };
      const stop = rig.cpu.run(1);
      expect(stop.kind === "shutdown" && stop.fault.text).toContain("is not modelled");
    }
  });

  it("wait raises #NM only with MP and TS", () => {
    expect([0, MP, TS, MP | TS, EM].map((cr0) => outcome([0x9b], cr0))).toEqual([
      ...["done", "done", "done", "#NM", "done"],
    ]);
  });

  it("a program that looks for one finds none", () => {
    const probe = [0xdb, 0xe3, 0xd9, 0x3d, 0, 0x20, 0, 0, 0xdf, 0xe0];
    const rig = new SystemRig(probe);
    rig.bus.write16(AT.DATA, 0x5a5a);
    expect(rig.run(3)).toBe("done");
    expect([rig.bus.read16(AT.DATA), (rig.cpu.regs[0] ?? 0) & 0xffff]).toEqual([0xffff, 0xffff]);
    expect(outcome(probe, EM)).toBe("#NM");
  });
});
