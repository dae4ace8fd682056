// A kernel's own page tables: low memory at PAGE_OFFSET in large pages, and the image at its physical address for
// start-up. Two levels with 4 MiB pages, or PAE with three levels and 2 MiB pages.

import { PAGE_SIZE } from "../core/units.ts";
import { imagePage, imagePageCount, LOWMEM_END, PAGE_OFFSET, type ImagePageName } from "./image-pages.ts";
import type { Kernel } from "./kernel.ts";

/** present, writable, accessed, dirty, large, global */
const LARGE_PAGE = 0x1e3;
/** The only bit of a page directory pointer. */
const PDPTE_PRESENT = 1;
const KERNEL_PDPTE = PAGE_OFFSET >>> 30;

interface Shape {
  readonly largeBytes: number;
  readonly entryBytes: number;
  /** Tables with the large pages of the kernel's range and of the identity mapping. */
  readonly kernel: ImagePageName;
  readonly identity: ImagePageName;
  /** Index of the kernel's range in its table. */
  readonly kernelIndex: number;
}

const TWO_LEVELS: Shape = { largeBytes: 0x400000, entryBytes: 4, kernel: "pgd", identity: "pgd", kernelIndex: 768 };
const PAE: Shape = { largeBytes: 0x200000, entryBytes: 8, kernel: "pmd", identity: "pmdLow", kernelIndex: 0 };

type Put = (page: ImagePageName, offset: number, word: number) => void;

/** Indices, in the table of the identity mapping, of the large pages that hold the image. */
function identityIndices(base: number, pae: boolean): number[] {
  const { largeBytes } = pae ? PAE : TWO_LEVELS;
  const first = Math.floor(base / largeBytes);
  const last = Math.floor((base + imagePageCount(pae) * PAGE_SIZE - 1) / largeBytes);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

export function fillPageTables(base: number, memoryBytes: number, pae: boolean, put: Put): void {
  const { largeBytes, entryBytes, kernel, identity, kernelIndex } = pae ? PAE : TWO_LEVELS;
  if (pae) {
    put("pgd", KERNEL_PDPTE * 8, imagePage(base, "pmd") | PDPTE_PRESENT);
    put("pgd", 0, imagePage(base, "pmdLow") | PDPTE_PRESENT);
  }
  const count = Math.ceil(Math.min(memoryBytes, LOWMEM_END) / largeBytes);
  for (let i = 0; i < count; i++) put(kernel, (kernelIndex + i) * entryBytes, i * largeBytes + LARGE_PAGE);
  for (const index of identityIndices(base, pae)) put(identity, index * entryBytes, index * largeBytes + LARGE_PAGE);
}

/** zap_low_mappings: the identity mapping of start-up goes, from the TLB too. */
export function zapLowMappings(kernel: Kernel): void {
  const { identity, entryBytes } = kernel.pae ? PAE : TWO_LEVELS;
  for (const index of identityIndices(kernel.base, kernel.pae)) {
    kernel.memory.write32(kernel.page(identity) + index * entryBytes, 0);
  }
  kernel.flushTlb();
}
