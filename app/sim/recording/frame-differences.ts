// Which frames of two machines hold different bytes. The machines may share nothing but their making; where their sizes
// differ the common part is compared.

import { PAGE_SIZE } from "../core/units.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";

/** Offsets of the bytes that differ between the two contents of a frame. */
export function bytesDiffering(here: PhysMemory, there: PhysMemory, pfn: number): number[] {
  const [ours, theirs] = [here.bytes(pfn), there.bytes(pfn)];
  const offsets: number[] = [];
  for (let i = 0; i < PAGE_SIZE; i++) if (ours[i] !== theirs[i]) offsets.push(i);
  return offsets;
}

export function differingFrames(here: PhysMemory, there: PhysMemory): number[] {
  const found: number[] = [];
  for (let pfn = 0; pfn < Math.min(here.frameCount, there.frameCount); pfn++) {
    const hash = here.store.hash(here.frames[pfn] ?? 0);
    // a hash is of the recipe while a content is pristine: other hashes may still be the same bytes
    if (hash !== there.store.hash(there.frames[pfn] ?? 0) && bytesDiffering(here, there, pfn).length > 0)
      found.push(pfn);
  }
  return found;
}

/** Contents that are looked at byte by byte between two rests. */
const AT_ONCE = 256;
const PAIR = 2 ** 26;

/** What is known of contents of two stores: how many bytes of them differ. */
export class ContentPairs {
  private readonly known = new Map<number, number>();

  /** Bytes that differ in each frame of the common part where any do. Other questions may move both meanwhile. */
  *differing(here: PhysMemory, there: PhysMemory): Generator<void, ReadonlyMap<number, number>> {
    const found = new Map<number, number>();
    const open: (readonly [pfn: number, here: number, there: number])[] = [];
    const count = Math.min(here.frameCount, there.frameCount);
    for (let pfn = 0; pfn < count; pfn++) {
      const [a, b] = [here.frames[pfn] ?? 0, there.frames[pfn] ?? 0];
      if (here.store.hash(a) === there.store.hash(b)) continue;
      if (a >= here.store.lasting || b >= there.store.lasting) {
        // what a query has made is gone when the cursor moves
        const bytes = bytesDiffering(here, there, pfn).length;
        if (bytes > 0) found.set(pfn, bytes);
        continue;
      }
      const bytes = this.known.get(a * PAIR + b);
      if (bytes === undefined) open.push([pfn, a, b]);
      else if (bytes > 0) found.set(pfn, bytes);
    }
    for (let i = 0; i < open.length; i += AT_ONCE) {
      const marks = [here.store.mark(), there.store.mark()] as const;
      for (const [pfn, a, b] of open.slice(i, i + AT_ONCE)) {
        const bytes = this.bytes(here, there, a, b);
        if (bytes > 0) found.set(pfn, bytes);
      }
      // what was generated to be compared can be generated again
      here.store.takeBack(marks[0]);
      there.store.takeBack(marks[1]);
      yield;
    }
    return found;
  }

  private bytes({ store: ours }: PhysMemory, { store: theirs }: PhysMemory, a: number, b: number): number {
    const [here, there] = [ours.bytesOf(a), theirs.bytesOf(b)];
    let bytes = 0;
    for (let i = 0; i < PAGE_SIZE; i++) if (here[i] !== there[i]) bytes++;
    this.known.set(a * PAIR + b, bytes);
    return bytes;
  }
}
