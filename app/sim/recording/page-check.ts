// Are frames as they were, but for bytes that may have changed?

import { PAGE_SIZE } from "../core/units.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";

/** Physical addresses, half-open. */
export type Stretch = readonly [from: number, to: number];

export interface PageCheck {
  /** Frames looked at. */
  readonly compared: number;
  /** Bytes that differ as they may. */
  readonly bytes: number;
  /** The first that may not. */
  readonly wrong?: { readonly address: number; readonly was: number; readonly is: number };
}

/** `before`: contents of all frames. `left`: one byte a frame, not 0 for those that are not looked at. */
export function checkPages(
  { frames, store }: PhysMemory,
  before: Uint32Array,
  left: Uint8Array,
  free: readonly Stretch[],
): PageCheck {
  let compared = 0;
  let bytes = 0;
  for (let frame = 0; frame < frames.length; frame++) {
    if (left[frame] !== 0) continue;
    compared++;
    const then = before[frame] ?? 0;
    const now = frames[frame] ?? 0;
    if (then === now) continue;
    const [old, fresh] = [store.bytesOf(then), store.bytesOf(now)];
    for (let i = 0; i < PAGE_SIZE; i++) {
      const was = old[i] ?? 0;
      const is = fresh[i] ?? 0;
      if (was === is) continue;
      const address = frame * PAGE_SIZE + i;
      if (!free.some(([from, to]) => address >= from && address < to)) {
        return { compared, bytes, wrong: { address, was, is } };
      }
      bytes++;
    }
  }
  return { compared, bytes };
}
