// Runs of neighbouring frames of one class: the map as a table.

import { AWAY_FROM_HOME, CLASS_MASK, FRAME_CLASSES, type Extent } from "../api.ts";

export function extentsOf(classes: Uint8Array, from: number, count: number): { total: number; rows: Extent[] } {
  const rows: Extent[] = [];
  let total = 0;
  for (let start = 0; start < classes.length;) {
    const kind = (classes[start] ?? 0) & (CLASS_MASK | AWAY_FROM_HOME);
    let end = start + 1;
    while (end < classes.length && ((classes[end] ?? 0) & (CLASS_MASK | AWAY_FROM_HOME)) === kind) end++;
    if (total >= from && rows.length < count) {
      rows.push({
        start,
        end,
        class: FRAME_CLASSES[kind & CLASS_MASK] ?? "untouched",
        away: (kind & AWAY_FROM_HOME) !== 0,
      });
    }
    total++;
    start = end;
  }
  return { total, rows };
}
