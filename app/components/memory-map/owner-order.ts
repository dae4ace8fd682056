// The order of frames by whose they are: one counting sort, so that a million frames cost some milliseconds.

import { CLASS_MASK, FRAME_CLASSES, type FrameClass } from "../../sim/api.ts";

/** The few that the exchange turns on first, then the kernels, then the rest. */
const ORDER: readonly FrameClass[] = [
  "fault",
  "control",
  "swap",
  "list",
  "kernelA",
  "kernelB",
  "kernelC",
  "reserved",
  "untouched",
];

export interface Group {
  readonly class: FrameClass;
  readonly code: number;
  readonly count: number;
}

/** The classes that there are. */
export function groupsOf(classes: Uint8Array): readonly Group[] {
  const counts = new Uint32Array(CLASS_MASK + 1);
  for (const byte of classes) counts[byte & CLASS_MASK] = (counts[byte & CLASS_MASK] ?? 0) + 1;
  return ORDER.map((name) => {
    const code = FRAME_CLASSES.indexOf(name);
    return { class: name, code, count: counts[code] ?? 0 };
  }).filter(({ count }) => count > 0);
}

export interface Placed {
  /** Frame of each cell, 0xffffffff where there is none. */
  readonly order: Uint32Array;
  /** Cell of each frame. */
  readonly cells: Uint32Array;
  readonly bands: readonly { readonly class: FrameClass; readonly row: number }[];
  readonly rows: number;
}

/** Each group begins in a row of its own. */
export function placed(classes: Uint8Array, groups: readonly Group[], cols: number): Placed {
  const next = new Uint32Array(CLASS_MASK + 1);
  const bands: { class: FrameClass; row: number }[] = [];
  let rows = 0;
  for (const { class: name, code, count } of groups) {
    bands.push({ class: name, row: rows });
    next[code] = rows * cols;
    rows += Math.ceil(count / cols);
  }
  const order = new Uint32Array(rows * cols).fill(0xffffffff);
  const cells = new Uint32Array(classes.length);
  for (let pfn = 0; pfn < classes.length; pfn++) {
    const code = (classes[pfn] ?? 0) & CLASS_MASK;
    const cell = next[code] ?? 0;
    next[code] = cell + 1;
    order[cell] = pfn;
    cells[pfn] = cell;
  }
  return { order, cells, bands, rows };
}
