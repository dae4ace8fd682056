// The memory map as a picture file: painted by the map's own code, with legend and caption.

import { FRAME_CLASSES, type Moment } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import type { MapLook } from "../../state/types/looks.ts";
import { createBitmapCache } from "../memory-map/bitmap.ts";
import { CLASS_TITLES } from "../memory-map/Legend.tsx";
import { layoutOf } from "../memory-map/layout.ts";
import { mipLevel } from "../memory-map/mip.ts";
import { paintCells } from "../memory-map/paint-cells.ts";
import { paintRuler } from "../memory-map/paint-ruler.ts";
import { paintOf } from "../memory-map/paint.ts";
import { classColour, css, readPalette, type Palette } from "../memory-map/palette.ts";
import { createPatterns } from "../memory-map/patterns.ts";
import type { Surface } from "../memory-map/surface.ts";
import { FIT } from "../memory-map/viewport.ts";
import { count } from "../shared/format.ts";

export interface MapCaption {
  readonly title: string;
  readonly line: string;
  readonly link: string;
}

const [WIDTH, MAP, HEAD, FOOT, MARGIN, RULER] = [1200, 720, 62, 64, 20, 78];
const FONT = '"Inter Variable", system-ui, sans-serif';

/** Paints the map at rest into a canvas of its own. */
function paintMap(moment: Moment, look: MapLook, palette: Palette, pixelRatio: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const width = WIDTH - 2 * MARGIN;
  [canvas.width, canvas.height] = [width * pixelRatio, MAP * pixelRatio];
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  const { classes } = moment.map;
  const box = { width: width - RULER, height: MAP };
  const layout = layoutOf(look.layout, classes.length, box, pixelRatio, { lowFirst: look.lowFirst, classes });
  const surface: Surface = { context, width, height: MAP, pixelRatio, palette };
  const placement = { layout, view: FIT, left: RULER, top: 0 };
  const paint = paintOf({ look, classes, measures: moment.measures, palette });
  const level = mipLevel(Math.min(layout.cellWidth, layout.cellHeight) * pixelRatio);
  const bitmap = createBitmapCache()({ layout, paint, level });
  const patterns = createPatterns(palette, pixelRatio);
  paintCells(surface, placement, bitmap, { classes, paint, look, patterns, hints: undefined });
  paintRuler(surface, placement, look.ruler);
  return canvas;
}

function paintLegend(context: CanvasRenderingContext2D, moment: Moment, palette: Palette, top: number): void {
  let x = MARGIN;
  context.font = `13px ${FONT}`;
  for (const [index, name] of FRAME_CLASSES.entries()) {
    const frames = moment.map.counts[index] ?? 0;
    if (frames === 0) continue;
    context.fillStyle = css(classColour(palette, name, false));
    context.fillRect(x, top, 14, 14);
    context.strokeStyle = css(palette.rgb.rule);
    context.strokeRect(x + 0.5, top + 0.5, 13, 13);
    context.fillStyle = css(palette.rgb.ink);
    const text = `${say(CLASS_TITLES[name])} ${count(frames)}`;
    context.fillText(text, x + 20, top + 12);
    x += 40 + context.measureText(text).width;
  }
}

export function mapPng(moment: Moment, look: MapLook, caption: MapCaption, scale: number): Promise<Blob | null> {
  const palette = readPalette(document.body);
  const canvas = document.createElement("canvas");
  const height = HEAD + MAP + FOOT;
  [canvas.width, canvas.height] = [WIDTH * scale, height * scale];
  const context = canvas.getContext("2d");
  if (context === null) return Promise.resolve(null);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = css(palette.rgb.surface);
  context.fillRect(0, 0, WIDTH, height);
  context.fillStyle = css(palette.rgb.ink);
  context.font = `600 18px ${FONT}`;
  context.fillText(caption.title, MARGIN, 28, WIDTH - 2 * MARGIN);
  context.font = `13px ${FONT}`;
  context.fillStyle = css(palette.rgb.quiet);
  context.fillText(caption.line, MARGIN, 48, WIDTH - 2 * MARGIN);
  context.drawImage(paintMap(moment, look, palette, scale), MARGIN, HEAD, WIDTH - 2 * MARGIN, MAP);
  paintLegend(context, moment, palette, HEAD + MAP + 14);
  context.fillStyle = css(palette.rgb.quiet);
  context.font = `11px ${FONT}`;
  // An address too long to be read is no use in a picture.
  context.fillText(
    caption.link.length < 220 ? caption.link : say("Kexec Jump Lab"),
    MARGIN,
    height - 10,
    WIDTH - 2 * MARGIN,
  );
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
