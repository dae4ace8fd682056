// The map as a bitmap of one pixel a cell (or less), coloured again only when its bytes, colours or reduction change.

import { cellOrder, samePlaces, type MapLayout } from "./layout.ts";
import { cellBytes, reduced } from "./mip.ts";
import type { Paint } from "./paint.ts";

export interface BitmapInputs {
  readonly layout: MapLayout;
  readonly paint: Paint;
  readonly level: number;
}

export interface MapBitmap {
  readonly canvas: HTMLCanvasElement;
  /** Cells a pixel stands for, on each side. */
  readonly step: number;
}

/** Colours the cells into `spare` when its size still fits; returns the image used, for the next time. */
function recolour(
  canvas: HTMLCanvasElement,
  inputs: BitmapInputs,
  order: Uint32Array | undefined,
  spare: ImageData | undefined,
): ImageData | undefined {
  const { layout, level, paint } = inputs;
  const cells = reduced(cellBytes(paint.bytes, layout.cols, layout.rows, order), level, paint.rank);
  const { words } = paint;
  if (canvas.width !== cells.cols) canvas.width = cells.cols;
  if (canvas.height !== cells.rows) canvas.height = cells.rows;
  const fits = spare?.width === cells.cols && spare.height === cells.rows;
  const image = fits ? spare : new ImageData(cells.cols, cells.rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i++) pixels[i] = words[cells.bytes[i] ?? 0] ?? 0;
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return image;
}

/** Keeps one canvas; returns it untouched while nothing it depends on has changed. */
export function createBitmapCache(): (inputs: BitmapInputs) => MapBitmap {
  const canvas = document.createElement("canvas");
  let last: BitmapInputs | undefined;
  let order: Uint32Array | undefined;
  let image: ImageData | undefined;
  return (inputs) => {
    const sameOrder = last !== undefined && samePlaces(last.layout, inputs.layout);
    const same = sameOrder && last?.paint === inputs.paint && last.level === inputs.level;
    if (!sameOrder) order = cellOrder(inputs.layout);
    if (!same) image = recolour(canvas, inputs, order, image);
    last = inputs;
    return { canvas, step: 2 ** inputs.level };
  };
}
