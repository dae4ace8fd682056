// Lets a page travel: repaints the overlay with a token on its way, then once more at rest. Any key ends it at once.

import { pointOn } from "./curves.ts";
import { curveOf } from "./exchange-geometry.ts";
import type { Flight } from "./flights.ts";
import type { Surface } from "./paint-cells.ts";
import { boundsOf, paintOverlay, type Overlay } from "./paint-overlay.ts";
import { accentOf, css } from "./palette.ts";
import type { Placement } from "./viewport.ts";

const FLIGHT_MS = 180;
const easeOut = (share: number): number => 1 - (1 - share) ** 2;

function paintToken(surface: Surface, placement: Placement, { copy }: Flight, share: number): void {
  const { x, y } = pointOn(curveOf(placement, copy, boundsOf(surface, placement), 0), easeOut(share));
  const { context, palette } = surface;
  context.fillStyle = css(accentOf(palette, copy.cargo));
  context.strokeStyle = css(palette.rgb.surface);
  context.lineWidth = 3;
  context.beginPath();
  context.roundRect(x - 7, y - 7, 14, 14, 3);
  context.stroke();
  context.fill();
}

/** Starts the flights; the function it returns stops them and leaves the overlay at rest. */
export function fly(surface: Surface, placement: Placement, overlay: Overlay, flights: readonly Flight[]): () => void {
  let request = 0;
  const start = performance.now();
  const rest = (): void => {
    cancelAnimationFrame(request);
    removeEventListener("keydown", rest, true);
    paintOverlay(surface, placement, overlay);
  };
  const tick = (now: number): void => {
    const progress = Math.max(0, now - start) / FLIGHT_MS;
    const flight = flights[Math.floor(progress)];
    if (flight === undefined) return rest();
    paintOverlay(surface, placement, { ...overlay, exchange: flight.around });
    paintToken(surface, placement, flight, progress % 1);
    request = requestAnimationFrame(tick);
  };
  addEventListener("keydown", rest, true);
  request = requestAnimationFrame(tick);
  return rest;
}
