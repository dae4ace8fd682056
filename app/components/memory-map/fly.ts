// What moves on the map: a page that travels, a ring that finds a frame, a copy that goes on. Each repaints the overlay
// and leaves it at rest.

import { pointOn } from "./curves.ts";
import { curveOf, grown, markRect } from "./exchange-geometry.ts";
import type { Flight } from "./flights.ts";
import type { Surface } from "./surface.ts";
import { boundsOf, paintOverlay, type Overlay } from "./paint-overlay.ts";
import { accentOf, css } from "./palette.ts";
import { tween } from "./tween.ts";
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
  return tween(FLIGHT_MS * flights.length, (share) => {
    const progress = share * flights.length;
    const flight = share < 1 ? flights[Math.floor(progress)] : undefined;
    paintOverlay(surface, placement, flight === undefined ? overlay : { ...overlay, exchange: flight.around });
    if (flight !== undefined) paintToken(surface, placement, flight, progress % 1);
  });
}

const PULSE_MS = 420;
const REACH = 22;

/** A ring that closes in on each frame, once: where something pointed at elsewhere lies. */
export function pulse(surface: Surface, placement: Placement, overlay: Overlay, pfns: readonly number[]): () => void {
  const { context, palette } = surface;
  return tween(PULSE_MS, (share) => {
    paintOverlay(surface, placement, overlay);
    if (share >= 1) return;
    context.strokeStyle = css(palette.rgb.selected, 0.9 * (1 - share));
    context.lineWidth = 2;
    for (const pfn of pfns) {
      const { x, y, width, height } = grown(markRect(placement, pfn, 9), REACH * (1 - easeOut(share)));
      context.strokeRect(x, y, width, height);
    }
  });
}

const WIPE_MS = 120;

/** The copy under way goes on from what was done of it before. */
export function wipe(surface: Surface, placement: Placement, overlay: Overlay, from: number): () => void {
  const to = overlay.partly ?? 0;
  return tween(WIPE_MS, (share) =>
    paintOverlay(surface, placement, { ...overlay, partly: from + (to - from) * easeOut(share) }),
  );
}
