// Moves of the frame cursor by key: by cell, by page of rows, to the next change of class.

import { CHANGED } from "../../sim/api.ts";
import type { MapLayout } from "./layout.ts";

export interface KeyPress {
  readonly key: string;
  readonly ctrl: boolean;
}

const CLASS_AND_TINT = 0xff & ~CHANGED;

/** First frame of the next run of one class, or of this run (then of the one before) going back. */
export function nextChange(classes: Uint8Array, from: number, direction: 1 | -1): number {
  const at = (pfn: number): number => (classes[pfn] ?? 0) & CLASS_AND_TINT;
  let pfn = from;
  if (direction === 1) {
    while (pfn < classes.length - 1 && at(pfn + 1) === at(from)) pfn++;
    return Math.min(pfn + 1, classes.length - 1);
  }
  if (pfn > 0) pfn--;
  const run = at(pfn);
  while (pfn > 0 && at(pfn - 1) === run) pfn--;
  return pfn;
}

const STEPS: Readonly<Record<string, readonly [cols: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  PageUp: [0, -16],
  PageDown: [0, 16],
};

/** The cursor after the key; undefined when the key does not move it. */
export function moveCursor(
  press: KeyPress,
  cursor: number,
  layout: MapLayout,
  classes: Uint8Array,
): number | undefined {
  if (press.key === "Home" || press.key === "End") return edge(press, cursor, layout);
  const step = STEPS[press.key];
  if (step === undefined) return undefined;
  const [cols, rows] = step;
  if (press.ctrl) return nextChange(classes, cursor, cols + rows > 0 ? 1 : -1);
  const { col, row } = layout.cellOf(cursor);
  const target = {
    col: Math.max(0, Math.min(layout.cols - 1, col + cols)),
    row: Math.max(0, Math.min(layout.rows - 1, row + rows)),
  };
  return layout.frameAt(target) ?? cursor;
}

function edge(press: KeyPress, cursor: number, layout: MapLayout): number {
  if (press.ctrl) return press.key === "Home" ? 0 : layout.frames - 1;
  const { row } = layout.cellOf(cursor);
  const col = press.key === "Home" ? 0 : layout.cols - 1;
  return layout.frameAt({ col, row }) ?? layout.frames - 1;
}
