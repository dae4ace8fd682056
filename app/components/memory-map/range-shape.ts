// A range of frames on the map: in rows the shape of a passage of text, elsewhere its single cells.

import { frameRect, visibleCells, xOf, yOf, type Placement, type Rect } from "./viewport.ts";

export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

export const rangeOf = (a: number, b: number): FrameRange => ({ from: Math.min(a, b), to: Math.max(a, b) });
export const framesIn = ({ from, to }: FrameRange): number => to - from + 1;

/** A range grows from its end that is not at the cursor; without one it begins there. */
export function extended(range: FrameRange | undefined, cursor: number, moved: number): FrameRange {
  if (range?.to === cursor) return rangeOf(range.from, moved);
  return rangeOf(range?.from === cursor ? range.to : cursor, moved);
}

interface Line {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** Blocks of whole rows and parts of rows, top to bottom, cells half-open. */
function linesOf(
  { layout: { cols, rows, lowFirst } }: Placement,
  { from, to }: FrameRange,
): readonly (Line & { readonly rows: number })[] {
  const [first, last] = [Math.floor(from / cols), Math.floor(to / cols)];
  const [left, right] = [from % cols, (to % cols) + 1];
  const place = (row: number, count: number): number => (lowFirst ? row : rows - row - count);
  if (first === last) return [{ row: place(first, 1), rows: 1, from: left, to: right }];
  const middle = last - first - 1;
  return [
    { row: place(first, 1), rows: 1, from: left, to: cols },
    ...(middle > 0 ? [{ row: place(first + 1, middle), rows: middle, from: 0, to: cols }] : []),
    { row: place(last, 1), rows: 1, from: 0, to: right },
  ];
}

/** Above this many cells in sight their single outlines would be one blot: the layout is told by its corners instead. */
const MOST_CELLS = 20_000;

/** What is filled to show the range. */
export function rangeRects(placement: Placement, range: FrameRange, width: number, height: number): readonly Rect[] {
  if (placement.layout.kind === "rows")
    return linesOf(placement, range).map(({ row, rows, from, to }) => ({
      x: xOf(placement, from),
      y: yOf(placement, row),
      width: xOf(placement, to) - xOf(placement, from),
      height: yOf(placement, row + rows) - yOf(placement, row),
    }));
  return cellsInSight(placement, range, width, height).map((pfn) => frameRect(placement, pfn));
}

/** By the cells in sight or by the frames of the range, whichever are fewer. */
function cellsInSight(placement: Placement, range: FrameRange, width: number, height: number): readonly number[] {
  const { fromCol, toCol, fromRow, toRow } = visibleCells(placement, width, height);
  const found: number[] = [];
  if ((toCol - fromCol) * (toRow - fromRow) <= MOST_CELLS) {
    for (let row = fromRow; row < toRow; row++)
      for (let col = fromCol; col < toCol; col++) {
        const pfn = placement.layout.frameAt({ col, row });
        if (pfn !== undefined && pfn >= range.from && pfn <= range.to) found.push(pfn);
      }
    return found;
  }
  if (framesIn(range) > MOST_CELLS) return [range.from, range.to];
  for (let pfn = range.from; pfn <= range.to; pfn++) found.push(pfn);
  return found;
}

/** The outline of a range in rows, clockwise from its first frame; undefined where cells are not in rows. */
export function rangeOutline(
  placement: Placement,
  range: FrameRange,
): readonly (readonly [x: number, y: number])[] | undefined {
  if (placement.layout.kind !== "rows") return undefined;
  const lines = linesOf(placement, range).toSorted((a, b) => a.row - b.row);
  const right = lines.flatMap(({ row, rows, to }) => [
    [xOf(placement, to), yOf(placement, row)] as const,
    [xOf(placement, to), yOf(placement, row + rows)] as const,
  ]);
  const left = lines
    .toReversed()
    .flatMap(({ row, rows, from }) => [
      [xOf(placement, from), yOf(placement, row + rows)] as const,
      [xOf(placement, from), yOf(placement, row)] as const,
    ]);
  return [...right, ...left];
}
