// Chance for random cases: a case is a number, and the same number gives the same case.

import { randomAt } from "../core/rng.ts";

export class Dice {
  private readonly seed: number;
  private thrown = 0;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** 0 to n - 1. */
  below(n: number): number {
    return randomAt(this.seed, this.thrown++) % n;
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error("nothing to choose from");
    return item;
  }

  /** True once in n throws. */
  once(n: number): boolean {
    return this.below(n) === 0;
  }
}
