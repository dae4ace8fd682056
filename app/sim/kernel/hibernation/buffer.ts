// The buffer of a tool that reads or writes the disk: neighbouring frames, because one command takes neighbours.

import { DISK } from "../../devices/registers.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import type { Kernel } from "../kernel.ts";
import type { PageAllocator } from "../page-alloc.ts";

export interface Buffer {
  /** First frame. */
  readonly frame: number;
  readonly count: number;
}

/** The longest run of neighbours among as many frames as one command takes; the others go back. Undefined: ENOMEM. */
export function takeBuffer(pages: PageAllocator, most: number = DISK.mostBlocks): Buffer | undefined {
  const taken: number[] = [];
  while (taken.length < most) {
    const frame = pages.low();
    if (frame === undefined) break;
    taken.push(frame);
  }
  let best: Buffer | undefined;
  let run: Buffer | undefined;
  for (const frame of taken.toSorted((a, b) => a - b)) {
    run = run !== undefined && frame === run.frame + run.count ? { ...run, count: run.count + 1 } : { frame, count: 1 };
    if (best === undefined || run.count > best.count) best = run;
  }
  for (const frame of taken) if (best === undefined || !holds(best, frame)) pages.free(frame);
  return best;
}

const holds = ({ frame, count }: Buffer, other: number): boolean => other >= frame && other < frame + count;

/** Bytes at the start of a frame of the kernel's own, zeroes behind them. */
export function fillFrame(kernel: Kernel, frame: number, bytes: Uint8Array): void {
  const { memory } = kernel;
  memory.claim(frame, kernel.family);
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < PAGE_SIZE; at += 4) {
    const address = frame * PAGE_SIZE + at;
    const word = at + 4 <= bytes.length ? words.getUint32(at, true) : tail(bytes, at);
    if (memory.read32(address) !== word) memory.write32(address, word);
  }
}

const tail = (bytes: Uint8Array, at: number): number =>
  [0, 1, 2, 3].reduce((word, i) => (word | ((bytes[at + i] ?? 0) << (8 * i))) >>> 0, 0);
