// What kernels have left behind when they jumped, and what each image of A is of: A may be brought back from one that is not
// of its last jump.

import type { KernelName } from "../api.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import type { PlacedImage } from "../kernel/hibernation/placed-image.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { PAGE, PG_ALLOCATED, PG_RESERVED } from "../kernel/layouts.ts";
import { offsetOf } from "../kernel/struct.ts";
import type { ContentStore } from "../memory/content-store.ts";
import type { Machine } from "./machine.ts";

export interface Departure {
  /** Contents of all frames. */
  readonly table: Uint32Array;
  readonly t: number;
}

export interface LeftBehind {
  readonly departure?: Departure;
  /** Of the processor, as the kernel has saved it. */
  readonly context?: Int32Array;
  /** Head word of the image it has loaded, as it was when it asked for its jump. */
  readonly head?: number;
}

const copyOf = (left: LeftBehind): LeftBehind => {
  const { departure } = left;
  return departure === undefined ? left : { ...left, departure: { ...departure, table: departure.table.slice() } };
};

export class LeftBehinds {
  private readonly kernels = new Map<KernelName, LeftBehind>();
  /** What kernel A had left, by the sequence of the image that was made of it. */
  private readonly images = new Map<number, LeftBehind>();

  of(kernel: KernelName): LeftBehind {
    return this.kernels.get(kernel) ?? {};
  }

  note(kernel: KernelName, what: LeftBehind): void {
    this.kernels.set(kernel, { ...this.of(kernel), ...what });
  }

  /** An image of A is valid: what becomes of A and its memory from now on is nothing to it. */
  imageMade(sequence: number): void {
    this.images.set(sequence, copyOf(this.of("A")));
  }

  /** A comes back from an image; one that was valid before anybody noted it is of A's last jump. */
  imageTaken(sequence: number): void {
    this.kernels.set("A", copyOf(this.images.get(sequence) ?? this.of("A")));
  }

  /** Of the kernels that ran, only what A has left behind can come back. */
  powerGone(): void {
    for (const letter of this.kernels.keys()) if (letter !== "A") this.kernels.delete(letter);
  }
}

/** Of another run: A's memory as an image has it that was brought; what is in no image is the firmware's, or nobody's. */
export function broughtDeparture({ memory, firmware }: Machine, { pages }: PlacedImage): Departure {
  const table = memory.frames.slice();
  for (const [frame, content] of firmware?.reserved ?? []) table[frame] = content;
  for (const [frame, content] of pages) table[frame] = content;
  return { table, t: -1 };
}

/** Words of memory as a table of contents has it. */
export const wordsOf =
  (table: Uint32Array, store: ContentStore) =>
  (address: number): number =>
    store.words(table[address >>> PAGE_SHIFT] ?? 0)[(address & (PAGE_SIZE - 1)) >>> 2] ?? 0;

/** Frames that a kernel's mem_map calls free, as the kernel has left it; those that it does not manage are not free. */
export function freeFrames(kernel: Kernel, { table }: Departure, store: ContentStore): (frame: number) => boolean {
  const word = wordsOf(table, store);
  const { data } = kernel;
  const [map, first, end] = [word(data.where("mem_map")), word(data.where("mem_first")), word(data.where("mem_end"))];
  const flags = map + offsetOf(PAGE, "flags") - first * PAGE.size;
  const used = PG_ALLOCATED | PG_RESERVED;
  return (frame) => frame >= first && frame < end && (word(flags + frame * PAGE.size) & used) === 0;
}
