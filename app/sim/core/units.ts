// Frames and bytes. Physical and linear addresses are unsigned 32-bit numbers; a pfn is a physical address divided by 4096.

export const PAGE_SHIFT = 12;
export const PAGE_SIZE = 4096;
export const WORDS_PER_PAGE = PAGE_SIZE / 4;

export const isPageAligned = (address: number): boolean => (address & (PAGE_SIZE - 1)) === 0;
export const pagesOf = (bytes: number): number => Math.ceil(bytes / PAGE_SIZE);
