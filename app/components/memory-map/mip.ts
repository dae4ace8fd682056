// Map bytes in cell order, and their reduction when several frames share a pixel: the rarest class wins, so one
// control page among a million frames still shows.

import { CLASS_MASK, FRAME_CLASSES, type FrameClass } from "../../sim/api.ts";
import { EQUAL } from "./xor.ts";

/** From what must never be lost to what may be. */
const PRIORITY: readonly FrameClass[] = [
  "fault",
  "control",
  "swap",
  "list",
  "kernelC",
  "kernelB",
  "kernelA",
  "reserved",
  "untouched",
];

/** A cell after the last frame. */
export const NO_FRAME = 0xff;

/** By which the byte that stands for several is chosen. */
export const CLASS_RANK: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === NO_FRAME) return 0;
  if ((byte & EQUAL) !== 0) return 1;
  const name = FRAME_CLASSES[byte & CLASS_MASK];
  return name === undefined ? 0 : 2 * (PRIORITY.length - PRIORITY.indexOf(name)) + (byte > CLASS_MASK ? 1 : 0);
});

export interface CellBytes {
  readonly bytes: Uint8Array;
  readonly cols: number;
  readonly rows: number;
}

export function cellBytes(classes: Uint8Array, cols: number, rows: number, order: Uint32Array | undefined): CellBytes {
  if (order === undefined && classes.length === cols * rows) return { bytes: classes, cols, rows };
  const bytes = new Uint8Array(cols * rows).fill(NO_FRAME);
  if (order === undefined) bytes.set(classes);
  else for (let i = 0; i < order.length; i++) bytes[i] = classes[order[i] ?? 0] ?? NO_FRAME;
  return { bytes, cols, rows };
}

/** Halves both sides; an odd side keeps its last line. */
export function halve(from: CellBytes, rank: Uint8Array = CLASS_RANK): CellBytes {
  const winner = (a: number, b: number): number => ((rank[b] ?? 0) > (rank[a] ?? 0) ? b : a);
  const cols = Math.ceil(from.cols / 2);
  const rows = Math.ceil(from.rows / 2);
  const bytes = new Uint8Array(cols * rows);
  for (let row = 0; row < rows; row++) {
    const upper = row * 2 * from.cols;
    const lower = row * 2 + 1 < from.rows ? upper + from.cols : upper;
    for (let col = 0; col < cols; col++) {
      const left = col * 2;
      const right = left + 1 < from.cols ? left + 1 : left;
      bytes[row * cols + col] = winner(
        winner(from.bytes[upper + left] ?? NO_FRAME, from.bytes[upper + right] ?? NO_FRAME),
        winner(from.bytes[lower + left] ?? NO_FRAME, from.bytes[lower + right] ?? NO_FRAME),
      );
    }
  }
  return { bytes, cols, rows };
}

/** How often the map must be halved until a cell has at least one device pixel on its short side. */
export const mipLevel = (cellDevicePixels: number): number =>
  cellDevicePixels >= 1 ? 0 : Math.ceil(-Math.log2(cellDevicePixels) - 1e-9);

export function reduced(cells: CellBytes, level: number, rank: Uint8Array = CLASS_RANK): CellBytes {
  let result = cells;
  for (let i = 0; i < level; i++) result = halve(result, rank);
  return result;
}
