import { describe, expect, it } from "vitest";
import { combine, deliver } from "./exceptions.ts";
import { CpuException, VECTOR } from "./faults.ts";
import { AT, SEL, SystemRig } from "./testing/system-rig.ts";

const UD2 = [0x0f, 0x0b];
const int = (vector: number): number[] => [0xcd, vector];
const [INT3, INTO] = [0xcc, 0xce];
/** mov ax, 0xa0; mov ds, ax: #GP(0xa0). */
const BAD_LOAD = [0x66, 0xb8, 0xa0, 0, 0x8e, 0xd8];

describe("delivery to a more privileged level", () => {
  it("pushes the outer stack and the frame on the stack of the task state segment", () => {
    const rig = new SystemRig(int(0x21), 3);
    rig.gate(0x21, 0xef);
    rig.cpu.eflags = 0x302 & ~0x100;
    expect(rig.step()).toBe("vector 33");
    const { cpu } = rig;
    expect([cpu.segments[1]?.selector, cpu.segments[2]?.selector, cpu.regs[4], cpu.user]).toEqual([
      SEL.CODE0,
      SEL.DATA0,
      AT.INNER0 - 20,
      false,
    ]);
    expect(rig.stack(5)).toEqual([AT.CODE + 2, SEL.CODE3, 0x202, AT.STACK3, SEL.DATA3]);
    expect(cpu.eflags).toBe(0x202);
  });

  it("and iret undoes it", () => {
    const rig = new SystemRig([0x90, ...int(0x21), 0x90], 3);
    rig.gate(0x21, 0xee);
    rig.bus.bytes[AT.HANDLERS + 0x21] = 0xcf;
    rig.step();
    const before = rig.cpu.snapshot();
    rig.step();
    rig.step();
    const after = rig.cpu.snapshot();
    const changed = [...after.words].flatMap((word, i) => (word === before.words[i] ? [] : [i]));
    // EIP and the count of instructions
    expect(changed).toEqual([8, 46]);
  });

  it("stays on the stack of conforming handlers", () => {
    const rig = new SystemRig(UD2, 3);
    rig.gate(6, 0x8e, SEL.CONFORMING);
    rig.step();
    expect([rig.cpu.segments[1]?.selector, rig.cpu.regs[4]]).toEqual([SEL.CONFORMING | 3, AT.STACK3 - 12]);
  });

  it("through a gate of 16 bits pushes 16-bit words", () => {
    const rig = new SystemRig(UD2);
    // the upper half of the offset is not looked at
    rig.gate(6, 0x86, SEL.CODE0, 0xabc0_0000 + AT.HANDLERS + 6);
    rig.cpu.eflags = 0x202;
    rig.step();
    expect([rig.cpu.regs[4], rig.cpu.eip, rig.cpu.eflags]).toEqual([AT.STACK0 - 6, AT.HANDLERS + 6, 2]);
    expect(rig.stack(1)[0]).toBe((SEL.CODE0 << 16) | AT.CODE);
  });
});

describe("gates refuse", () => {
  it.each<[string, readonly number[], number, readonly [number, number, number], string]>([
    ["int n from a level below the gate's", int(0x21), 3, [0x21, 0x8e, SEL.CODE0], "#GP(0x10a)"],
    ["int3 from a level below the gate's", [INT3], 3, [3, 0x8e, SEL.CODE0], "#GP(0x1a)"],
    ["a gate that is not present, to int n", int(0x21), 0, [0x21, 0x0e, SEL.CODE0], "#NP(0x10a)"],
    ["a gate that is not present, to an exception", UD2, 0, [6, 0x0e, SEL.CODE0], "#NP(0x33)"],
    ["a descriptor that is no gate", UD2, 0, [6, 0x8c, SEL.CODE0], "#GP(0x33)"],
    ["a null code segment", UD2, 0, [6, 0x8e, 0], "#GP(0x1)"],
    ["a null code segment, to int n", int(0x21), 0, [0x21, 0x8e, 0], "#GP(0x0)"],
    ["a data segment", UD2, 0, [6, 0x8e, SEL.DATA0], "#GP(0x11)"],
    ["code beyond the table", UD2, 0, [6, 0x8e, 0xa0], "#GP(0xa1)"],
    ["code that is not present", UD2, 0, [6, 0x8e, SEL.CODE_ABSENT], "#NP(0x89)"],
    ["less privileged code", UD2, 0, [6, 0x8e, SEL.CODE3], "#GP(0x19)"],
    ["an offset beyond the code segment", UD2, 0, [6, 0x8e, SEL.CODE_SMALL], "#GP(0x1)"],
    ["a vector beyond the table", int(0x40), 0, [0x20, 0x8e, SEL.CODE0], "#GP(0x202)"],
  ])("%s", (_what, code, cpl, gate, expected) => {
    const rig = new SystemRig(code, cpl === 0 ? 0 : 3);
    rig.gate(...gate);
    const { eip } = rig.cpu;
    expect(rig.step()).toBe(expected);
    expect(rig.stack(2)[1]).toBe(eip);
  });
});

