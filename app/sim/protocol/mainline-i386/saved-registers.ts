// What relocate_kernel has pushed on the kernel's own stack, as its return will pop it.

import { PAGE_OFFSET } from "../../kernel/image-pages.ts";
import type { ReadSaved } from "../processor-notes.ts";
import { slot } from "./layout.ts";

const PUSHED = ["eflags", "ebp", "edi", "esi", "ebx", "eip"] as const;

export const savedRegisters: ReadSaved = (words, page) => {
  const top = words.read32(page + slot("ESP"));
  const at = (index: number) => words.read32((top - PAGE_OFFSET + index * 4) >>> 0);
  const popped = Object.fromEntries(PUSHED.map((name, index) => [name, at(index)]));
  return { ...popped, esp: top + PUSHED.length * 4 };
};
