// From cells to the screen and back: the only arithmetic between a frame and a pixel.

import type { Cell } from "./hilbert.ts";
import type { MapLayout } from "./layout.ts";

/** What d3-zoom keeps: screen = k * map + (x, y). */
export interface View {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export const FIT: View = { k: 1, x: 0, y: 0 };

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Placement {
  readonly layout: MapLayout;
  readonly view: View;
  /** Left edge of the map at rest: the ruler's width. */
  readonly left: number;
  readonly top: number;
}

export const cellSize = ({ layout, view }: Placement): { readonly width: number; readonly height: number } => ({
  width: layout.cellWidth * view.k,
  height: layout.cellHeight * view.k,
});

export const xOf = (p: Placement, col: number): number => p.view.x + p.view.k * (p.left + col * p.layout.cellWidth);
export const yOf = (p: Placement, row: number): number => p.view.y + p.view.k * (p.top + row * p.layout.cellHeight);

export function frameRect(p: Placement, pfn: number): Rect {
  const { col, row } = p.layout.cellOf(pfn);
  return { x: xOf(p, col), y: yOf(p, row), ...cellSize(p) };
}

export function cellAt(p: Placement, x: number, y: number): Cell {
  return {
    col: Math.floor(((x - p.view.x) / p.view.k - p.left) / p.layout.cellWidth),
    row: Math.floor(((y - p.view.y) / p.view.k - p.top) / p.layout.cellHeight),
  };
}

/** The frame under a point; undefined beside the map and on the ruler. */
export function hitTest(p: Placement, x: number, y: number): number | undefined {
  return x < p.left ? undefined : p.layout.frameAt(cellAt(p, x, y));
}

export interface CellRange {
  readonly fromCol: number;
  readonly toCol: number;
  readonly fromRow: number;
  readonly toRow: number;
}

/** Cells that a box of this size shows, half-open. */
export function visibleCells(p: Placement, width: number, height: number): CellRange {
  const first = cellAt(p, p.left, 0);
  const last = cellAt(p, width, height);
  const clamp = (value: number, max: number): number => Math.max(0, Math.min(max, value));
  return {
    fromCol: clamp(first.col, p.layout.cols),
    toCol: clamp(last.col + 1, p.layout.cols),
    fromRow: clamp(first.row, p.layout.rows),
    toRow: clamp(last.row + 1, p.layout.rows),
  };
}

export const centre = (rect: Rect): { readonly x: number; readonly y: number } => ({
  x: rect.x + rect.width / 2,
  y: rect.y + rect.height / 2,
});

export const intersects = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The view that has a frame in sight again, moved as little as possible. */
export function reveal(p: Placement, pfn: number, width: number, height: number): View {
  const rect = frameRect(p, pfn);
  const push = (from: number, to: number, min: number, max: number): number =>
    from < min ? min - from : to > max ? max - to : 0;
  return {
    k: p.view.k,
    x: p.view.x + push(rect.x, rect.x + rect.width, p.left, width),
    y: p.view.y + push(rect.y, rect.y + rect.height, 0, height),
  };
}
