import { describe, expect, it } from "vitest";
import { AT, SEL, SystemRig } from "../testing/system-rig.ts";

const [CPUID, RDTSC] = [
  [0x0f, 0xa2],
  [0x0f, 0x31],
];
const movToDr = (number: number): number[] => [0x0f, 0x23, 0xc0 | (number << 3)];
const movFromDr = (number: number): number[] => [0x0f, 0x21, 0xc0 | (number << 3)];

describe("privileged instructions", () => {
  it.each([
    ["mov from CR0", [0x0f, 0x20, 0xc0]],
    ["mov to CR3", [0x0f, 0x22, 0xd8]],
    ["mov to DR0", movToDr(0)],
    ["clts", [0x0f, 0x06]],
    ["hlt", [0xf4]],
    ["invd", [0x0f, 0x08]],
    ["wbinvd", [0x0f, 0x09]],
    ["invlpg", [0x0f, 0x01, 0x38]],
    ["lgdt", [0x0f, 0x01, 0x10]],
    ["lidt", [0x0f, 0x01, 0x18]],
    ["lmsw", [0x0f, 0x01, 0xf0]],
    ["rdmsr", [0x0f, 0x32]],
    ["wrmsr", [0x0f, 0x30]],
    ["cli", [0xfa]],
    ["sti", [0xfb]],
    ["in", [0xe4, 0x80]],
    ["out", [0xef]],
  ])("%s is #GP(0) in user mode", (_name, code) => {
    const [user, kernel] = [new SystemRig(code, 3), new SystemRig(code, 0)];
    for (const { cpu } of [user, kernel]) cpu.regs[1] = 0x10;
    expect(user.step()).toBe("#GP(0x0)");
    expect(kernel.step()).not.toBe("#GP(0x0)");
  });

  it("ask for the I/O privilege level where that is the question", () => {
    for (const code of [[0xfa], [0xfb], [0xe4, 0x80], [0xe6, 0x80]]) {
      const rig = new SystemRig(code, 3);
      rig.cpu.eflags = 0x3002;
      expect(rig.step()).toBe("done");
    }
  });

  it.each([
    ["sgdt", [0x0f, 0x01, 0x05, 0, 0x20, 0, 0]],
    ["sidt", [0x0f, 0x01, 0x0d, 0, 0x20, 0, 0]],
    ["sldt", [0x0f, 0x00, 0xc0]],
    ["str", [0x0f, 0x00, 0xc8]],
    ["smsw", [0x0f, 0x01, 0xe0]],
    ["rdtsc", RDTSC],
    ["cpuid", CPUID],
  ])("do not include %s", (_name, code) => {
    expect(new SystemRig(code, 3).step()).toBe("done");
  });
});

describe("ports by the I/O bitmap", () => {
  const IN_AX = [0x66, 0xed];
  const rig = (port: number, limit: number, bits: number): string => {
    const made = new SystemRig(IN_AX, 3);
    made.bus.write32(AT.TSS + 0x68 + 4 * (port >>> 5), bits);
    made.cpu.task.set([SEL.TSS, AT.TSS, limit, 0x8b]);
    made.cpu.regs[2] = port;
    return made.step();
  };
  it.each([
    ["open where both bits are clear", 0x20, 0x80, 0xfffffffc, "done"],
    ["closed where one is set", 0x20, 0x80, 0xfffffffe, "#GP(0x0)"],
    ["asks for bits across a byte", 0x27, 0x80, 0xfffffe7f, "done"],
    ["closed by a bit across a byte", 0x27, 0x80, 0xffffff7f, "#GP(0x0)"],
    ["closed beyond the limit", 0x38, 0x6f, 0, "#GP(0x0)"],
    ["closed without a bitmap", 0, 0x66, 0, "#GP(0x0)"],
  ])("%s", (_what, port, limit, bits, expected) => {
    expect(rig(port, limit, bits)).toBe(expected);
  });
});

