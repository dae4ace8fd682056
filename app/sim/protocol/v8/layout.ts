// The v8 control page and page_list: offsets of the patch "kexec jump -v8" of 21 Dec 2007.

import { layout, offsetOf } from "../../kernel/struct.ts";

export const KJUMP_MAGIC_NUMBER = 0xe1b6a57d;
export const SCRATCH_STACK_END = 0x848;

export const CONTROL_PAGE = layout("control page", 0x1000, "kexec jump -v8, include/asm-x86/kexec_32.h", [
  ["magic", 0x800, 4, "0xe1b6a57d when a return is expected, else 0; internal, not part of the protocol"],
  ["entry", 0x804, 4, "the peer's re-entry, written on return; becomes the next image start"],
  ["EBX", 0x808, 4, "saved EBX"],
  ["ESI", 0x80c, 4, "saved ESI"],
  ["EDI", 0x810, 4, "saved EDI"],
  ["EBP", 0x814, 4, "saved EBP"],
  ["ESP", 0x818, 4, "saved ESP, pointing at the return address of the save routine"],
  ["CR0", 0x81c, 4, "saved CR0"],
  ["CR3", 0x820, 4, "saved CR3: the kernel's own page directory"],
  ["CR4", 0x824, 4, "saved CR4"],
  ["EFLAGS", 0x828, 4, "saved EFLAGS"],
  ["return", 0x82c, 4, "return address of the save routine, because its stack slot is used again"],
  ["control page VA", 0x838, 4, "kernel virtual address of this page"],
  ["PGD", 0x83c, 4, "physical address of the transition page directory"],
  ["swap page", 0x840, 4, "physical address of the swap page"],
  ["backup pages map", 0x844, 4, "the image's head word: list page | IND_INDIRECTION"],
]);

export type ControlSlot = (typeof CONTROL_PAGE.fields)[number]["name"];
export const slot = (name: ControlSlot): number => offsetOf(CONTROL_PAGE, name);

export const slotGroup = (offset: number): "protocol" | "saved" | "links" =>
  offset < 0x808 ? "protocol" : offset < 0x838 ? "saved" : "links";

/** Index in page_list. */
export const PAGE_LIST = {
  PA_CONTROL_PAGE: 0,
  VA_CONTROL_PAGE: 1,
  PA_PGD: 2,
  VA_PGD: 3,
  PA_PTE_0: 4,
  VA_PTE_0: 5,
  PA_PTE_1: 6,
  VA_PTE_1: 7,
  PA_SWAP_PAGE: 8,
} as const;
/** The words that a PAE kernel adds. */
export const PAGE_LIST_PAE = { PA_PMD_0: 9, VA_PMD_0: 10, PA_PMD_1: 11, VA_PMD_1: 12 } as const;

/** present, writable, accessed, dirty */
export const PAGE_ATTR = 0x63;
/** present: a page directory pointer knows no other right. */
export const PAE_PGD_ATTR = 0x1;