describe("the stack of a handler", () => {
  const inner = (spoil: (rig: SystemRig) => void): string => {
    const rig = new SystemRig(UD2, 3);
    rig.gate(6, 0x8e, SEL.CODE1);
    spoil(rig);
    return rig.step();
  };

  it.each([
    ["is null", (rig: SystemRig) => rig.bus.write32(AT.TSS + 16, 0), "#TS(0x1)"],
    ["has another level", (rig: SystemRig) => rig.bus.write32(AT.TSS + 16, SEL.DATA0 | 1), "#TS(0x11)"],
    ["is not present", (rig: SystemRig) => rig.descriptor(SEL.DATA1, 0x33, 0, 0xfffff, 0xc), "#SS(0x79)"],
    ["has no room", (rig: SystemRig) => rig.descriptor(SEL.DATA1, 0xb3, 0, 0x100, 4), "#SS(0x79)"],
    [
      "is not in the task state segment",
      (rig: SystemRig) => rig.cpu.task.set([SEL.TSS, AT.TSS, 15, 0x8b]),
      "#TS(0x29)",
    ],
  ])("%s", (_what, spoil, expected) => {
    expect(inner(spoil)).toBe(expected);
  });

  it("without room on the same level is #SS(0), and EXT for an exception", () => {
    for (const [code, expected] of [
      [int(0x21), 0],
      [UD2, 1],
    ] as const) {
      const rig = new SystemRig(code, 3);
      for (const vector of [6, 0x21]) rig.gate(vector, 0xee, SEL.CONFORMING);
      rig.cpu.limits[2] = AT.STACK3 - 0x100;
      rig.cpu.refresh();
      expect(rig.step()).toBe(`#SS(0x${expected.toString(16)})`);
    }
  });

  it("is written as supervisor, and a page fault there is the supervisor's", () => {
    const rig = new SystemRig(UD2, 3).page();
    rig.protect(AT.INNER0 - 4, 3);
    expect(rig.step()).toBe("#UD");
    const missing = new SystemRig(UD2, 3).page();
    missing.gate(14, 0x8e, SEL.CODE1);
    missing.protect(AT.INNER0 - 4, 0);
    expect(missing.step()).toBe("#PF(0x2)");
    expect([missing.cpu.cr2, missing.stack(2)[1], missing.cpu.regs[4]]).toEqual([
      AT.INNER0 - 4,
      AT.CODE,
      AT.INNER1 - 24,
    ]);
  });
});

