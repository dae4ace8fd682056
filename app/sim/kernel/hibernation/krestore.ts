// krestore: kernel C writes the pages of an image through old memory, each into the frame that it came from.

import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import type { Kernel } from "../kernel.ts";
import { op, type Work } from "../step.ts";
import type { Buffer } from "./buffer.ts";
import type { Whole } from "./check-image.ts";
import { BlockReader, IMAGE_READ } from "./checked-blocks.ts";

/** Answers with what is wrong with the image, after all. */
export function* krestore(kernel: Kernel, whole: Whole, buffer: Buffer): Work<string | undefined> {
  const { found, core, headBlocks, checksums } = whole;
  const reader = new BlockReader(kernel, IMAGE_READ, found.header.fileBlock, checksums, buffer);
  const frames = core.loads.flatMap(({ paddr, bytes }) =>
    Array.from({ length: bytes / PAGE_SIZE }, (_, i) => (paddr >>> PAGE_SHIFT) + i),
  );
  for (let page = 0; page < frames.length;) {
    const count = yield* reader.read(headBlocks + page);
    if (typeof count === "string") return count;
    for (let i = 0; i < count; i++) {
      const frame = frames[page + i] ?? 0;
      kernel.memory.transfer(frame, buffer.frame + i);
      yield op("krestore: page {b:dec} of the image into frame {a:pfn} of old memory", frame, page + i + 1);
    }
    page += count;
  }
  return undefined;
}
