// The golden trace of the mainline routine: addresses and register values at each border, for a peer that calls back and
// for a plain C function.

import { describe, expect, it } from "vitest";
import { edx, mem } from "../../cpu/assembler.ts";
import { CONTROL, LIST, RETURN_ADDRESS, SWAP } from "../../testing/bare-rig.ts";
import { mainlineRig, type MainlineRig } from "../../testing/mainline-rig.ts";
import { AS_IT_WAS } from "../variant.ts";

const CALLEE = 0x500000;
const KERNEL = 0xc0000000;
const SOURCE = 0x303000;
const KEPT = { ebx: 0x11111111, esi: 0x22222222, edi: 0x33333333, ebp: 0x44444444 } as const;
const CONTEXT = [0x80050033, 0x320000, 0x10];

function prepared(rig: MainlineRig): MainlineRig {
  rig.list([CALLEE | 1, SOURCE | 8]);
  rig.memory.write32(CALLEE, 0xaaaa0000);
  return rig;
}

function jump(rig: MainlineRig, start: number): void {
  rig.cpu.regs[3] = KEPT.ebx;
  rig.cpu.regs[6] = KEPT.esi;
  rig.cpu.regs[7] = KEPT.edi;
  rig.cpu.regs[5] = KEPT.ebp;
  rig.relocate(start);
}

function expectContext(rig: MainlineRig): void {
  for (const [name, value] of Object.entries(KEPT)) expect(rig.register(name as keyof typeof KEPT)).toBe(value);
  expect([rig.cpu.cr0, rig.cpu.cr3, rig.cpu.cr4]).toEqual(CONTEXT);
  expect(rig.word(CALLEE)).toBe(0xaaaa0000);
}

describe("mainline with a peer that calls back", () => {
  it("has the measured values at entry, re-entry and return, three rounds", () => {
    const rig = prepared(mainlineRig(AS_IT_WAS));
    // A peer notes the return address and calls it; what follows its call is its own re-entry.
    rig.place(SOURCE, (a) => {
      a.label("again");
      a.mov(edx, mem(SWAP + 0xffc), "the caller's re-entry");
      a.callReg(edx, "back to the caller; this kernel's own re-entry is what follows");
      a.jmp("again", "and so on");
    });
    const reentry = CONTROL + rig.label("kexec_jump_back_entry");
    let start = CALLEE;
    for (let round = 1; round <= 3; round++) {
      jump(rig, start);
      rig.runTo(start);
      expect([rig.cpu.cr0, rig.cpu.cr3, rig.cpu.cr4]).toEqual([0x33, 0, 0]);
      expect(rig.register("esp")).toBe(SWAP + 0xffc);
      expect(rig.word(SWAP + 0xffc)).toBe(reentry);
      expect(rig.register("edi")).toBe(CONTROL);
      expect(rig.register("esi")).toBe(1);
      expect(rig.register("ebx")).toBe(LIST | 2);
      expect(rig.cpu.eflags & 0x200).toBe(0);

      rig.runTo(reentry);
      const peer = rig.word(rig.register("esp"));
      rig.runTo(KERNEL + CONTROL + rig.label("virtual_mapped"));
      expect(rig.cpu.cr3).toBe(0x321000);
      rig.runTo(RETURN_ADDRESS);
      expect(rig.register("eax")).toBe(peer);
      expectContext(rig);
      // the peer's first entry once, from then on the place behind its call
      if (round === 1) expect(peer).toBeGreaterThan(start);
      else expect(peer).toBe(start);
      start = peer;
    }
  });
});

describe("mainline with a plain C function", () => {
  const withFunction = (rig: MainlineRig): MainlineRig => {
    rig.place(SOURCE, (a) => a.ret("as any C function"));
    return prepared(rig);
  };

  it("takes the next start from the page behind the swap page", () => {
    const rig = withFunction(mainlineRig(AS_IT_WAS));
    jump(rig, CALLEE);
    rig.runTo(RETURN_ADDRESS);
    expectContext(rig);
    expect(rig.register("eax")).toBe(rig.word(SWAP + 0x1000));
  });

  it("takes the callee's own start with the fix, as often as it is called", () => {
    const rig = withFunction(mainlineRig({ ...AS_IT_WAS, fixes: new Set(["callee-entry"]) }));
    for (let round = 1; round <= 3; round++) {
      jump(rig, CALLEE);
      rig.runTo(CALLEE);
      expect(rig.register("esp")).toBe(SWAP + 0xff8);
      rig.runTo(RETURN_ADDRESS);
      expect(rig.register("eax")).toBe(CALLEE);
      expectContext(rig);
    }
  });

  it("leaves CR4 alone on a processor without PAE", () => {
    const rig = withFunction(mainlineRig(AS_IT_WAS, { pae: false }));
    jump(rig, CALLEE);
    rig.runTo(CALLEE);
    expect(rig.cpu.cr4).toBe(0x10);
  });
});

describe("mainline without preserved context", () => {
  it("leaves a zero on the stack where a return address would be", () => {
    const rig = prepared(mainlineRig(AS_IT_WAS));
    rig.place(SOURCE, (a) => a.hlt("the new kernel"));
    jump(rig, CALLEE);
    rig.memory.write32(0x331ffc, 0);
    rig.runTo(CALLEE);
    expect(rig.register("esp")).toBe(CONTROL + 0xffc);
    expect(rig.word(CONTROL + 0xffc)).toBe(0);
    for (const name of ["eax", "ebx", "ecx", "edx", "esi", "edi", "ebp"] as const) expect(rig.register(name)).toBe(0);
  });
});
