// The second channel of a frame's class: a pattern over the fill, one small tile per class.

import type { FrameClass } from "../../sim/api.ts";
import { css, type Palette } from "./palette.ts";

const TILE = 6;

type Stroke = (context: CanvasRenderingContext2D) => void;

const lines =
  (...segments: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[]): Stroke =>
  (context) => {
    context.beginPath();
    for (const [x1, y1, x2, y2] of segments) {
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
    }
    context.stroke();
  };

/** Drawn past the tile's border so that the diagonals meet. */
const RISING = [
  [-1, TILE + 1, TILE + 1, -1],
  [-1, 1, 1, -1],
  [TILE - 1, TILE + 1, TILE + 1, TILE - 1],
] as const;
const FALLING = [
  [-1, -1, TILE + 1, TILE + 1],
  [TILE - 1, -1, TILE + 1, 1],
  [-1, TILE - 1, 1, TILE + 1],
] as const;

const STROKES: Partial<Record<FrameClass, Stroke>> = {
  kernelB: lines(...RISING),
  kernelC: lines([1.5, 0, 1.5, TILE], [4.5, 0, 4.5, TILE]),
  control: lines(...RISING, ...FALLING),
  swap: lines([0, 1.5, TILE, 1.5], [0, 4.5, TILE, 4.5]),
  list: (context) => {
    context.fillRect(1, 1, 2, 2);
    context.fillRect(4, 4, 2, 2);
  },
  reserved: (context) => {
    context.fillRect(0, 0, 3, 3);
    context.fillRect(3, 3, 3, 3);
  },
};

export type PatternSet = Partial<Record<FrameClass, CanvasPattern>>;

export function createPatterns(palette: Palette, pixelRatio: number): PatternSet {
  const set: PatternSet = {};
  for (const [name, stroke] of Object.entries(STROKES) as [FrameClass, Stroke][]) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = Math.round(TILE * pixelRatio);
    const context = tile.getContext("2d");
    if (context === null) continue;
    context.scale(tile.width / TILE, tile.height / TILE);
    context.strokeStyle = context.fillStyle = css(palette.rgb.surface, 0.4);
    context.lineWidth = 1;
    stroke(context);
    const pattern = context.createPattern(tile, "repeat");
    if (pattern === null) continue;
    pattern.setTransform(new DOMMatrix().scale(TILE / tile.width, TILE / tile.height));
    set[name] = pattern;
  }
  return set;
}
