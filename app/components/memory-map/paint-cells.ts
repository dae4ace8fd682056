// The lower canvas: the bitmap, the grid that appears as cells grow, then patterns, corners, letters,
// numbers, and the bytes in small.

import { CHANGED, type FrameClass, type FrameHints } from "../../sim/api.ts";
import type { MapLook } from "../../state/types/looks.ts";
import { hex } from "../shared/format.ts";
import type { MapBitmap } from "./bitmap.ts";
import { CLASS_LETTERS, classOf } from "./describe.ts";
import { isShown, type Paint } from "./paint.ts";
import { byteColour, css, measureColour, type Palette, type Rgb } from "./palette.ts";
import type { PatternSet } from "./patterns.ts";
import { EQUAL } from "./xor.ts";
import type { Surface } from "./surface.ts";
import { cellSize, visibleCells, xOf, yOf, type Placement, type Rect } from "./viewport.ts";

const PATTERN_FROM = 6;
const LETTER_FROM = 16;
/** From here on a cell has room for its bytes in small. */
export const HINTS_FROM = 32;
const NUMBER_WIDTH = 52;
const WIDE = 62;

/** Where the bitmap's nearest-neighbour sampling lets a cell begin, so that the grid meets it exactly. */
const snap = (value: number, pixelRatio: number): number => Math.ceil(value * pixelRatio - 0.5) / pixelRatio;

/** What the cells show, beside the bitmap of their colours. */
export interface Cells {
  readonly classes: Uint8Array;
  readonly paint: Paint;
  readonly look: Pick<MapLook, "isolate" | "hidden">;
  readonly patterns: PatternSet;
  readonly hints: FrameHints | undefined;
}

export function paintCells(surface: Surface, placement: Placement, bitmap: MapBitmap, cells: Cells): void {
  const { context, width, height } = surface;
  const { layout } = placement;
  context.clearRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(placement.left, 0, width - placement.left, height);
  context.clip();
  context.imageSmoothingEnabled = false;
  const size = cellSize(placement);
  const columns = bitmap.canvas.width * bitmap.step * size.width;
  const rows = bitmap.canvas.height * bitmap.step * size.height;
  context.drawImage(bitmap.canvas, xOf(placement, 0), yOf(placement, 0), columns, rows);
  if (layout.cols * layout.rows > 0) paintGrid(surface, placement);
  if (Math.min(size.width, size.height) >= PATTERN_FROM) paintDetails(surface, placement, cells);
  context.restore();
}

/** Grid lines fade in with the room there is for them; a line takes one device pixel, more when cells are large. */
const gridAlpha = (devicePixels: number): number => Math.max(0, Math.min(1, (devicePixels - 2) / 3));

function paintGrid({ context, width, height, pixelRatio, palette }: Surface, placement: Placement): void {
  const size = cellSize(placement);
  const { fromCol, toCol, fromRow, toRow } = visibleCells(placement, width, height);
  const line = Math.max(1, Math.round(Math.min(size.width, size.height) > 12 ? pixelRatio : 1)) / pixelRatio;
  const right = Math.min(width, xOf(placement, placement.layout.cols));
  const bottom = Math.min(height, yOf(placement, placement.layout.rows));
  const across = gridAlpha(size.width * pixelRatio);
  const down = gridAlpha(size.height * pixelRatio);
  context.fillStyle = css(palette.rgb.surface, across);
  if (across > 0)
    for (let col = fromCol; col < toCol; col++)
      context.fillRect(snap(xOf(placement, col + 1), pixelRatio) - line, 0, line, bottom);
  context.fillStyle = css(palette.rgb.surface, down);
  if (down > 0)
    for (let row = fromRow; row < toRow; row++)
      context.fillRect(placement.left, snap(yOf(placement, row + 1), pixelRatio) - line, right - placement.left, line);
}

