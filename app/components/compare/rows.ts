// The rows of the table of frames: those that differ one by one, those that are equal in runs of neighbours.

import type { Comparison, FrameDifference } from "../../sim/api.ts";

export type FrameRow =
  | { readonly kind: "differs"; readonly difference: FrameDifference }
  /** Half-open. */
  | { readonly kind: "equal"; readonly from: number; readonly to: number };

/** In the order of memory; without the equal ones where only differences are wanted. */
export function rowsOf(
  { frames, map, differing }: Pick<Comparison, "frames" | "map" | "differing">,
  only: boolean,
): readonly FrameRow[] {
  const rows: FrameRow[] = [];
  let next = 0;
  const equalUpTo = (to: number): void => {
    if (!only && to > next) rows.push({ kind: "equal", from: next, to });
  };
  for (const difference of frames) {
    equalUpTo(difference.pfn);
    rows.push({ kind: "differs", difference });
    next = difference.pfn + 1;
  }
  // Beyond the last difference that is told of, more may differ.
  if (frames.length === differing) equalUpTo(map.length);
  return rows;
}
