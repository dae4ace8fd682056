// No frame is lost between the rows of a comparison.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsOf } from "./rows.ts";

const comparison = (differing: readonly number[], total: number) => ({
  frames: differing.map((pfn) => ({ pfn, bytes: 1, here: "", there: "" })),
  differing: differing.length,
  map: new Uint8Array(total),
});

describe("rows of frames", () => {
  it("are the differing ones alone where only differences are wanted", () => {
    expect(rowsOf(comparison([2, 5], 8), true).map(({ kind }) => kind)).toEqual(["differs", "differs"]);
  });

  it("cover every frame once, in order, where nothing is hidden", () => {
    const some = fc.uniqueArray(fc.nat({ max: 40 }), { maxLength: 41 });
    fc.assert(
      fc.property(some, (pfns) => {
        const rows = rowsOf(
          comparison(
            pfns.toSorted((a, b) => a - b),
            41,
          ),
          false,
        );
        const covered = rows.flatMap((row) =>
          row.kind === "differs"
            ? [row.difference.pfn]
            : Array.from({ length: row.to - row.from }, (_, i) => row.from + i),
        );
        expect(covered).toEqual(Array.from({ length: 41 }, (_, pfn) => pfn));
        const equal = rows.filter(({ kind }) => kind === "equal").length;
        expect(equal).toBeLessThanOrEqual(pfns.length + 1);
      }),
    );
  });
});
