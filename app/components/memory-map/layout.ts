// Where each frame has its cell: rows of a power of two, or Hilbert squares; and how large a cell can be in a box.

import { hilbertCell, hilbertDistance, type Cell } from "./hilbert.ts";

export type LayoutKind = "rows" | "hilbert";

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

export const layoutOf = (kind: LayoutKind, frames: number, box: Box, pixelRatio: number): MapLayout =>
  kind === "rows" ? rowsLayout(frames, box, pixelRatio) : hilbertLayout(frames, box, pixelRatio);

/** Frame number of every cell in reading order, for the layouts in which it is not the cell's own number. */
export function cellOrder(layout: MapLayout): Uint32Array | undefined {
  if (layout.kind === "rows") return undefined;
  const order = new Uint32Array(layout.cols * layout.rows).fill(0xffffffff);
  for (let pfn = 0; pfn < layout.frames; pfn++) {
    const { col, row } = layout.cellOf(pfn);
    order[row * layout.cols + col] = pfn;
  }
  return order;
}
