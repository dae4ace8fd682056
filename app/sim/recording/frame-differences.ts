// Which frames of two machines of one size hold different bytes. The machines may share nothing but their making.

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
