// Where the pages of a kernel image lie, and the addresses every kernel shares.

import { PAGE_SIZE } from "../core/units.ts";

export const PAGE_OFFSET = 0xc0000000;
/** Highest physical address the kernel maps by itself: 896 MiB. */
export const LOWMEM_END = 0x38000000;

/** Page numbers within the image. The last four exist in a PAE kernel only. */
export const IMAGE_PAGES = {
  startup: 0,
  text: 1,
  control: 2,
  data: 3,
  idt: 4,
  pgd: 5,
  kexecPgd: 6,
  kexecPte0: 7,
  kexecPte1: 8,
  kimage: 9,
  tasks: 10,
  devices: 12,
  log: 13,
  stack: 14,
  pmd: 16,
  pmdLow: 17,
  kexecPmd0: 18,
  kexecPmd1: 19,
} as const;
export type ImagePageName = keyof typeof IMAGE_PAGES;

export const imagePageCount = (pae: boolean): number => (pae ? 20 : 16);
export const imagePage = (base: number, page: ImagePageName): number => base + IMAGE_PAGES[page] * PAGE_SIZE;
