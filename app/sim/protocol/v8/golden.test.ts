// The golden trace of the v8 routine: addresses and register values at each border, three rounds with a plain C
// function as the callee. Places inside the routine go by their labels.

import { describe, expect, it } from "vitest";
import { mem } from "../../cpu/assembler.ts";
import { CONTROL, controlRig, label, LIST, RETURN_ADDRESS, SWAP, type ControlRig } from "../../testing/control-rig.ts";

const CALLEE = 0x500000;
const KERNEL = 0xc0000000;
const SOURCES = [0x303000, 0x304000] as const;
const KEPT = { ebx: 0x11111111, esi: 0x22222222, edi: 0x33333333, ebp: 0x44444444 } as const;

/** Two pairs; the callee counts its calls in the second page and returns. */
function rigWithFunction(): ControlRig {
  const rig = controlRig();
  rig.list([CALLEE | 1, SOURCES[0] | 8, SOURCES[1] | 8]);
  rig.place(SOURCES[0], (a) => {
    a.inc(mem(CALLEE + 0x1010), "count the call");
    a.ret("as any C function");
  });
  rig.memory.write32(CALLEE, 0xaaaa0000);
  rig.memory.write32(CALLEE + 0x1010, 0xbbbb0000);
  return rig;
}

function jump(rig: ControlRig): void {
  rig.cpu.regs[3] = KEPT.ebx;
  rig.cpu.regs[6] = KEPT.esi;
  rig.cpu.regs[7] = KEPT.edi;
  rig.cpu.regs[5] = KEPT.ebp;
  rig.save();
  expect(rig.register("eax")).toBe(0);
  rig.relocate(CALLEE);
}

describe("v8 with a C function as callee, three rounds", () => {
  it("has the mail's values at entry, helper, back entry, virtual part and end", () => {
    const rig = rigWithFunction();
    for (let round = 1; round <= 3; round++) {
      jump(rig);
      rig.runTo(CALLEE);
      expect(rig.cpu.cr0).toBe(0x33);
      expect(rig.cpu.cr3).toBe(0);
      expect(rig.register("edi")).toBe(CONTROL);
      expect(rig.register("esp")).toBe(SWAP + 0xff8);
      expect(rig.word(SWAP + 0xff8)).toBe(CONTROL + label("helper_entry"));
      expect(rig.word(SWAP + 0xffc)).toBe(CALLEE);
      expect(rig.cpu.eflags & 0x200).toBe(0);

      rig.runTo(CONTROL + label("helper_entry"));
      expect(rig.register("esp")).toBe(0x301ffc);

      rig.runTo(CONTROL);
      expect(rig.register("edi")).toBe(CALLEE);
      expect(rig.register("esp")).toBe(0x301ff8);

      rig.runTo(KERNEL + CONTROL + label("virtual_mapped"));
      expect(rig.register("esp")).toBe(0xc0301000);
      expect(rig.register("edi")).toBe(0xc0300000);
      expect(rig.cpu.cr3).toBe(0x321000);

      rig.runTo(RETURN_ADDRESS);
      expect(rig.register("eax")).toBe(1);
      for (const [name, value] of Object.entries(KEPT)) expect(rig.register(name as keyof typeof KEPT)).toBe(value);
      expect([rig.cpu.cr0, rig.cpu.cr3, rig.cpu.cr4]).toEqual([0x80050033, 0x320000, 0x10]);
      expect(rig.slot("entry")).toBe(0x500000);
      expect(rig.slot("backup pages map")).toBe(LIST | 2);
      expect(rig.word(CALLEE)).toBe(0xaaaa0000);
      expect(rig.word(CALLEE + 0x1010)).toBe(0xbbbb0000);
      expect(rig.word(SOURCES[1] + 0x10)).toBe(round);
    }
  });

  it("leaves CR4 alone without PAE and clears it with PAE", () => {
    for (const pae of [false, true]) {
      const rig = controlRig({ pae });
      rig.list([CALLEE | 1]);
      rig.place(CALLEE, (a) => a.ret("at once"));
      rig.save();
      rig.relocate(CALLEE);
      rig.runTo(CALLEE);
      expect(rig.cpu.cr4).toBe(pae ? 0 : 0x10);
    }
  });

  it("enters a plain kexec image with every register zero and no way back", () => {
    const rig = rigWithFunction();
    jump(rig);
    rig.memory.write32(CONTROL + 0x800, 0);
    rig.runTo(CALLEE);
    for (const name of ["eax", "ebx", "ecx", "edx", "esi", "edi", "ebp"] as const) expect(rig.register(name)).toBe(0);
    expect(rig.register("esp")).toBe(CONTROL + 0x1000);
  });

  it("keeps the code below the data words and lets the code half fit", () => {
    expect(label("kexec_jump_back_entry")).toBe(0);
    expect(label("kexec_jump_save_cpu")).toBeLessThan(0x800);
  });

  it("triple-faults on any exception between the empty tables and the peer", () => {
    const rig = rigWithFunction();
    jump(rig);
    rig.cpu.idtr = { base: 0, limit: 0 };
    rig.cpu.gdtr = { base: 0, limit: 0 };
    rig.runTo(CONTROL + label("swap_pages"));
    rig.memory.write8(CONTROL + label("swap_pages"), 0xcc);
    const stop = rig.cpu.run(1);
    expect(stop.kind).toBe("shutdown");
    if (stop.kind === "shutdown") expect(stop.fault.chain.at(-1)).toBe("triple fault");
  });
});
