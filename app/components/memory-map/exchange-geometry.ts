// Where the exchange is drawn: marks on their frames and pushed into the canvas, arrows that bend inside it.

import { bend, pointOn, type Curve } from "./curves.ts";
import type { Copy } from "./exchange-marks.ts";
import { clampInto } from "./labels.ts";
import { centre, frameRect, intersects, type Placement, type Rect } from "./viewport.ts";

export const MARK = 11;
/** What a mark's outline and an arrow's number need around them. */
const OUTLINE = 3;
const NUMBER = 10;

/** The frame's cell, grown to a size that can be seen and pointed at. */
export function markRect(placement: Placement, pfn: number, least: number): Rect {
  const cell = frameRect(placement, pfn);
  const width = Math.max(cell.width, least);
  const height = Math.max(cell.height, least);
  const middle = centre(cell);
  return { x: middle.x - width / 2, y: middle.y - height / 2, width, height };
}

/** The mark of a place of the exchange: whole, if its frame is in sight. */
export function placeRect(placement: Placement, pfn: number, bounds: Rect): Rect {
  const rect = markRect(placement, pfn, MARK);
  const fits = rect.width < bounds.width && rect.height < bounds.height;
  return fits && intersects(rect, bounds) ? clampInto(rect, grown(bounds, -OUTLINE)) : rect;
}

/** Bends to the left of its way, or to the right where the left would lead out of the canvas. */
export function curveOf(placement: Placement, copy: Copy, bounds: Rect, clearance: number): Curve {
  const from = centre(placeRect(placement, copy.from, bounds));
  const to = centre(placeRect(placement, copy.to, bounds));
  const lift = copy.number === 2 ? 0.28 : 0.2;
  const inside = (curve: Curve): boolean => {
    const { x, y } = pointOn(curve, 0.5);
    const room = grown(bounds, -NUMBER);
    return x >= room.x && x <= room.x + room.width && y >= room.y && y <= room.y + room.height;
  };
  const curve = bend(from, to, lift, clearance);
  if (inside(curve)) return curve;
  const other = bend(from, to, -lift, clearance);
  return inside(other) ? other : curve;
}

export const grown = (rect: Rect, by: number): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: rect.width + 2 * by,
  height: rect.height + 2 * by,
});
