// The upper canvas: the exchange's places, arrows and tags, then selection, hover and the keyboard's cursor.

import type { ListPairs } from "../../sim/api.ts";
import type { Copy, ExchangeMarks, Mark } from "./exchange-marks.ts";
import { classOf, KERNEL_OF } from "./describe.ts";
import { curveOf, grown, MARK, markRect, placeRect } from "./exchange-geometry.ts";
import { paintPairs, paintRange } from "./paint-range.ts";
import type { FrameRange } from "./range-shape.ts";
import { ADJACENT, clampInto, placeTags } from "./labels.ts";
import type { Surface } from "./surface.ts";
import { accentOf, css, type Palette } from "./palette.ts";
import { badgeSpots, type Curve } from "./curves.ts";
import { centre, intersects, type Placement, type Rect } from "./viewport.ts";

export interface Overlay {
  readonly exchange: ExchangeMarks;
  readonly classes: Uint8Array;
  readonly selected: readonly number[];
  readonly hovered: readonly number[];
  /** Frames of an isolated class, too small to be seen by colour alone. */
  readonly ringed: readonly number[];
  readonly cursor: number | undefined;
  readonly range: FrameRange | undefined;
  readonly pairs: ListPairs | undefined;
  /** How much of the copy under way is done, 0 to 1, when it is part of one. */
  readonly partly: number | undefined;
}

const TAG_HEIGHT = 20;

/** What of the canvas is the map. */
export const boundsOf = ({ width, height }: Surface, { left }: Placement): Rect => ({
  x: left,
  y: 1,
  width: width - left - 1,
  height: height - 2,
});

export function paintOverlay(surface: Surface, placement: Placement, overlay: Overlay): void {
  const { context, width, height, palette } = surface;
  context.clearRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(placement.left - 6, 0, width - placement.left + 6, height);
  context.clip();
  if (overlay.pairs !== undefined) paintPairs(surface, placement, overlay.pairs);
  if (overlay.range !== undefined) paintRange(surface, placement, overlay.range);
  for (const pfn of overlay.hovered)
    outline(surface, markRect(placement, pfn, 9), [3, 2], css(palette.rgb.selected), 1.5);
  paintExchange(surface, placement, overlay);
  for (const pfn of overlay.ringed) outline(surface, markRect(placement, pfn, 9), [], css(palette.rgb.selected), 1.25);
  for (const pfn of overlay.selected)
    outline(surface, grown(markRect(placement, pfn, 9), 2), [], css(palette.rgb.selected), 2);
  if (overlay.cursor !== undefined) {
    const rect = grown(markRect(placement, overlay.cursor, 9), 4);
    outline(surface, rect, [], css(palette.rgb.surface), 4);
    outline(surface, rect, [], css(palette.rgb.selected), 1.5);
  }
  context.restore();
}

function outline({ context }: Surface, rect: Rect, dash: readonly number[], colour: string, width: number): void {
  context.setLineDash([...dash]);
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.strokeRect(rect.x, rect.y, rect.width, rect.height);
  context.setLineDash([]);
}

/** The frame that a copy is filling, filled as far. */
function paintPart(
  { context, palette }: Surface,
  placement: Placement,
  { exchange, partly }: Overlay,
  bounds: Rect,
): void {
  const copy = exchange.copies.find(({ state }) => state === "next");
  if (copy === undefined || partly === undefined || partly <= 0) return;
  const { x, y, width, height } = grown(placeRect(placement, copy.to, bounds), -1.5);
  context.fillStyle = css(palette.rgb.surface, 0.8);
  context.fillRect(x, y, width, height);
  context.fillStyle = css(accentOf(palette, copy.cargo));
  context.fillRect(x, y, width * partly, height);
}

