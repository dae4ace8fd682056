// A range of frames, and every pair of the exchange, on the upper canvas.

import type { ListPairs } from "../../sim/api.ts";
import { bend } from "./curves.ts";
import type { Surface } from "./surface.ts";
import { css } from "./palette.ts";
import { rangeOutline, rangeRects, type FrameRange } from "./range-shape.ts";
import { centre, frameRect, type Placement } from "./viewport.ts";

export function paintRange(
  { context, width, height, palette }: Surface,
  placement: Placement,
  range: FrameRange,
): void {
  context.fillStyle = css(palette.rgb.selected, 0.2);
  for (const { x, y, width: w, height: h } of rangeRects(placement, range, width, height)) context.fillRect(x, y, w, h);
  const outline = rangeOutline(placement, range);
  if (outline === undefined) return;
  context.beginPath();
  for (const [i, [x, y]] of outline.entries()) {
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
  for (const [colour, line] of [
    [palette.rgb.surface, 4],
    [palette.rgb.selected, 2],
  ] as const) {
    context.strokeStyle = css(colour);
    context.lineWidth = line;
    context.stroke();
  }
}

/** Thin enough that five hundred of them leave the map to be seen. */
export function paintPairs({ context, palette }: Surface, placement: Placement, { frames }: ListPairs): void {
  const many = frames.length > 100;
  context.strokeStyle = css(palette.rgb.selected, many ? 0.16 : 0.55);
  context.lineWidth = many ? 0.75 : 1;
  context.beginPath();
  for (let i = 0; i + 1 < frames.length; i += 2) {
    const { from, control, to } = bend(
      centre(frameRect(placement, frames[i] ?? 0)),
      centre(frameRect(placement, frames[i + 1] ?? 0)),
      0.16,
      0,
    );
    context.moveTo(from.x, from.y);
    context.quadraticCurveTo(control.x, control.y, to.x, to.y);
  }
  context.stroke();
  context.fillStyle = css(palette.rgb.selected, 0.9);
  for (let i = 0; i + 1 < frames.length; i += 2) {
    const { x, y } = centre(frameRect(placement, frames[i] ?? 0));
    context.fillRect(x - 1, y - 1, 2, 2);
  }
}