function paintDetails(surface: Surface, placement: Placement, cells: Cells): void {
  const { context, width, height, palette } = surface;
  const { classes, paint, look, patterns, hints } = cells;
  const range = visibleCells(placement, width, height);
  const size = cellSize(placement);
  const short = Math.min(size.width, size.height);
  const hintAt = new Map(short >= HINTS_FROM ? hints?.pfns.map((pfn, i) => [pfn, i]) : []);
  for (let row = range.fromRow; row < range.toRow; row++)
    for (let col = range.fromCol; col < range.toCol; col++) {
      const pfn = placement.layout.frameAt({ col, row });
      if (pfn === undefined) continue;
      const byte = classes[pfn] ?? 0;
      const name = classOf(byte);
      if (((paint.bytes[pfn] ?? 0) & EQUAL) !== 0 && paint.ofClasses) continue;
      if (paint.ofClasses && !isShown(name, look)) continue;
      const rect = { x: xOf(placement, col), y: yOf(placement, row), width: size.width - 1, height: size.height - 1 };
      const pattern = paint.ofClasses ? patterns[name] : undefined;
      if (pattern !== undefined) {
        context.fillStyle = pattern;
        context.fillRect(rect.x, rect.y, rect.width, rect.height);
      }
      if ((byte & CHANGED) !== 0) paintCorner(context, rect, css(palette.rgb.ink));
      if (short < LETTER_FROM) continue;
      const fill = paint.ofClasses ? byteColour(palette, byte) : levelColour(palette, paint.bytes[pfn] ?? 0);
      const cell = { rect, pfn, name, fill };
      if (short >= HINTS_FROM) paintClose(surface, cell, hints, hintAt.get(pfn));
      else paintLetter(surface, cell);
    }
}

function paintCorner(context: CanvasRenderingContext2D, rect: Rect, colour: string): void {
  const side = Math.max(3, Math.min(8, Math.min(rect.width, rect.height) * 0.42));
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(rect.x + rect.width - side, rect.y);
  context.lineTo(rect.x + rect.width, rect.y);
  context.lineTo(rect.x + rect.width, rect.y + side);
  context.fill();
}

interface Cell {
  readonly rect: Rect;
  readonly pfn: number;
  readonly name: FrameClass;
  readonly fill: Rgb;
}

/** A letter on a plate of the class's own colour, so that no pattern runs through it. */
function paintLetter({ context, palette }: Surface, { rect, name, fill }: Cell): void {
  const text = CLASS_LETTERS[name];
  if (text === "") return;
  const x = rect.x + rect.width / 2;
  const y = rect.y + rect.height / 2;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = css(fill);
  context.fillRect(x - 5.5, y - 6.5, 11, 13);
  context.fillStyle = css(contrasting(fill, palette));
  context.font = `600 11px ${palette.mono}`;
  context.fillText(text, x, y + 0.5);
}

const HEAD = 15;
const EDGE = 3;
const SIDE = 4;

/** Letter and number in a line at the top, the bytes in small below. */
function paintClose(
  surface: Surface,
  { rect, pfn, name, fill }: Cell,
  hints: FrameHints | undefined,
  at?: number,
): void {
  const { context, palette } = surface;
  const ink = contrasting(fill, palette);
  context.fillStyle = css(fill);
  context.fillRect(rect.x, rect.y, rect.width - 8, HEAD);
  context.fillStyle = css(ink);
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.font = `600 11px ${palette.mono}`;
  context.fillText(CLASS_LETTERS[name], rect.x + EDGE, rect.y + 8.5);
  if (rect.width >= NUMBER_WIDTH) {
    context.font = `400 11px ${palette.mono}`;
    context.textAlign = "right";
    context.fillText(hex(pfn, rect.width >= WIDE ? 5 : 4).slice(2), rect.x + rect.width - 9, rect.y + 8.5);
  }
  if (hints === undefined || at === undefined || name === "untouched") return;
  const side = Math.floor((Math.min(rect.width - 2 * EDGE, rect.height - HEAD - EDGE) + 1) / SIDE);
  const left = Math.round(rect.x + (rect.width - side * SIDE) / 2);
  const top = Math.round(rect.y + HEAD + (rect.height - HEAD - side * SIDE) / 2);
  context.fillStyle = css(fill);
  context.fillRect(left - 1, top - 1, side * SIDE + 1, side * SIDE + 1);
  for (let part = 0; part < SIDE * SIDE; part++) {
    const shade = (hints.shades[at * SIDE * SIDE + part] ?? 0) / 255;
    context.fillStyle = css(ink, shade === 0 ? 0.1 : 0.25 + 0.65 * shade);
    context.fillRect(left + (part % SIDE) * side, top + Math.floor(part / SIDE) * side, side - 1, side - 1);
  }
}

const levelColour = (palette: Palette, level: number): Rgb =>
  level === 0 ? palette.rgb.untouched : measureColour(palette, (level - 1) / 253);

const luminance = ([red, green, blue]: readonly [number, number, number]): number =>
  0.2126 * (red / 255) ** 2.2 + 0.7152 * (green / 255) ** 2.2 + 0.0722 * (blue / 255) ** 2.2;

/** Ink or surface, whichever stands out more. */
function contrasting(fill: readonly [number, number, number], palette: Palette): readonly [number, number, number] {
  const ratio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const { ink, surface } = palette.rgb;
  const level = luminance(fill);
  return ratio(level, luminance(ink)) > ratio(level, luminance(surface)) ? ink : surface;
}
