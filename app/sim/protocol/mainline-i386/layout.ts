// The control page and page_list of mainline i386 as of Linux 6.1.

import { layout, offsetOf } from "../../kernel/struct.ts";

export const DATA_END = 0x820;

export const CONTROL_PAGE = layout("control page", 0x1000, "Linux 6.1, arch/x86/kernel/relocate_kernel_32.S", [
  ["ESP", 0x800, 4, "saved ESP; on that stack lie flags, EBP, EDI, ESI, EBX and the return address"],
  ["CR0", 0x804, 4, "saved CR0"],
  ["CR3", 0x808, 4, "saved CR3: the kernel's own page directory"],
  ["CR4", 0x80c, 4, "saved CR4"],
  ["control page VA", 0x810, 4, "kernel virtual address of this page"],
  ["PGD", 0x814, 4, "physical address of the transition page directory"],
  ["swap page", 0x818, 4, "physical address of the swap page"],
  ["backup pages map", 0x81c, 4, "the image's head word: list page | IND_INDIRECTION"],
]);

export type ControlSlot = (typeof CONTROL_PAGE.fields)[number]["name"];
export const slot = (name: ControlSlot): number => offsetOf(CONTROL_PAGE, name);

export const slotGroup = (offset: number): "protocol" | "saved" | "links" => (offset < 0x810 ? "saved" : "links");

/** Index in page_list. */
export const PAGE_LIST = { PA_CONTROL_PAGE: 0, VA_CONTROL_PAGE: 1, PA_PGD: 2, PA_SWAP_PAGE: 3 } as const;

/** struct kimage_arch, behind the kimage: kernel virtual addresses of the transition tables. */
export const KIMAGE_ARCH = layout("kimage_arch", 0x14, "Linux 6.1, arch/x86/include/asm/kexec.h", [
  ["pgd", 0x00, 4, "transition page directory"],
  ["pmd0", 0x04, 4, "PAE: middle directory of the kernel mapping"],
  ["pmd1", 0x08, 4, "PAE: middle directory of the identity mapping"],
  ["pte0", 0x0c, 4, "page table of the kernel mapping"],
  ["pte1", 0x10, 4, "page table of the identity mapping"],
]);

/** Entries as machine_kexec_prepare writes them. */
export const PDPTE_ATTR = 0x001;
/** present, writable, user, accessed, dirty */
export const TABLE_ATTR = 0x067;
/** present, writable, accessed, dirty, global: PAGE_KERNEL_EXEC */
export const PTE_ATTR = 0x163;
