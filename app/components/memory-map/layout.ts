// Where each frame has its cell: rows of a power of two, Hilbert squares, or bands of one class each; and how large a
// cell can be in a box.

import type { FrameClass } from "../../sim/api.ts";
import { hilbertCell, hilbertDistance, type Cell } from "./hilbert.ts";
import { groupsOf, placed } from "./owner-order.ts";

export type LayoutKind = "rows" | "hilbert" | "owner";

export interface Box {
  readonly width: number;
  readonly height: number;
}

export interface MapLayout {
  readonly kind: LayoutKind;
  readonly frames: number;
  readonly cols: number;
  readonly rows: number;
  /** Size of a cell in CSS pixels while nothing is zoomed. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** False when low addresses are at the bottom. */
  readonly lowFirst: boolean;
  /** Of a layout by owner: the first row of each class. */
  readonly bands?: readonly { readonly class: FrameClass; readonly row: number }[];
  /** Frame number of every cell in reading order, where the layout keeps it anyway. */
  readonly order?: Uint32Array;
  cellOf(pfn: number): Cell;
  /** The frame of a cell; undefined for a cell after the last frame. */
  frameAt(cell: Cell): number | undefined;
}

/** Whole device pixels look calmer; they are taken when that costs little of the box. */
const KEEP = 0.95;
function snapped(size: number, pixelRatio: number): number {
  const device = size * pixelRatio;
  const whole = Math.floor(device);
  return whole >= 1 && whole / device >= KEEP ? whole / pixelRatio : size;
}

/** The power of two of columns whose cells have the longest short side. */
export function bestColumns(frames: number, box: Box): number {
  let best = 1;
  let bestSide = 0;
  for (let cols = 1; cols <= frames; cols *= 2) {
    const side = Math.min(box.width / cols, box.height / Math.ceil(frames / cols));
    if (side > bestSide) [best, bestSide] = [cols, side];
  }
  return best;
}

export function rowsLayout(frames: number, box: Box, pixelRatio: number): MapLayout {
  const cols = bestColumns(frames, box);
  const rows = Math.ceil(frames / cols);
  return {
    kind: "rows",
    frames,
    cols,
    rows,
    lowFirst: true,
    cellWidth: snapped(box.width / cols, pixelRatio),
    cellHeight: snapped(box.height / rows, pixelRatio),
    cellOf: (pfn) => ({ col: pfn % cols, row: Math.floor(pfn / cols) }),
    frameAt({ col, row }) {
      const pfn = row * cols + col;
      return col < 0 || row < 0 || col >= cols || pfn >= frames ? undefined : pfn;
    },
  };
}

/** As few whole squares as cover the frames, beside or below each other, whichever leaves larger cells. */
export function hilbertLayout(frames: number, box: Box, pixelRatio: number): MapLayout {
  const order = Math.floor(Math.log2(Math.max(1, frames)) / 2);
  const side = 2 ** order;
  const squares = Math.ceil(frames / (side * side));
  const beside = Math.min(box.width / (side * squares), box.height / side);
  const below = Math.min(box.width / side, box.height / (side * squares));
  const across = beside >= below ? squares : 1;
  const cols = side * across;
  const rows = side * (squares / across);
  const size = snapped(Math.min(box.width / cols, box.height / rows), pixelRatio);
  return {
    kind: "hilbert",
    frames,
    cols,
    rows,
    lowFirst: true,
    cellWidth: size,
    cellHeight: size,
    cellOf(pfn) {
      const square = Math.floor(pfn / (side * side));
      const { col, row } = hilbertCell(order, pfn % (side * side));
      return across > 1 ? { col: col + square * side, row } : { col, row: row + square * side };
    },
    frameAt({ col, row }) {
      if (col < 0 || row < 0 || col >= cols || row >= rows) return undefined;
      const square = across > 1 ? Math.floor(col / side) : Math.floor(row / side);
      const pfn = square * side * side + hilbertDistance(order, { col: col % side, row: row % side });
      return pfn >= frames ? undefined : pfn;
    },
  };
}

/** The columns for bands that each begin in a row of their own. */
function bandColumns(counts: readonly number[], box: Box): number {
  const rowsFor = (cols: number): number => counts.reduce((sum, count) => sum + Math.ceil(count / cols), 0);
  let best = 1;
  let bestSide = 0;
  const frames = counts.reduce((sum, count) => sum + count, 0);
  for (let cols = 1; cols <= frames; cols *= 2) {
    const side = Math.min(box.width / cols, box.height / rowsFor(cols));
    if (side > bestSide) [best, bestSide] = [cols, side];
  }
  return best;
}

/** Frames of one class together, in the order of memory. The pages of the exchange stand first: they are few. */
export function ownerLayout(classes: Uint8Array, box: Box, pixelRatio: number): MapLayout {
  const frames = classes.length;
  const groups = groupsOf(classes);
  const cols = bandColumns(
    groups.map(({ count }) => count),
    box,
  );
  const { order, cells, bands, rows } = placed(classes, groups, cols);
  return {
    kind: "owner",
    frames,
    cols,
    rows,
    lowFirst: true,
    bands,
    order,
    cellWidth: snapped(box.width / cols, pixelRatio),
    cellHeight: snapped(box.height / rows, pixelRatio),
    cellOf(pfn) {
      const cell = cells[pfn] ?? 0;
      return { col: cell % cols, row: Math.floor(cell / cols) };
    },
    frameAt({ col, row }) {
      if (col < 0 || row < 0 || col >= cols || row >= rows) return undefined;
      const pfn = order[row * cols + col];
      return pfn === undefined || pfn === NO_CELL ? undefined : pfn;
    },
  };
}

/** Upside down: the last row at the top. */
function flipped(layout: MapLayout): MapLayout {
  const turn = ({ col, row }: Cell): Cell => ({ col, row: layout.rows - 1 - row });
  return {
    ...layout,
    lowFirst: false,
    cellOf: (pfn) => turn(layout.cellOf(pfn)),
    frameAt: (cell) => layout.frameAt(turn(cell)),
  };
}

interface LayoutOptions {
  readonly lowFirst?: boolean;
  /** Needed where frames are placed by what they hold. */
  readonly classes?: Uint8Array;
}

export function layoutOf(
  kind: LayoutKind,
  frames: number,
  box: Box,
  pixelRatio: number,
  { lowFirst = true, classes = new Uint8Array(frames) }: LayoutOptions = {},
): MapLayout {
  if (kind === "owner") return ownerLayout(classes, box, pixelRatio);
  const layout = kind === "rows" ? rowsLayout(frames, box, pixelRatio) : hilbertLayout(frames, box, pixelRatio);
  return lowFirst ? layout : flipped(layout);
}

/** Stands in an order for a cell without a frame. */
export const NO_CELL = 0xffffffff;

/** Frame number of every cell in reading order, for the layouts in which it is not the cell's own number. */
export function cellOrder(layout: MapLayout): Uint32Array | undefined {
  if (layout.order !== undefined) return layout.order;
  if (layout.kind === "rows" && layout.lowFirst) return undefined;
  const order = new Uint32Array(layout.cols * layout.rows).fill(NO_CELL);
  for (let pfn = 0; pfn < layout.frames; pfn++) {
    const { col, row } = layout.cellOf(pfn);
    order[row * layout.cols + col] = pfn;
  }
  return order;
}

/** Do two layouts put every frame in the same cell? */
export const samePlaces = (a: MapLayout, b: MapLayout): boolean =>
  a === b ||
  (a.kind === b.kind && a.kind !== "owner" && a.frames === b.frames && a.cols === b.cols && a.lowFirst === b.lowFirst);
