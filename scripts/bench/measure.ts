// Times and their middles.

import { performance } from "node:perf_hooks";

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Milliseconds. */
export function timed<T>(work: () => T): { readonly value: T; readonly time: number } {
  const start = performance.now();
  const value = work();
  return { value, time: performance.now() - start };
}
