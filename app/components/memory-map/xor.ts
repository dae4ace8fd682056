// The map of a comparison: frames that are equal in both runs step back, so that what differs is all there is to see.

import { CLASS_MASK, FRAME_CLASSES, type Comparison } from "../../sim/api.ts";

/** Set in a map byte of a frame that holds the same bytes in both runs. */
export const EQUAL = 0x40;

/** Set where it does not: such a frame is seen whatever its class, also where nobody has touched it in this run. */
export const DIFFERS = 0x80;

export function masked(classes: Uint8Array, { map }: Comparison): Uint8Array {
  return classes.map((byte, pfn) => byte | ((map[pfn] ?? 0) === 0 ? EQUAL : DIFFERS));
}

/** Frames per class that differ, in the order of FRAME_CLASSES. */
export function differingByClass(classes: Uint8Array, { map }: Comparison): readonly number[] {
  const counts = FRAME_CLASSES.map(() => 0);
  for (const [pfn, relation] of map.entries()) {
    if (relation === 0) continue;
    const at = (classes[pfn] ?? 0) & CLASS_MASK;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
