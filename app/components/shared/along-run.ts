// Where a position lies on a short line that stands for the whole run, every phase as wide as the others.

import type { PhaseSpan } from "../../sim/api.ts";

/** Index of the phase that t lies in; the last that has begun. */
function phaseAt(phases: readonly PhaseSpan[], t: number): number {
  let [low, high] = [0, phases.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((phases[middle]?.from ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** 0 to 1. */
export function placeAlong(phases: readonly PhaseSpan[], t: number): number {
  const index = phaseAt(phases, t);
  const phase = phases[index];
  if (phase === undefined) return 0;
  const inside = phase.to > phase.from ? Math.min(1, (t - phase.from) / (phase.to - phase.from)) : 0;
  return (index + inside) / phases.length;
}
