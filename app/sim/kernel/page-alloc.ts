// The page allocator: state in mem_map and two words of kernel data, all in RAM. Hands out the lowest free frame after
// the last one it gave, high memory first for pages the kernel need not map.

import { PAGE_SHIFT } from "../core/units.ts";
import { LOWMEM_END } from "./image-pages.ts";
import type { Kernel } from "./kernel.ts";
import { offsetOf } from "./struct.ts";
import { PAGE, PG_ALLOCATED, PG_KEXEC_DEST, PG_RESERVED } from "./layouts.ts";

const FLAGS = offsetOf(PAGE, "flags");
const COUNT = offsetOf(PAGE, "_count");
const LOWMEM_PFN = LOWMEM_END >>> PAGE_SHIFT;
const NO_FRAME = -1;

export class PageAllocator {
  private readonly kernel: Kernel;
  private readonly memMap: number;
  private readonly first: number;
  private readonly end: number;
  /** Frames handed out by this allocator, in order; some may have been freed since, and handed out again. */
  private readonly taken: number[] = [];

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.memMap = kernel.data.get("mem_map");
    this.first = kernel.data.get("mem_first");
    this.end = kernel.data.get("mem_end");
  }

  /** A free frame the kernel can map, or undefined: ENOMEM. */
  low(): number | undefined {
    return this.take("next_free", this.first, Math.min(this.end, LOWMEM_PFN));
  }

  /** A free frame, high memory first. */
  any(): number | undefined {
    return this.take("next_free_high", Math.max(this.first, LOWMEM_PFN), this.end) ?? this.low();
  }

  /** Was it taken? A frame that this kernel does not manage is left alone. */
  free(frame: number): boolean {
    if (frame < this.first || frame >= this.end) return false;
    const taken = (this.flags(frame) & PG_ALLOCATED) !== 0;
    this.setFlags(frame, this.flags(frame) & ~(PG_ALLOCATED | PG_KEXEC_DEST));
    this.kernel.memory.write32(this.pageStruct(frame) + COUNT, 0);
    const cursor = frame < LOWMEM_PFN ? "next_free" : "next_free_high";
    if (frame < this.kernel.data.get(cursor)) this.kernel.data.set(cursor, frame);
    return taken;
  }

  /** Frees what this allocator has handed out and nobody has freed; answers with how many frames that were. */
  freeAll(): number {
    let freed = 0;
    for (const frame of this.taken) {
      if ((this.flags(frame) & PG_ALLOCATED) === 0) continue;
      this.free(frame);
      freed++;
    }
    return freed;
  }

  /** Marks a frame as parked for the segment that wants exactly it. */
  park(frame: number): void {
    this.setFlags(frame, this.flags(frame) | PG_KEXEC_DEST);
  }

  /** Takes a parked frame for its own destination; false if it is not parked. */
  unpark(frame: number): boolean {
    if (frame < this.first || frame >= this.end) return false;
    const flags = this.flags(frame);
    if ((flags & PG_KEXEC_DEST) === 0) return false;
    this.setFlags(frame, flags & ~PG_KEXEC_DEST);
    return true;
  }

  private take(cursor: "next_free" | "next_free_high", from: number, end: number): number | undefined {
    if (from >= end) return undefined;
    const start = Math.min(Math.max(this.kernel.data.get(cursor), from), end);
    let frame = this.search(start, end);
    if (frame === NO_FRAME) frame = this.search(from, start);
    if (frame === NO_FRAME) return undefined;
    this.setFlags(frame, this.flags(frame) | PG_ALLOCATED);
    this.kernel.memory.write32(this.pageStruct(frame) + COUNT, 1);
    this.kernel.data.set(cursor, frame + 1);
    this.taken.push(frame);
    return frame;
  }

  private search(from: number, end: number): number {
    for (let frame = from; frame < end; frame++) {
      if ((this.flags(frame) & (PG_ALLOCATED | PG_RESERVED)) === 0) return frame;
    }
    return NO_FRAME;
  }

  private pageStruct(frame: number): number {
    return this.memMap + (frame - this.first) * PAGE.size;
  }

  private flags(frame: number): number {
    return this.kernel.memory.read32(this.pageStruct(frame) + FLAGS);
  }

  private setFlags(frame: number, flags: number): void {
    this.kernel.memory.write32(this.pageStruct(frame) + FLAGS, flags);
  }
}
