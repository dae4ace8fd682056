// Revision mainline-i386: kexec jump as merged in 2.6.27 and as it stands in Linux 6.1.

import { ds, eax, es, esp, mem, ss } from "../../cpu/assembler.ts";
import { hex32 } from "../../core/hex.ts";
import { KERNEL_CS, KERNEL_DS } from "../../kernel/image.ts";
import type { Emit } from "../../kernel/revision.ts";
import { processorNotesWith } from "../processor-notes.ts";
import type { Revision } from "../revision.ts";
import { sysRebootAfterKexec } from "../sys-reboot.ts";
import type { Variant } from "../variant.ts";
import { controlCode } from "./control-code.ts";
import { BACK, kernelKexecAfterMachineKexec, sysReboot } from "./kernel-kexec.ts";
import { CODE_HALF } from "../code-half.ts";
import { pageListNames } from "../page-list.ts";
import { CONTROL_PAGE, DATA_END, PAGE_LIST, slot, slotGroup } from "./layout.ts";
import { afterRelocateKernel } from "./machine-kexec.ts";
import { cleanup, prepare } from "./page-tables.ts";
import { savedRegisters } from "./saved-registers.ts";

const noteWayBack: Emit = (a, word) => {
  a.mov(eax, mem(esp), "return address on the lent stack: the caller's re-entry");
  a.mov(word("jump_back_entry"), eax, "it goes onto the command line as kexec_jump_back_entry=");
};

/** The part of restore_processor_state that must be real instructions: SS is loaded first, from whatever GDT there is. */
const restoreProcessorState =
  ({ fixes }: Variant): Emit =>
  (a, word) => {
    a.align(16);
    a.routine("restore_processor_state");
    if (fixes.has("gdt-on-return")) a.lgdt(word("gdt_descr"), "the fix: the table that the next loads read");
    a.lidt(word("idt_descr"), "faults are reported again");
    a.mov(eax, KERNEL_DS, "flat data segment");
    a.movSeg(ss, eax, "reload; with the GDT at limit 0 this is #GP, and its delivery needs the GDT again");
    a.movSeg(ds, eax, "reload");
    a.movSeg(es, eax, "reload");
    if (fixes.has("cs-on-return")) {
      a.farJump(KERNEL_CS, "restore_code_segment", "the fix: whatever CS the peer has used, this is the kernel's");
      a.label("restore_code_segment");
    }
    a.ret("segments are loaded");
  };

export const makeMainline = (variant: Variant): Revision => ({
  id: "mainline-i386",
  title: "mainline i386",
  source: "Linux 6.1, arch/x86/kernel/relocate_kernel_32.S, machine_kexec_32.c, kernel/kexec_core.c",
  release: "6.1.0",
  wayBack: ({ data }) => `kexec_jump_back_entry=${hex32(data.get("jump_back_entry"))}`,
  code: { control: variant.control ?? controlCode(variant), noteWayBack, routines: restoreProcessorState(variant) },
  returnWord: "stack",
  needsNotes: true,
  processorNotes: processorNotesWith(variant, slot("backup pages map"), savedRegisters),
  controlPage: CONTROL_PAGE,
  pageListNames: pageListNames(PAGE_LIST),
  slotGroup,
  stackFrom: DATA_END,
  prepare,
  cleanup,
  halfOfMemory: true,
  sysReboot: sysReboot(variant),
  back: BACK,
  gates: {
    relocate_kernel_returned: afterRelocateKernel,
    machine_kexec_returned: kernelKexecAfterMachineKexec,
    kernel_kexec_returned: sysRebootAfterKexec,
  },
  links: { virtualAddress: slot("control page VA"), swapPage: slot("swap page"), head: slot("backup pages map") },
  volatile: [
    [CODE_HALF, DATA_END],
    [0xfdc, 0x1000],
  ],
});
