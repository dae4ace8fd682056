// The other way back: kernel C passes the image to kexec_load, a segment for each of its ranges. One call takes sixteen; the
// multi-stage load of May 2008 goes on with as many calls as it needs.

import { PAGE_SIZE } from "../../core/units.ts";
import type { Kernel } from "../kernel.ts";
import { KEXEC_SEGMENT_MAX } from "../kexec-rules.ts";
import { type Errno, KEXEC_APPEND, type LoadRequest, type LoadSegment, sysKexecLoad } from "../kimage.ts";
import type { Work } from "../step.ts";
import type { Buffer } from "./buffer.ts";
import { nameOf, type Whole } from "./check-image.ts";
import { BlockReader, IMAGE_READ } from "./checked-blocks.ts";

/** Segments whose pages come from the disk when the kernel asks for them. */
function segmentsOf(kernel: Kernel, whole: Whole, buffer: Buffer): readonly LoadSegment[] {
  const { found, core, headBlocks, checksums } = whole;
  const reader = new BlockReader(kernel, IMAGE_READ, found.header.fileBlock, checksums, buffer);
  /** Blocks of the file that are in the buffer. */
  let [from, to] = [0, 0];
  let before = headBlocks;
  return core.loads.map(({ paddr, bytes }, index): LoadSegment => {
    const first = before;
    before += bytes / PAGE_SIZE;
    return {
      name: `range ${index + 1}`,
      mem: paddr,
      memsz: bytes,
      bufsz: bytes,
      content: (page) => kernel.memory.frames[buffer.frame + first + page - from] ?? 0,
      *fetch(page): Work<Errno | undefined> {
        const block = first + page;
        if (block >= from && block < to) return undefined;
        const count = yield* reader.read(block);
        if (typeof count === "string") {
          yield* kernel.printk(`kexec: ${nameOf(found)}: ${count}`);
          return "EIO";
        }
        [from, to] = [block, block + count];
        return undefined;
      },
    };
  });
}

/** No return to C: what its memory is for ends with the jump. */
export function* loadImage(
  kernel: Kernel,
  whole: Whole,
  buffer: Buffer,
  { stages, ...how }: Pick<LoadRequest, "halfOfMemory" | "prepare" | "cleanup"> & { readonly stages: boolean },
): Work<Errno | undefined> {
  const { entry } = whole.found.header;
  const all = segmentsOf(kernel, whole, buffer);
  const most = stages ? KEXEC_SEGMENT_MAX : all.length;
  for (let at = 0; at < all.length; at += most) {
    const segments = all.slice(at, at + most);
    const failed = yield* sysKexecLoad(kernel, { ...how, entry, segments, flags: at === 0 ? 0 : KEXEC_APPEND });
    if (failed !== undefined) return failed;
  }
  return undefined;
}
