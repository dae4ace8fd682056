// The checksum blocks of a whole file: one word for each of its blocks.

import { crc32 } from "../../core/crc32.ts";
import { PAGE_SIZE, pagesOf } from "../../core/units.ts";
import { CHECKSUMS_PER_BLOCK } from "./image-format.ts";

/** `file`: whole pages. */
export const checksumBlocks = (file: Uint8Array): readonly Uint8Array[] =>
  checksumPages(
    Uint32Array.from({ length: pagesOf(file.length) }, (_, i) =>
      crc32(file.subarray(i * PAGE_SIZE, (i + 1) * PAGE_SIZE)),
    ),
  );

/** Checksums as blocks of the disk, zeroes behind them. */
export function checksumPages(checksums: Uint32Array): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(checksums.length / CHECKSUMS_PER_BLOCK) }, (_, n) => {
    const page = new Uint8Array(PAGE_SIZE);
    const words = new DataView(page.buffer);
    checksums
      .subarray(n * CHECKSUMS_PER_BLOCK, (n + 1) * CHECKSUMS_PER_BLOCK)
      .forEach((crc, i) => words.setUint32(i * 4, crc, true));
    return page;
  });
}