describe("double and triple faults", () => {
  const contributory = [VECTOR.DE, VECTOR.TS, VECTOR.NP, VECTOR.SS, VECTOR.GP];
  const benign = [VECTOR.DB, VECTOR.BP, VECTOR.OF, VECTOR.BR, VECTOR.UD, VECTOR.NM, VECTOR.MF, VECTOR.AC, 0x20, 0xff];

  it("come of two contributory exceptions, or a page fault and either kind", () => {
    for (const first of [...contributory, VECTOR.PF, ...benign]) {
      for (const second of [...contributory, VECTOR.PF, ...benign]) {
        const bothContribute = contributory.includes(first as 0) && contributory.includes(second as 0);
        const afterPageFault = first === VECTOR.PF && (second === VECTOR.PF || contributory.includes(second as 0));
        expect([first, second, combine(first, second)]).toEqual([
          first,
          second,
          bothContribute || afterPageFault ? "double fault" : "second",
        ]);
      }
    }
    for (const second of [...contributory, VECTOR.PF]) expect(combine(VECTOR.DF, second)).toBe("shutdown");
    for (const second of benign) expect(combine(VECTOR.DF, second)).toBe("second");
  });

  it("have error code 0 and the EIP of the first", () => {
    const rig = new SystemRig(BAD_LOAD);
    rig.gate(13, 0x0e);
    expect(rig.run(3)).toBe("#DF(0x0)");
    expect(rig.stack(2)).toEqual([0, AT.CODE + 4]);
  });

  it("are reported with every exception in order", () => {
    const rig = new SystemRig(BAD_LOAD).page();
    rig.gate(13, 0x0e);
    rig.protect(AT.STACK0 - 4, 1);
    rig.gate(14, 0x8e);
    rig.cpu.run(1);
    const stop = rig.cpu.run(1);
    expect(stop).toMatchObject({
      kind: "shutdown",
      fault: { kind: "triple-fault", chain: ["#GP(0xa0)", "#DF", "triple fault"], bytes: "8e d8" },
    });
    expect(stop.kind === "shutdown" && stop.fault.exceptions).toMatchObject([
      { vector: 13, name: "#GP", errorCode: 0xa0, eip: AT.CODE + 4 },
      { vector: 11, name: "#NP", errorCode: 0x6b, eip: AT.CODE + 4, during: "#GP" },
      { vector: 8, name: "#DF", errorCode: 0, eip: AT.CODE + 4, during: "#GP" },
      { vector: 14, name: "#PF", errorCode: 3, cr2: AT.STACK0 - 4, eip: AT.CODE + 4, during: "#DF" },
    ]);
  });

  it("tell the page fault whose delivery met another page fault", () => {
    const rig = new SystemRig([0x8b, 0x1d, 0, 0, 0x50, 0]).page();
    rig.protect(AT.STACK0 - 4, 0);
    const stop = rig.cpu.run(1);
    expect(stop.kind === "shutdown" && stop.fault.exceptions.map(({ name, cr2 }) => [name, cr2])).toEqual([
      ["#PF", 0x500000],
      ["#PF", AT.STACK0 - 4],
      ["#DF", undefined],
      ["#PF", AT.STACK0 - 4],
    ]);
    expect(rig.cpu.cr2).toBe(AT.STACK0 - 4);
  });

  it("of a benign exception deliver what was met instead", () => {
    const rig = new SystemRig(UD2);
    rig.gate(6, 0x0e);
    expect(rig.step()).toBe("#NP(0x33)");
    expect(rig.stack(3)).toEqual([0x33, AT.CODE, SEL.CODE0]);
  });

  it("leave nothing behind when they shut down", () => {
    const rig = new SystemRig(UD2, 3);
    rig.cpu.idtr = { base: AT.IDT, limit: 0 };
    const before = rig.cpu.snapshot();
    expect(rig.step()).toContain("triple fault");
    expect(rig.cpu.snapshot()).toEqual(before);
  });

  it("happen with every first exception when the table is empty", () => {
    for (const vector of [0, 6, 10, 13]) {
      const rig = new SystemRig([0x90]);
      rig.cpu.idtr = { base: 0, limit: 0 };
      const delivery = deliver(rig.cpu, new CpuException(vector, 0, "made up"));
      expect(delivery.kind).toBe("shutdown");
    }
  });
});

describe("software interrupts", () => {
  it("return behind the instruction", () => {
    for (const code of [[INT3], [INTO], int(4)]) {
      const rig = new SystemRig(code);
      rig.cpu.eflags = 0x802;
      rig.step();
      expect(rig.stack(1)[0]).toBe(AT.CODE + code.length);
    }
  });

  it("push flags without RF, faults with it", () => {
    const software = new SystemRig([INT3]);
    software.step();
    expect(software.stack(3)[2]).toBe(0x2);
    const fault = new SystemRig(UD2);
    fault.step();
    expect(fault.stack(3)[2]).toBe(0x10002);
  });
});

describe("alignment", () => {
  const READ_AT_1 = [0x8b, 0x1d, 1, 0x20, 0, 0];
  it.each([
    ["is checked in user mode with CR0.AM and EFLAGS.AC", 3, 0x40011, 0x40002, "#AC(0x0)"],
    ["is not checked in the kernel", 0, 0x40011, 0x40002, "done"],
    ["is not checked without CR0.AM", 3, 0x11, 0x40002, "done"],
    ["is not checked without EFLAGS.AC", 3, 0x40011, 0x2, "done"],
  ])("%s", (_fact, cpl, cr0, eflags, expected) => {
    const rig = new SystemRig(READ_AT_1, cpl === 0 ? 0 : 3);
    rig.cpu.cr0 = cr0;
    rig.cpu.eflags = eflags;
    expect(rig.step()).toBe(expected);
  });

  it("is checked from the instruction after the popf that asks for it", () => {
    const rig = new SystemRig([0x68, 2, 0, 4, 0, 0x9d, 0x8b, 0x1d, 0, 0x20, 0, 0, ...READ_AT_1], 3);
    rig.cpu.cr0 = 0x40011;
    expect(rig.cpu.run(4).kind).toBe("limit");
    expect(rig.cpu.eip).toBe(AT.HANDLERS + VECTOR.AC);
    expect(rig.stack(2)).toEqual([0, AT.CODE + 12]);
  });
});
