// What kexec_jump_save_cpu has kept, as the second return of that routine will bring it back.

import type { ReadSaved } from "../processor-notes.ts";
import { type ControlSlot, slot } from "./layout.ts";

const SECOND_RETURN = 1;

export const savedRegisters: ReadSaved = (words, page) => {
  const saved = (name: ControlSlot) => words.read32(page + slot(name));
  return {
    eax: SECOND_RETURN,
    ebx: saved("EBX"),
    esi: saved("ESI"),
    edi: saved("EDI"),
    ebp: saved("EBP"),
    eflags: saved("EFLAGS"),
    eip: saved("return"),
    // the return pops its address
    esp: saved("ESP") + 4,
  };
};
