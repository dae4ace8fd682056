// Columns of the table of extents, and what a press on a head makes of the order.

import type { ExtentOrder } from "../../sim/api.ts";

export const COLUMNS: readonly { readonly by: ExtentOrder["by"] | undefined; readonly title: string }[] = [
  { by: "start", title: "Start" },
  { by: undefined, title: "End" },
  { by: "frames", title: "Frames" },
  { by: "class", title: "Class" },
  { by: "first", title: "First writer" },
  { by: "last", title: "Last write" },
];

/** The same column turns round; another begins with what one looks for first in it. */
export function nextOrder(order: ExtentOrder, by: ExtentOrder["by"]): ExtentOrder {
  if (order.by === by) return { by, down: !order.down };
  return { by, down: by === "frames" || by === "last" };
}

export const ariaSort = (order: ExtentOrder, by: ExtentOrder["by"] | undefined): "ascending" | "descending" | "none" =>
  order.by === by ? (order.down ? "descending" : "ascending") : "none";

const MOVES: Readonly<Record<string, (at: number, page: number, last: number) => number>> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  PageUp: (at, page) => at - page,
  PageDown: (at, page) => at + page,
  Home: () => 0,
  End: (_at, _page, last) => last,
};

/** The row that a key leads to; undefined for another key. */
export function movedRow(key: string, at: number, page: number, total: number): number | undefined {
  const to = MOVES[key]?.(at, page, total - 1);
  return to === undefined ? undefined : Math.max(0, Math.min(total - 1, to));
}
