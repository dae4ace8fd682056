// The routine in kernel text that revision v8 has beside those of every kernel.

import { ds, eax, es, ss } from "../../cpu/assembler.ts";
import { KERNEL_CS, KERNEL_DS } from "../../kernel/image.ts";
import type { Emit } from "../../kernel/revision.ts";

/** restore_gdt_idt: both descriptor tables, then every segment from them. */
export const restoreTables: Emit = (a, word) => {
  a.align(16);
  a.routine("restore_gdt_idt");
  a.lgdt(word("gdt_descr"), "the kernel's own segments");
  a.lidt(word("idt_descr"), "faults are reported again");
  a.farJump(KERNEL_CS, "restore_segments", "CS from the restored table");
  a.label("restore_segments");
  a.mov(eax, KERNEL_DS, "flat data segment");
  a.movSeg(ss, eax, "reload");
  a.movSeg(ds, eax, "reload");
  a.movSeg(es, eax, "reload");
  a.ret("descriptor tables are back");
};
