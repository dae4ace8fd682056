// Two runs in columns: no phase is lost, names in common meet, order is kept.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PhaseSpan, RunSummary } from "../../sim/api.ts";
import { align, placeOf } from "./align.ts";

function runOf(names: readonly string[]): RunSummary {
  const phases = names.map((name, index): PhaseSpan => ({
    ...{ index, id: name, title: name, lane: "A", owner: "A", leg: 1, anchor: `phase/${name}` },
    ...{ from: index * 10, to: index * 10 + 10 },
  }));
  return { phases, end: names.length * 10 } as unknown as RunSummary;
}

const words = (here: string, there: string): string =>
  align(runOf(here.split("")), runOf(there.split("")))
    .map((column) => `${column.here?.id ?? "-"}${column.there?.id ?? "-"}`)
    .join(" ");

describe("alignment", () => {
  it("puts phases of one name into one column", () => {
    expect(words("abc", "abc")).toBe("aa bb cc");
  });

  it("leaves a gap where only one run has a phase", () => {
    expect(words("abxc", "abc")).toBe("aa bb x- cc");
    expect(words("ac", "abc")).toBe("aa -b cc");
    expect(words("abz", "abcd")).toBe("aa bb z- -c -d");
  });

  const names = fc.uniqueArray(fc.constantFrom(..."a b c d e f g h i j".split(" ")), { maxLength: 10 });

  it("loses no phase and keeps the order of each run", () => {
    fc.assert(
      fc.property(names, names, (here, there) => {
        const columns = align(runOf(here), runOf(there));
        expect(columns.flatMap((column) => column.here?.id ?? [])).toEqual(here);
        expect(columns.flatMap((column) => column.there?.id ?? [])).toEqual(there);
      }),
    );
  });

  it("places positions in order, inside the whole", () => {
    fc.assert(
      fc.property(names, names, fc.nat({ max: 99 }), (here, there, t) => {
        const columns = align(runOf(here), runOf(there));
        const place = placeOf(columns, "here", t);
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThanOrEqual(1 + 1e-9);
        expect(placeOf(columns, "here", t + 1)).toBeGreaterThanOrEqual(place);
      }),
    );
  });
});
