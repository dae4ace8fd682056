// Puts name tags beside the places they name: inside the box, over no other tag and no obstacle.

import { intersects, type Rect } from "./viewport.ts";

export interface TagWish {
  /** What the tag names. */
  readonly anchor: Rect;
  readonly width: number;
  readonly height: number;
}

/** Beside it, or a little away from it. */
const GAPS = [6, 24];
/** How far a place at the edge may be pushed into the box. */
const NUDGE = 8;
/** From here on a line should say what a tag names. */
export const ADJACENT = GAPS[0] ?? 0;

const candidates = (wish: TagWish): readonly Rect[] => GAPS.flatMap((gap) => around(wish, gap));

function around({ anchor, width, height }: TagWish, gap: number): readonly Rect[] {
  const middle = anchor.y + anchor.height / 2 - height / 2;
  const right = anchor.x + anchor.width + gap;
  const left = anchor.x - gap - width;
  const above = anchor.y - gap - height;
  const below = anchor.y + anchor.height + gap;
  const across = anchor.x + anchor.width / 2 - width / 2;
  return [
    [right, middle],
    [left, middle],
    [right, below],
    [right, above],
    [left, below],
    [left, above],
    [across, below],
    [across, above],
  ].map(([x = 0, y = 0]) => ({ x, y, width, height }));
}

export const clampInto = (rect: Rect, bounds: Rect): Rect => ({
  ...rect,
  x: Math.max(bounds.x, Math.min(rect.x, bounds.x + bounds.width - rect.width)),
  y: Math.max(bounds.y, Math.min(rect.y, bounds.y + bounds.height - rect.height)),
});

/** A tag without any free candidate slides down (then up) along the edge of the box until it is free. */
function slide(start: Rect, bounds: Rect, taken: readonly Rect[]): Rect {
  for (const direction of [1, -1]) {
    for (let y = start.y; y >= bounds.y && y + start.height <= bounds.y + bounds.height; y += direction * 4) {
      const rect = { ...start, y };
      if (!taken.some((other) => intersects(rect, other))) return rect;
    }
  }
  return start;
}

export function placeTags(wishes: readonly TagWish[], bounds: Rect, obstacles: readonly Rect[]): readonly Rect[] {
  const taken = [...obstacles, ...wishes.map((wish) => wish.anchor)];
  return wishes.map((wish) => {
    const options = candidates(wish).map((rect) => ({ rect, inside: clampInto(rect, bounds) }));
    const free = options.find(
      ({ rect, inside }) =>
        Math.hypot(rect.x - inside.x, rect.y - inside.y) <= NUDGE && !taken.some((other) => intersects(inside, other)),
    );
    const rect = free?.inside ?? slide(options[0]?.inside ?? wish.anchor, bounds, taken);
    taken.push(rect);
    return rect;
  });
}
