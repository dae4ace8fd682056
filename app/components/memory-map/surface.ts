// A canvas ready to be painted on: sized to its box and the screen's density, with the palette beside it.

import type { Palette } from "./palette.ts";
import type { ScreenBox } from "./use-box.ts";

export interface Surface {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly pixelRatio: number;
  readonly palette: Palette;
}

export function surfaceOf(
  canvas: HTMLCanvasElement | null,
  box: ScreenBox | undefined,
  palette: Palette | undefined,
): Surface | undefined {
  const context = canvas?.getContext("2d");
  if (canvas === null || context == null || box === undefined || palette === undefined) return undefined;
  const { width, height, pixelRatio } = box;
  const [w, h] = [Math.round(width * pixelRatio), Math.round(height * pixelRatio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
  return { context, width, height, pixelRatio, palette };
}