describe("table registers", () => {
  const at = [0, 0x20, 0, 0];
  it("are loaded with 32 bits, or 24 under a 16-bit operand size", () => {
    for (const [prefix, expected] of [
      [[], 0x89abcdef],
      [[0x66], 0x00abcdef],
    ] as const) {
      const rig = new SystemRig([...prefix, 0x0f, 0x01, 0x1d, ...at]);
      rig.bus.write32(AT.DATA, 0xcdef1234);
      rig.bus.write32(AT.DATA + 4, 0xffff89ab);
      rig.step();
      expect(rig.cpu.idtr).toEqual({ base: expected, limit: 0x1234 });
    }
  });

  it("are stored whole or not at all", () => {
    const rig = new SystemRig([0x0f, 0x01, 0x05, 0xfc, 0x2f, 0, 0]).page();
    rig.protect(0x3000, 5);
    rig.bus.write32(0x2ffc, 0x55555555);
    expect(rig.step()).toBe("#PF(0x3)");
    expect([rig.cpu.cr2, rig.bus.read32(0x2ffc)]).toEqual([0x3000, 0x55555555]);
  });
});

describe("the machine status word", () => {
  it("sets PE to TS, but cannot clear PE", () => {
    const rig = new SystemRig([0x0f, 0x01, 0xf0, 0x0f, 0x01, 0xf0, 0x0f, 0x01, 0xe3]);
    rig.cpu.regs[0] = 0xfffe;
    rig.step();
    expect(rig.cpu.cr0).toBe(0x1f);
    rig.cpu.regs[0] = 0;
    rig.run(2);
    expect([rig.cpu.cr0, rig.cpu.regs[3]]).toEqual([0x11, 0x11]);
  });
});

describe("control registers", () => {
  const toCr = (number: number): number[] => [0x0f, 0x22, 0xc0 | (number << 3)];
  it.each([
    ["PG without PE", 0, 0x80000010, "#GP(0x0)"],
    ["NW without CD", 0, 0x20000011, "#GP(0x0)"],
    ["real mode", 0, 0x10, "real mode"],
    ["VME", 4, 0x1, "#GP(0x0)"],
    ["a bit of CR4 nobody knows", 4, 0x800, "#GP(0x0)"],
    ["what Linux sets in CR4", 4, 0x690, "done"],
    ["CR1", 1, 0, "#UD"],
    ["CR5", 5, 0, "#UD"],
  ])("%s", (what, number, value, expected) => {
    const rig = new SystemRig(toCr(number));
    rig.cpu.regs[0] = value | 0;
    expect([what, rig.step()]).toEqual([what, expect.stringContaining(expected)]);
  });

  it("CR0 keeps ET and nothing it does not know", () => {
    const rig = new SystemRig(toCr(0));
    rig.cpu.regs[0] = 0x1fffffef;
    rig.step();
    expect(rig.cpu.cr0).toBe(0x0005003f);
  });

  it("CR3 keeps every bit it is given", () => {
    const rig = new SystemRig(toCr(3));
    rig.cpu.regs[0] = 0x12345fff;
    rig.step();
    expect(rig.cpu.cr3).toBe(0x12345fff);
  });
});

describe("the time stamp counter", () => {
  it("counts completed instructions, also in the middle of a run", () => {
    const rig = new SystemRig([0x90, 0x90, ...RDTSC, 0x89, 0xc1, ...RDTSC]);
    rig.cpu.run(5);
    expect([rig.cpu.regs[1], rig.cpu.regs[0], rig.cpu.regs[2]]).toEqual([2, 4, 0]);
  });

  it("belongs to the state", () => {
    const rig = new SystemRig([0x90, 0x90, 0x90, ...RDTSC]);
    rig.cpu.run(2);
    const there = rig.cpu.snapshot();
    rig.cpu.run(2);
    rig.cpu.restore(there);
    rig.cpu.run(2);
    expect(rig.cpu.regs[0]).toBe(3);
  });

  it("carries into its upper half", () => {
    const rig = new SystemRig([0x90, 0x90, ...RDTSC]);
    rig.cpu.words[46] = -1;
    rig.cpu.run(3);
    expect([rig.cpu.regs[0], rig.cpu.regs[2]]).toEqual([1, 1]);
  });

  it("is written by wrmsr, upper half cleared, and hidden from users by CR4.TSD", () => {
    const rig = new SystemRig([0x0f, 0x30, ...RDTSC]);
    rig.cpu.regs.set([100, 0x10, 7]);
    rig.cpu.run(2);
    expect([rig.cpu.regs[0], rig.cpu.regs[2]]).toEqual([101, 0]);
    const hidden = new SystemRig(RDTSC, 3);
    hidden.cpu.cr4 = 4;
    expect(hidden.step()).toBe("#GP(0x0)");
  });
});

