// Blocks of the disk with a checksum each: nobody uses a page that is not as it was written. The checksums lie in blocks of
// their own, and have a checksum too.

import { DISK } from "../../devices/registers.ts";
import { crc32 } from "../../core/crc32.ts";
import { hex32 } from "../../core/hex.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { transfer } from "../file-system.ts";
import type { Kernel } from "../kernel.ts";
import type { Work } from "../step.ts";
import type { Buffer } from "./buffer.ts";
import { CHECKSUMS_PER_BLOCK } from "./image-format.ts";

export interface Checksums {
  /** First block of them. */
  readonly first: number;
  /** Blocks that they are for. */
  readonly count: number;
  /** CRC-32 of the checksum blocks. */
  readonly crc: number;
}

/** Through the first frame of the buffer; a sentence where they are not what was written. */
export function* readChecksums(
  kernel: Kernel,
  { first, count, crc }: Checksums,
  { frame }: Buffer,
): Work<Uint32Array | string> {
  const { memory } = kernel;
  const checksums = new Uint32Array(count);
  let found = 0;
  for (let done = 0; done < count; done += CHECKSUMS_PER_BLOCK) {
    const block = first + done / CHECKSUMS_PER_BLOCK;
    const failed = yield* transfer(kernel, DISK.read, block, frame * PAGE_SIZE);
    if (failed !== undefined) return `block ${block} cannot be read`;
    found = crc32(memory.bytes(frame), found);
    checksums.set(memory.words(frame).subarray(0, Math.min(CHECKSUMS_PER_BLOCK, count - done)), done);
  }
  return found === crc ? checksums : "its checksums are damaged";
}

/** What a read is called as a step. */
export interface ReadPoint {
  readonly step: string;
  readonly title: string;
}

/** Of an image's blocks. */
export const IMAGE_READ: ReadPoint = { step: "restore/read", title: "blocks of the image" };

/** Reads such blocks into a buffer, and holds each to its checksum. */
export class BlockReader {
  private readonly kernel: Kernel;
  private readonly point: ReadPoint;
  private readonly first: number;
  private readonly checksums: Uint32Array;
  private readonly buffer: Buffer;

  /** `first`: the block that the first checksum is for. */
  constructor(kernel: Kernel, point: ReadPoint, first: number, checksums: Uint32Array, buffer: Buffer) {
    this.kernel = kernel;
    this.point = point;
    this.first = first;
    this.checksums = checksums;
    this.buffer = buffer;
  }

  /** As many blocks from this one on as the buffer takes; answers with how many, or what is wrong. */
  *read(block: number): Work<number | string> {
    const { kernel, checksums, buffer } = this;
    const count = Math.min(buffer.count, checksums.length - block);
    const first = this.first + block;
    const failed = yield* kernel.step(this.point.step, { title: this.point.title, fails: ["EIO"] }, () =>
      transfer(kernel, DISK.read, first, buffer.frame * PAGE_SIZE, count),
    );
    if (failed !== undefined) return `block ${first} cannot be read`;
    for (let i = 0; i < count; i++) {
      const crc = crc32(kernel.memory.bytes(buffer.frame + i));
      const expected = checksums[block + i] ?? 0;
      if (crc !== expected)
        return `block ${first + i} is damaged (checksum ${hex32(crc)}, expected ${hex32(expected)})`;
    }
    return count;
  }
}
