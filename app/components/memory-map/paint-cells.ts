// The lower canvas: the bitmap, the grid that appears as cells grow, then patterns, changed corners, letters, numbers.

import { CHANGED, type FrameClass } from "../../sim/api.ts";
import { hex, hexPfn } from "../shared/format.ts";
import type { MapBitmap } from "./bitmap.ts";
import { CLASS_LETTERS, classOf } from "./describe.ts";
import { byteColour, css, type Palette } from "./palette.ts";
import type { PatternSet } from "./patterns.ts";
import { EQUAL } from "./xor.ts";
import { cellSize, visibleCells, xOf, yOf, type Placement, type Rect } from "./viewport.ts";

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly palette: Palette;
}

const PATTERN_FROM = 6;
const LETTER_FROM = 16;
const NUMBER_WIDTH = 52;

/** Where the bitmap's nearest-neighbour sampling lets a cell begin, so that the grid meets it exactly. */
const snap = (value: number, pixelRatio: number): number => Math.ceil(value * pixelRatio - 0.5) / pixelRatio;

export function paintCells(
  surface: Surface,
  placement: Placement,
  bitmap: MapBitmap,
  classes: Uint8Array,
  patterns: PatternSet,
  isolate: FrameClass | undefined,
): void {
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
  if (Math.min(size.width, size.height) >= PATTERN_FROM) paintDetails(surface, placement, classes, patterns, isolate);
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

function paintDetails(
  surface: Surface,
  placement: Placement,
  classes: Uint8Array,
  patterns: PatternSet,
  isolate: FrameClass | undefined,
): void {
  const { context, width, height, palette } = surface;
  const range = visibleCells(placement, width, height);
  const size = cellSize(placement);
  for (let row = range.fromRow; row < range.toRow; row++)
    for (let col = range.fromCol; col < range.toCol; col++) {
      const pfn = placement.layout.frameAt({ col, row });
      if (pfn === undefined) continue;
      const byte = classes[pfn] ?? 0;
      if ((byte & EQUAL) !== 0) continue;
      const rect = { x: xOf(placement, col), y: yOf(placement, row), width: size.width - 1, height: size.height - 1 };
      const name = classOf(byte);
      const pattern = patterns[name];
      if (pattern !== undefined && (isolate === undefined || isolate === name)) {
        context.fillStyle = pattern;
        context.fillRect(rect.x, rect.y, rect.width, rect.height);
      }
      if ((byte & CHANGED) !== 0) paintCorner(context, rect, css(palette.rgb.ink));
      if (Math.min(size.width, size.height) >= LETTER_FROM) paintText(surface, rect, pfn, byte);
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

/** A letter on a plate of the class's own colour, so that no pattern runs through it. */
function paintText({ context, palette }: Surface, rect: Rect, pfn: number, byte: number): void {
  const name = classOf(byte);
  const fill = byteColour(palette, byte);
  const roomy = rect.width >= NUMBER_WIDTH && rect.height >= 30;
  const text = CLASS_LETTERS[name];
  const x = rect.x + rect.width / 2;
  const y = rect.y + rect.height / 2;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const plate = roomy ? Math.min(rect.width, 48) : 11;
  context.fillStyle = css(fill);
  context.fillRect(x - plate / 2, y - (roomy ? 14 : 6.5), plate, roomy ? 28 : 13);
  context.fillStyle = css(contrasting(fill, palette));
  if (text !== "") {
    context.font = `600 ${roomy ? 12 : 11}px ${palette.mono}`;
    context.fillText(text, x, roomy ? y - 6 : y + 0.5);
  }
  if (!roomy) return;
  context.font = `400 11px ${palette.mono}`;
  context.fillText(rect.width > 70 ? hexPfn(pfn) : hex(pfn, 4), x, y + 7);
}

const luminance = ([red, green, blue]: readonly [number, number, number]): number =>
  0.2126 * (red / 255) ** 2.2 + 0.7152 * (green / 255) ** 2.2 + 0.0722 * (blue / 255) ** 2.2;

/** Ink or surface, whichever stands out more. */
function contrasting(fill: readonly [number, number, number], palette: Palette): readonly [number, number, number] {
  const ratio = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const { ink, surface } = palette.rgb;
  const level = luminance(fill);
  return ratio(level, luminance(ink)) > ratio(level, luminance(surface)) ? ink : surface;
}