describe("model-specific registers", () => {
  const access = (write: boolean, number: number, low = 0, high = 0): SystemRig => {
    const rig = new SystemRig([0x0f, write ? 0x30 : 0x32]);
    rig.cpu.regs.set([low, number | 0, high]);
    return rig;
  };
  it.each([
    ["an unknown one", false, 0x174, 0, "#GP(0x0)"],
    ["an unknown one, written", true, 0x174, 0, "#GP(0x0)"],
    ["reserved bits of EFER", true, 0xc0000080, 0x100, "#GP(0x0)"],
    ["a memory type that is none", true, 0x277, 0x02, "#GP(0x0)"],
    ["memory types", true, 0x277, 0x07060504, "done"],
    ["a local APIC", true, 0x1b, 0xfee00900, "local APIC"],
    ["the APIC base as it is", true, 0x1b, 0xfee00100, "done"],
  ])("%s", (_what, write, number, low, expected) => {
    expect(access(write, number, low | 0).step()).toContain(expected);
  });
});

describe("debug registers", () => {
  it("keep addresses, and fixed bits in DR6 and DR7", () => {
    const rig = new SystemRig([
      ...movToDr(0),
      ...movFromDr(0),
      ...movToDr(6),
      ...movFromDr(6),
      ...movToDr(7),
      ...movFromDr(7),
    ]);
    rig.cpu.regs[0] = 0x1234;
    rig.run(2);
    expect(rig.cpu.regs[0]).toBe(0x1234);
    rig.cpu.regs[0] = 0;
    rig.run(2);
    expect((rig.cpu.regs[0] ?? 0) >>> 0).toBe(0xffff0ff0);
    rig.cpu.regs[0] = 0;
    rig.run(2);
    expect(rig.cpu.regs[0]).toBe(0x400);
  });

  it("4 and 5 are 6 and 7 until CR4.DE", () => {
    const rig = new SystemRig(movFromDr(4));
    rig.step();
    expect((rig.cpu.regs[0] ?? 0) >>> 0).toBe(0xffff0ff0);
    const undefinedNow = new SystemRig(movFromDr(5));
    undefinedNow.cpu.cr4 = 8;
    expect(undefinedNow.step()).toBe("#UD");
  });

  it("are watched by DR7.GD until the handler runs", () => {
    const rig = new SystemRig(movFromDr(0));
    rig.cpu.debug[5] = 0x2400;
    expect(rig.step()).toBe("#DB");
    expect([rig.stack(1)[0], rig.cpu.debug[5], (rig.cpu.debug[4] ?? 0) >>> 0]).toEqual([AT.CODE, 0x400, 0xffff2ff0]);
  });

  it.each([
    ["on ports", 0x20401],
    ["of undefined length", 0x90401],
    ["on an instruction with a length", 0x40401],
  ])("say that breakpoints %s are not modelled", (_what, value) => {
    const rig = new SystemRig(movToDr(7));
    rig.cpu.regs[0] = value;
    expect(rig.step()).toContain("breakpoint");
  });
});

describe("cpuid", () => {
  const leaf = (number: number): number[] => {
    const rig = new SystemRig(CPUID);
    rig.cpu.regs[0] = number | 0;
    rig.step();
    return [0, 3, 1, 2].map((i) => (rig.cpu.regs[i] ?? 0) >>> 0);
  };
  const text = (words: number[]): string =>
    words.flatMap((word) => [0, 8, 16, 24].map((at) => String.fromCharCode((word >>> at) & 0xff))).join("");

  it("tells family 6 and only what is modelled", () => {
    const [highest, b = 0, c = 0, d = 0] = leaf(0);
    expect([highest, text([b, d, c])]).toEqual([1, "GenuineIntel"]);
    // DE PSE TSC MSR PAE CX8 PGE CMOV PAT
    expect(leaf(1)).toEqual([0x619, 0, 0, 0x0001_a17c]);
    expect(leaf(0x80000000)[0]).toBe(0x80000001);
    expect(leaf(0x80000001)[3]).toBe(0x00100000);
  });
});
