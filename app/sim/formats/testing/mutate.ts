// Damages files, for tests: the same dice give the same damage.

import { randomAt } from "../../core/rng.ts";

const INTERESTING = [0, 1, 2, 3, 4, 7, 8, 31, 52, 64, 0x7f, 0x80, 0xff, 0xfff, 0x1000, 0xffff, 0x10000];
const LARGE = [0x7fffffff, 0x80000000, 0xfffff000, 0xfffffffe, 0xffffffff];

export class Dice {
  #drawn = 0;
  readonly #seed: number;
  constructor(seed: number) {
    this.#seed = seed;
  }
  below(count: number): number {
    this.#drawn += 1;
    return randomAt(this.#seed, this.#drawn) % Math.max(1, count);
  }
  of<T>(list: readonly T[]): T {
    const one = list[this.below(list.length)];
    if (one === undefined) throw new Error("nothing to choose from");
    return one;
  }
}

export type Mutation = (bytes: Uint8Array, dice: Dice) => Uint8Array;

const write = (bytes: Uint8Array, at: number, value: number, size: number): Uint8Array => {
  for (let i = 0; i < size && at + i < bytes.length; i += 1) bytes[at + i] = value >>> (8 * i);
  return bytes;
};

export const MUTATIONS: readonly Mutation[] = [
  (bytes, dice) => write(bytes, dice.below(bytes.length), 1 << dice.below(8), 1),
  (bytes, dice) => {
    const at = dice.below(bytes.length);
    return write(bytes, at, (bytes[at] ?? 0) ^ (1 << dice.below(8)), 1);
  },
  (bytes, dice) => write(bytes, dice.below(bytes.length), dice.of([...INTERESTING, ...LARGE]), dice.of([1, 2, 4])),
  // Headers are where the damage shows.
  (bytes, dice) => write(bytes, dice.below(Math.min(bytes.length, 160)), dice.of(INTERESTING), dice.of([1, 2, 4])),
  (bytes, dice) => bytes.slice(0, dice.below(bytes.length)),
  (bytes, dice) => {
    const [from, to, count] = [dice.below(bytes.length), dice.below(bytes.length), dice.below(64)];
    bytes.copyWithin(to, from, from + count);
    return bytes;
  },
];

export function mutated(seeds: readonly Uint8Array[], mutations: readonly Mutation[], dice: Dice): Uint8Array {
  let bytes: Uint8Array = Uint8Array.from(dice.of(seeds));
  for (let left = dice.below(4); left >= 0 && bytes.length > 0; left -= 1) bytes = dice.of(mutations)(bytes, dice);
  return bytes;
}
