// The numbers of the mail, written out: the code, the views and the other tests all read the same tables, so only
// literals can tell when a table is wrong.

import { describe, expect, it } from "vitest";
import { entryKind } from "../../kernel/kimage-entry.ts";
import { CONTROL, controlRig, label, RETURN_ADDRESS } from "../../testing/control-rig.ts";
import { CONTROL_PAGE, KJUMP_MAGIC_NUMBER, PAGE_ATTR, PAGE_LIST } from "./layout.ts";

const CALLEE = 0x500000;
const IF_DF_AC = 0x40600;

describe("the v8 control page", () => {
  it("has the mail's offsets", () => {
    expect(CONTROL_PAGE.fields.map((field) => [field.offset, field.name])).toEqual([
      [0x800, "magic"],
      [0x804, "entry"],
      [0x808, "EBX"],
      [0x80c, "ESI"],
      [0x810, "EDI"],
      [0x814, "EBP"],
      [0x818, "ESP"],
      [0x81c, "CR0"],
      [0x820, "CR3"],
      [0x824, "CR4"],
      [0x828, "EFLAGS"],
      [0x82c, "return"],
      [0x838, "control page VA"],
      [0x83c, "PGD"],
      [0x840, "swap page"],
      [0x844, "backup pages map"],
    ]);
    expect(KJUMP_MAGIC_NUMBER).toBe(0xe1b6a57d);
  });

  it("has the mail's page_list, page attribute and entry flags", () => {
    expect(Object.keys(PAGE_LIST)).toEqual([
      ...["PA_CONTROL_PAGE", "VA_CONTROL_PAGE", "PA_PGD", "VA_PGD", "PA_PTE_0", "VA_PTE_0", "PA_PTE_1", "VA_PTE_1"],
      "PA_SWAP_PAGE",
    ]);
    expect(Object.values(PAGE_LIST)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect([Object.keys(PAGE_LIST).length, PAGE_ATTR]).toEqual([9, 0x63]);
    expect([1, 2, 4, 8, 0].map(entryKind)).toEqual(["destination", "indirection", "done", "source", "ignored"]);
  });
});

describe("the v8 routine, at literal addresses", () => {
  it("saves each word where the mail has it, clears the flags for the peer, and restores all of it", () => {
    const rig = controlRig();
    rig.list([CALLEE | 1]);
    rig.place(CALLEE, (a) => a.ret("at once"));
    rig.cpu.regs.set([0, 0, 0, 0xb0b0, 0, 0xb9b9, 0x5151, 0xd1d1]);
    rig.cpu.eflags = 0x2 | IF_DF_AC;
    rig.save();
    const word = (offset: number) => rig.word(CONTROL + offset);
    expect([0x808, 0x80c, 0x810, 0x814].map(word)).toEqual([0xb0b0, 0x5151, 0xd1d1, 0xb9b9]);
    expect([0x81c, 0x820, 0x824].map(word)).toEqual([0x80050033, 0x320000, 0x10]);
    expect(word(0x828) & IF_DF_AC).toBe(IF_DF_AC);
    expect(word(0x82c)).toBe(RETURN_ADDRESS);
    expect(rig.word(word(0x818) - 0xc0000000)).toBe(RETURN_ADDRESS);
    rig.relocate(CALLEE);
    rig.runTo(CALLEE);
    expect([0x838, 0x83c, 0x840, 0x844].map(word)).toEqual([0xc0300000, 0x321000, 0x301000, 0x302002]);
    expect(rig.cpu.eflags & IF_DF_AC).toBe(0);
    rig.runTo(RETURN_ADDRESS);
    expect(word(0x804)).toBe(CALLEE);
    expect(rig.cpu.eflags & IF_DF_AC).toBe(IF_DF_AC);
    expect(["ebx", "esi", "edi", "ebp"].map((name) => rig.register(name as "ebx"))).toEqual([
      0xb0b0, 0x5151, 0xd1d1, 0xb9b9,
    ]);
  });

  it("loads CR3 three times on the way out and twice on the way back, each where the protocol wants it", () => {
    const rig = controlRig({ pae: true });
    rig.list([CALLEE | 1]);
    rig.place(CALLEE, (a) => a.ret("at once"));
    rig.save();
    rig.relocate(CALLEE);
    const loads: string[] = [];
    let before = "";
    while (rig.cpu.eip !== RETURN_ADDRESS) {
      const bytes = [0, 1, 2].map((i) => rig.memory.read8((rig.cpu.translate((rig.cpu.eip + i) >>> 0) ?? 0) >>> 0));
      if (bytes[0] === 0x0f && bytes[1] === 0x22) before = `CR${((bytes[2] ?? 0) >>> 3) & 7}`;
      rig.cpu.run(1);
      if (before !== "")
        loads.push(`${before}=${rig.cpu[before === "CR0" ? "cr0" : before === "CR3" ? "cr3" : "cr4"].toString(16)}`);
      before = "";
    }
    expect(loads).toEqual([
      ...["CR3=321000", "CR0=33", "CR4=0", "CR3=0", "CR3=0"],
      ...["CR3=321000", "CR0=80000033", "CR4=10", "CR3=320000", "CR0=80050033"],
    ]);
    expect(label("kexec_jump_back_entry")).toBe(0);
  });

  it("maps the control page twice with attribute 0x63", () => {
    const rig = controlRig();
    rig.list([CALLEE | 1]);
    rig.save();
    rig.relocate(CALLEE);
    rig.runTo(0xc0000000 + CONTROL + label("tables_ready"));
    expect(rig.word(0x321000 + 768 * 4)).toBe(0x322063);
    expect(rig.word(0x322000 + 0x300 * 4)).toBe(0x300063);
    expect(rig.word(0x321000)).toBe(0x323063);
    expect(rig.word(0x323000 + 0x300 * 4)).toBe(0x300063);
  });
});
