// Branded address spaces. The only place where a bare number becomes an address; shifts live here and nowhere else.

declare const brand: unique symbol;
type Brand<Name extends string> = number & { readonly [brand]: Name };

/** Byte address in physical memory, 0 to 2^32 - 1. */
export type PhysAddr = Brand<"PhysAddr">;
/** Byte address before paging (segment base already added), 0 to 2^32 - 1. */
export type LinAddr = Brand<"LinAddr">;
/** Page frame number: physical address divided by 4096. */
export type Pfn = Brand<"Pfn">;

export const PAGE_SHIFT = 12;
export const PAGE_SIZE = 4096;
export const WORDS_PER_PAGE = PAGE_SIZE / 4;

export const physAddr = (value: number): PhysAddr => (value >>> 0) as PhysAddr;
export const linAddr = (value: number): LinAddr => (value >>> 0) as LinAddr;
export const pfn = (value: number): Pfn => value as Pfn;

export const pfnOf = (address: PhysAddr): Pfn => (address >>> PAGE_SHIFT) as Pfn;
export const addrOf = (frame: Pfn): PhysAddr => ((frame << PAGE_SHIFT) >>> 0) as PhysAddr;
export const pageOffset = (address: number): number => address & (PAGE_SIZE - 1);
export const addBytes = <A extends PhysAddr | LinAddr>(address: A, bytes: number): A =>
  ((address + bytes) >>> 0) as A;
export const isPageAligned = (address: number): boolean => (address & (PAGE_SIZE - 1)) === 0;
export const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE_SIZE);
