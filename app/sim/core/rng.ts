// The only randomness: a pure function of a seed and a counter, so that any element can be made without its neighbours.

import { mix } from "./hash.ts";

/** 32 random bits for element `index` of stream `seed`. */
export const randomAt = (seed: number, index: number): number => mix(mix(seed, index), index ^ 0x5bd1e995);

/** A number in [0, 1). */
export const unitAt = (seed: number, index: number): number => randomAt(seed, index) / 0x1_0000_0000;

/** Smooth noise in [0, 1): clumps of about `period` neighbours share a level. */
export function noiseAt(seed: number, index: number, period: number): number {
  const cell = Math.floor(index / period);
  const share = (index - cell * period) / period;
  const ease = share * share * (3 - 2 * share);
  return unitAt(seed, cell) * (1 - ease) + unitAt(seed, cell + 1) * ease;
}
