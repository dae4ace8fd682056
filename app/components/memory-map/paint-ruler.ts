// The ruler at the left of the rows: address or frame number of a row, as many as have room.

import { hex, hex32 } from "../shared/format.ts";
import type { Surface } from "./paint-cells.ts";
import { css } from "./palette.ts";
import { cellSize, visibleCells, yOf, type Placement } from "./viewport.ts";

export type RulerUnit = "pfn" | "address";

const ROOM = 26;

/** Rows between two labels: a power of two, at least ROOM pixels. */
export const rulerStep = (rowHeight: number): number => 2 ** Math.max(0, Math.ceil(Math.log2(ROOM / rowHeight)));

export const rulerLabel = (pfn: number, unit: RulerUnit): string => (unit === "pfn" ? hex(pfn, 5) : hex32(pfn * 4096));

export function paintRuler(surface: Surface, placement: Placement, unit: RulerUnit): void {
  const { context, palette, width, height } = surface;
  const { layout } = placement;
  if (layout.kind !== "rows") return;
  const size = cellSize(placement);
  const step = rulerStep(size.height);
  const { fromRow, toRow } = visibleCells(placement, width, height);
  context.font = `400 11px ${palette.mono}`;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.fillStyle = css(palette.rgb.quiet);
  for (let row = Math.ceil(fromRow / step) * step; row < toRow; row += step) {
    const y = yOf(placement, row) + Math.min(0, size.height / 2 - 6);
    if (y < -8 || y > height - 10) continue;
    context.fillText(rulerLabel(row * layout.cols, unit), 0, Math.max(0, y));
  }
}
