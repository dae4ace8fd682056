// The entries in sight as a graph: what is read on the left, entry by entry down the middle, what is written on the right.

import type { ListRow } from "../../sim/api.ts";

/** More than this is no picture any more. */
export const MOST_ENTRIES = 200;
export const STEP = 22;
const NODE = 92;

export interface GraphNode {
  readonly pfn: number;
  readonly x: number;
  readonly y: number;
}

export interface GraphLine {
  readonly row: ListRow;
  readonly y: number;
  readonly source: GraphNode | undefined;
  readonly destination: GraphNode | undefined;
  /** A jump to another list page, or the word that sets the destination. */
  readonly names: GraphNode | undefined;
  readonly path: string;
}

export interface Graph {
  readonly width: number;
  readonly height: number;
  readonly middle: number;
  readonly lines: readonly GraphLine[];
}

export function graphOf(rows: readonly ListRow[], width: number): Graph {
  const middle = width / 2;
  const [left, right] = [Math.max(NODE, middle - 190), Math.min(width - NODE, middle + 190)];
  const lines = rows.slice(0, MOST_ENTRIES).map((row, i): GraphLine => {
    const y = STEP * (i + 0.5);
    const node = (pfn: number, x: number): GraphNode => ({ pfn, x, y });
    const source = row.sourcePfn === undefined ? undefined : node(row.sourcePfn, left);
    const destination = row.destinationPfn === undefined ? undefined : node(row.destinationPfn, right);
    const names = row.kind === "destination" || row.kind === "indirection" ? node(row.target >>> 12, right) : undefined;
    const path =
      source === undefined
        ? names === undefined
          ? ""
          : `M${middle + 24} ${y}H${right - 4}`
        : `M${left + 4} ${y}H${right - 4}`;
    return { row, y, source, destination, names, path };
  });
  return { width, height: lines.length * STEP, middle, lines };
}
