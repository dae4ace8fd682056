// What must not be exceeded: ratios to other code in the same run, and counts of bytes. Times are of one machine and one
// moment, so none of them is here.

import type { Figure, Section, Unit } from "./report.ts";

export interface Budget {
  readonly section: string;
  readonly figure: string;
  readonly most: number;
  readonly unit: Exclude<Unit, "ms" | "M/s" | "count">;
}

export const RATIO = "record / plain copies";
export const HISTORY = "history per page exchanged";
export const MEMORY = "memory held with the recording";
export const FIRST_LOAD = "first load, gzipped script";

export const BUDGETS: readonly Budget[] = [
  { section: "huge", figure: RATIO, most: 1, unit: "ratio" },
  { section: "huge", figure: HISTORY, most: 64, unit: "bytes" },
  { section: "huge", figure: MEMORY, most: 600, unit: "MiB" },
  { section: "page", figure: FIRST_LOAD, most: 250, unit: "KiB" },
];

export interface Overrun {
  readonly budget: Budget;
  readonly figure: Figure;
}

/** A figure that was not measured is within its budget; one that is no number is not. */
export function overruns(sections: readonly Section[], budgets: readonly Budget[]): Overrun[] {
  return budgets.flatMap((budget) =>
    sections
      .filter(({ id }) => id === budget.section)
      .flatMap(({ figures }) => figures)
      .filter(({ name, unit, value }) => name === budget.figure && unit === budget.unit && !(value <= budget.most))
      .map((figure) => ({ budget, figure })),
  );
}
