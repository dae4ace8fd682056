// A kernel's own page tables: low memory at PAGE_OFFSET in large pages, and the image at its physical address for
// start-up. Two levels with 4 MiB pages, or PAE with three levels and 2 MiB pages.

import { PAGE_SIZE } from "../core/units.ts";
import { imagePage, imagePageCount, LOWMEM_END, PAGE_OFFSET, type ImagePageName } from "./image-pages.ts";
import type { Errno } from "./kimage.ts";
import type { Kernel } from "./kernel.ts";
import type { PageAllocator } from "./page-alloc.ts";
import { op, type Work } from "./step.ts";

/** present, writable, accessed, dirty, large, global */
const LARGE_PAGE = 0x1e3;
/** present, writable, accessed, dirty, global */
const SMALL_PAGE = 0x163;
const TABLE = 0x67;
const PRESENT = 1;
const LARGE = 0x80;
/** In the high half of an entry with PAE: the page holds no code. */
const NO_EXECUTE = 0x80000000;
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
  const executable = new Set(identityIndices(base, pae));
  for (let i = 0; i < count; i++) {
    put(kernel, (kernelIndex + i) * entryBytes, i * largeBytes + LARGE_PAGE);
    if (pae && !executable.has(i)) put(kernel, (kernelIndex + i) * entryBytes + 4, NO_EXECUTE);
  }
  for (const index of identityIndices(base, pae)) put(identity, index * entryBytes, index * largeBytes + LARGE_PAGE);
}

/** Has the kernel pages that cannot be executed: with PAE, the page that holds its own image is the only one that can. */
export const hasNoExecute = (kernel: Kernel): boolean => kernel.pae;

/**
 * Makes a frame executable in the kernel's mapping. The large page around it is split into small ones first, which takes
 * a frame for their table. ENOMEM where there is none.
 */
export function* makeExecutable(
  kernel: Kernel,
  frame: number,
  pages: PageAllocator,
  fn: string,
): Work<Errno | undefined> {
  const { memory } = kernel;
  const perLarge = PAE.largeBytes / PAGE_SIZE;
  const first = frame - (frame % perLarge);
  const entry = kernel.page("pmd") + (first / perLarge) * PAE.entryBytes;
  if ((memory.read32(entry + 4) & NO_EXECUTE) !== 0 && (memory.read32(entry) & LARGE) !== 0) {
    const table = pages.low();
    if (table === undefined) return "ENOMEM";
    memory.claim(table, kernel.family);
    for (let i = 0; i < perLarge; i++) {
      memory.write32(table * PAGE_SIZE + i * PAE.entryBytes, (first + i) * PAGE_SIZE + SMALL_PAGE);
      memory.write32(table * PAGE_SIZE + i * PAE.entryBytes + 4, NO_EXECUTE);
    }
    memory.write32(entry, (table * PAGE_SIZE) | TABLE);
    memory.write32(entry + 4, 0);
    yield op(`${fn}: the large page around frame {a:pfn} is split, table in frame {b:pfn}`, frame, table);
  }
  const word = memory.read32(entry);
  if ((word & PRESENT) !== 0 && (word & LARGE) === 0) {
    memory.write32((word & ~(PAGE_SIZE - 1)) + (frame % perLarge) * PAE.entryBytes + 4, 0);
  }
  kernel.flushTlb();
  yield op(`${fn}: frame {a:pfn} may be executed, TLB emptied`, frame);
  return undefined;
}

/** The way back of makeExecutable: the large page stays split. */
export function* makeNotExecutable(kernel: Kernel, frame: number, fn: string): Work {
  const { memory } = kernel;
  const perLarge = PAE.largeBytes / PAGE_SIZE;
  const word = memory.read32(kernel.page("pmd") + Math.floor(frame / perLarge) * PAE.entryBytes);
  if ((word & PRESENT) !== 0 && (word & LARGE) === 0) {
    memory.write32((word & ~(PAGE_SIZE - 1)) + (frame % perLarge) * PAE.entryBytes + 4, NO_EXECUTE);
  }
  kernel.flushTlb();
  yield op(`${fn}: frame {a:pfn} holds no code any more, TLB emptied`, frame);
}

/** zap_low_mappings: the identity mapping of start-up goes, from the TLB too. */
export function zapLowMappings(kernel: Kernel): void {
  const { identity, entryBytes } = kernel.pae ? PAE : TWO_LEVELS;
  for (const index of identityIndices(kernel.base, kernel.pae)) {
    kernel.memory.write32(kernel.page(identity) + index * entryBytes, 0);
  }
  kernel.flushTlb();
}
