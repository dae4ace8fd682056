// Where a pattern can be at all, judged by what the recipes of pages can make: what cannot hold it is not made.

import type { ContentKind } from "../../memory/content-store.ts";
import type { Pattern } from "./pattern.ts";

type Recipe = NonNullable<ContentKind["mayHold"]>;

interface Limits {
  readonly inside: boolean;
  /** By bytes: can a page end with so many of the first, or begin with so many of the last? */
  readonly ends: readonly boolean[];
  readonly begins: readonly boolean[];
}

export class Possible {
  private readonly pattern: Pattern;
  private readonly known = new Map<Recipe | undefined, Limits>();
  private readonly pairs = new Map<Limits, Map<Limits, boolean>>();

  constructor(pattern: Pattern) {
    this.pattern = pattern;
  }

  inside(recipe: Recipe | undefined): boolean {
    return this.limits(recipe).inside;
  }

  /** Can it begin in one page and end in the next? */
  across(here: Recipe | undefined, there: Recipe | undefined): boolean {
    const first = this.limits(here);
    const second = this.limits(there);
    const known = this.pairs.get(first) ?? new Map<Limits, boolean>();
    this.pairs.set(first, known);
    let may = known.get(second);
    if (may === undefined) {
      const { length } = this.pattern;
      may = first.ends.some((ends, bytes) => bytes > 0 && ends && second.begins[length - bytes] === true);
      known.set(second, may);
    }
    return may;
  }

  private limits(recipe: Recipe | undefined): Limits {
    let limits = this.known.get(recipe);
    if (limits === undefined) {
      limits = this.limitsOf(recipe ?? (() => true));
      this.known.set(recipe, limits);
    }
    return limits;
  }

  private limitsOf(mayHold: Recipe): Limits {
    const { pattern } = this;
    const { length } = pattern;
    const fits = (from: number, to: number, alignment: number): boolean =>
      pattern.words(from, to, alignment).every(({ value, mask }) => mayHold(value, mask));
    const counts = Array.from({ length }, (_, bytes) => bytes);
    const aligned = (bytes: number): number => (4 - (bytes & 3)) & 3;
    return {
      inside: pattern.alignments.some((alignment) => fits(0, length, alignment)),
      ends: counts.map((bytes) => pattern.alignments.includes(aligned(bytes)) && fits(0, bytes, aligned(bytes))),
      begins: counts.map((bytes) => fits(length - bytes, length, 0)),
    };
  }
}