function paintExchange(surface: Surface, placement: Placement, overlay: Overlay): void {
  const { exchange, classes, ringed } = overlay;
  const { context, palette } = surface;
  const bounds = boundsOf(surface, placement);
  const inSight = exchange.marks.filter((mark) => intersects(markRect(placement, mark.pfn, MARK), bounds));
  const curves = exchange.copies.map((copy) => curveOf(placement, copy, bounds, MARK));
  for (const [i, copy] of exchange.copies.entries()) {
    const curve = curves[i];
    if (curve !== undefined) paintCopy(surface, copy, curve);
  }
  for (const mark of inSight) {
    const rect = placeRect(placement, mark.pfn, bounds);
    outline(surface, rect, [], css(palette.rgb.surface), 4);
    outline(surface, rect, [], css(palette.rgb.selected), 1.75);
  }
  paintPart(surface, placement, overlay, bounds);
  const badges = badgeSpots(curves, 22).map((spot) => ({ ...spot, r: 8 }));
  for (const [i, copy] of exchange.copies.entries()) {
    const badge = badges[i];
    if (badge !== undefined) paintBadge(surface, copy, badge.x, badge.y);
  }
  context.font = tagFont(palette);
  const wishes = inSight.map((mark) => ({
    anchor: placeRect(placement, mark.pfn, bounds),
    width: Math.ceil(context.measureText(mark.text).width) + 14,
    height: TAG_HEIGHT,
  }));
  const obstacles = [
    ...badges.map(({ x, y, r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r })),
    ...ringed.map((pfn) => markRect(placement, pfn, 9)),
  ];
  const tags = placeTags(wishes, bounds, obstacles);
  for (const [i, mark] of inSight.entries()) {
    const tag = tags[i];
    if (tag === undefined) continue;
    paintLeader(surface, placeRect(placement, mark.pfn, bounds), tag);
    paintTag(surface, mark, tag, classes[mark.pfn] ?? 0);
  }
}

const tagFont = (palette: Palette): string => `500 12px ${palette.mono}`;

/** Solid is done, dashes come next, dots come later. */
const DASHES: Readonly<Record<Copy["state"], readonly number[]>> = { done: [], next: [7, 3], later: [2, 4] };

function paintCopy({ context, palette }: Surface, copy: Copy, curve: Curve): void {
  const colour = accentOf(palette, copy.cargo);
  const stroke = (style: string, width: number, dash: readonly number[]): void => {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(curve.from.x, curve.from.y);
    context.quadraticCurveTo(curve.control.x, curve.control.y, curve.to.x, curve.to.y);
    context.stroke();
    context.setLineDash([]);
  };
  const later = copy.state === "later";
  stroke(css(palette.rgb.surface, later ? 0.6 : 0.85), later ? 3.5 : 5, []);
  stroke(css(colour, later ? 0.75 : 1), later ? 1.25 : 2.25, DASHES[copy.state]);
  const angle = Math.atan2(curve.to.y - curve.control.y, curve.to.x - curve.control.x);
  context.save();
  context.translate(curve.to.x, curve.to.y);
  context.rotate(angle);
  context.fillStyle = css(colour, copy.state === "later" ? 0.6 : 1);
  context.strokeStyle = css(palette.rgb.surface, 0.9);
  context.beginPath();
  context.moveTo(1, 0);
  context.lineTo(-8, -4.5);
  context.lineTo(-8, 4.5);
  context.closePath();
  context.stroke();
  context.fill();
  context.restore();
}

/** Filled when the copy is complete, hollow before. */
function paintBadge({ context, palette }: Surface, copy: Copy, x: number, y: number): void {
  const colour = accentOf(palette, copy.cargo);
  const done = copy.state === "done";
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fillStyle = css(done ? colour : palette.rgb.surface);
  context.fill();
  context.strokeStyle = css(done ? palette.rgb.surface : colour);
  context.lineWidth = 1.5;
  context.stroke();
  context.fillStyle = css(done ? palette.rgb.surface : palette.rgb.ink);
  context.font = `600 11px ${palette.mono}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(String(copy.number), x, y + 0.5);
}

/** From a tag that found no room beside its mark. */
function paintLeader({ context, palette }: Surface, mark: Rect, tag: Rect): void {
  if (intersects(grown(mark, ADJACENT + 1), tag)) return;
  const from = centre(mark);
  const to = centre(clampInto({ ...from, width: 0, height: 0 }, tag));
  for (const [colour, width] of [
    [palette.rgb.surface, 4],
    [palette.rgb.selected, 1],
  ] as const) {
    context.strokeStyle = css(colour);
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
}

function paintTag({ context, palette }: Surface, mark: Mark, tag: Rect, byte: number): void {
  const name = classOf(byte);
  const kernel = KERNEL_OF[name];
  const accent = kernel === undefined ? palette.rgb[name] : accentOf(palette, kernel);
  context.fillStyle = css(palette.rgb.surface, 0.95);
  context.strokeStyle = css(palette.rgb.rule);
  context.lineWidth = 1;
  context.beginPath();
  context.roundRect(tag.x, tag.y, tag.width, tag.height, 4);
  context.fill();
  context.stroke();
  context.fillStyle = css(name === "untouched" ? palette.rgb.quiet : accent);
  context.fillRect(tag.x, tag.y + 4, 2.5, tag.height - 8);
  context.fillStyle = css(palette.rgb.ink);
  context.font = tagFont(palette);
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(mark.text, tag.x + 8, tag.y + tag.height / 2 + 0.5);
}
