// The ruler at the left of the rows: address or frame number of a row, as many as have room.

import { say } from "../../messages/say.ts";
import { hex, hex32 } from "../shared/format.ts";
import type { Surface } from "./surface.ts";
import { CLASS_TITLES } from "./Legend.tsx";
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
  if (layout.bands !== undefined) return paintBands(surface, placement, layout.bands);
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
    const first = layout.lowFirst ? row : layout.rows - 1 - row;
    context.fillText(rulerLabel(first * layout.cols, unit), 0, Math.max(0, y));
  }
}

/** The name of each class beside its band; where bands are thin, as many as have room. */
function paintBands(
  { context, palette, height }: Surface,
  placement: Placement,
  bands: NonNullable<Placement["layout"]["bands"]>,
): void {
  context.textAlign = "left";
  context.textBaseline = "top";
  let free = 0;
  for (const { class: name, row } of bands) {
    const y = Math.max(free, yOf(placement, row));
    if (y > height - 12 || yOf(placement, row) < -12) continue;
    context.font = `500 11px ${palette.mono}`;
    context.fillStyle = css(palette.rgb.quiet);
    context.fillText(say(CLASS_TITLES[name]).replace("Kernel ", ""), 0, y);
    free = y + 14;
  }
}
