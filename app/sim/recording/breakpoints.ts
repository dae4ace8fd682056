// Running to the next or previous place that a breakpoint names.

import type { Breakpoint, BreakpointHit, Position } from "../api.ts";
import type { Cursor } from "./cursor.ts";
import { firstWriteFrom, lastWriteBefore } from "./writes.ts";

/** The nearest hit strictly after (or before) `from`. A write is hit when the operation that makes it is complete. */
export function runTo(
  cursor: Cursor,
  from: Position,
  direction: 1 | -1,
  breakpoints: readonly Breakpoint[],
): BreakpointHit | undefined {
  let nearest: { t: number; breakpoint: Breakpoint } | undefined;
  for (const breakpoint of breakpoints) {
    const t = hitOf(cursor, from.t, direction, breakpoint);
    if (t === undefined) continue;
    if (nearest === undefined || (direction === 1 ? t < nearest.t : t > nearest.t)) nearest = { t, breakpoint };
  }
  return nearest === undefined ? undefined : { at: { t: nearest.t, sub: 0 }, breakpoint: nearest.breakpoint };
}

function hitOf(cursor: Cursor, t: number, direction: 1 | -1, breakpoint: Breakpoint): number | undefined {
  const { recording } = cursor;
  if (breakpoint.kind === "phase") {
    const begins = recording.phases.filter((phase) => phase.id === breakpoint.id).map((phase) => phase.from);
    return direction === 1 ? begins.find((begin) => begin > t) : begins.findLast((begin) => begin < t);
  }
  if (breakpoint.pfn < 0 || breakpoint.pfn >= recording.frameCount) return undefined;
  const write =
    direction === 1 ? firstWriteFrom(cursor, breakpoint.pfn, t) : lastWriteBefore(cursor, breakpoint.pfn, t - 1);
  return write === undefined ? undefined : write.t + 1;
}
