// How two maps are drawn beside or over each other: where the cells are, and which colour each gets.

import { AWAY_FROM_HOME, CLASS_MASK, FRAME_CLASSES, FRAME_RELATIONS, type FrameClass } from "../../sim/api.ts";

export interface Grid {
  readonly frames: number;
  readonly cols: number;
  readonly rows: number;
  /** Pixels. */
  readonly cell: number;
  /** Frames that share a cell where there are more frames than pixels. */
  readonly each: number;
}

/** The largest square cells that fit. */
export function gridOf(frames: number, width: number, height: number): Grid {
  const room = Math.max(1, Math.floor(width) * Math.floor(height));
  const each = Math.max(1, Math.ceil(frames / room));
  const cells = Math.ceil(frames / each);
  let cell = Math.max(1, Math.floor(Math.sqrt(room / cells)));
  while (cell > 1 && Math.floor(width / cell) * Math.floor(height / cell) < cells) cell--;
  const cols = Math.max(1, Math.floor(width / cell));
  return { frames, cols, rows: Math.ceil(cells / cols), cell, each };
}

/** The first frame of the cell at a point; undefined beside the map. */
export function frameAtPoint({ frames, cols, cell, each }: Grid, x: number, y: number): number | undefined {
  const [col, row] = [Math.floor(x / cell), Math.floor(y / cell)];
  if (col < 0 || col >= cols || row < 0) return undefined;
  const frame = (row * cols + col) * each;
  return frame < frames ? frame : undefined;
}

const RANK = FRAME_RELATIONS.map((relation) => ["=", "-", "+", "~"].indexOf(relation));

/** The frame that speaks for a cell: the first that differs most. */
export function speaker(map: Uint8Array, first: number, each: number): number {
  let best = first;
  for (let frame = first; frame < Math.min(map.length, first + each); frame++)
    if ((RANK[map[frame] ?? 0] ?? 0) > (RANK[map[best] ?? 0] ?? 0)) best = frame;
  return best;
}

export const CLASS_TOKENS: Readonly<Record<FrameClass, string>> = {
  untouched: "--frame-untouched",
  kernelA: "--frame-kernel-a",
  kernelB: "--frame-kernel-b",
  kernelC: "--frame-kernel-c",
  control: "--frame-control",
  list: "--frame-list",
  swap: "--frame-swap",
  reserved: "--frame-reserved",
  fault: "--frame-fault",
};

export const classOf = (byte: number): FrameClass => FRAME_CLASSES[byte & CLASS_MASK] ?? "untouched";
export const isAway = (byte: number): boolean => (byte & AWAY_FROM_HOME) !== 0;

/** Frames of each relation, in the order of FRAME_RELATIONS. */
export function relationCounts(map: Uint8Array): readonly number[] {
  const counts = FRAME_RELATIONS.map(() => 0);
  for (const code of map) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
