// The scaled scroll window of the indirection list.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentHeight, ROW_HEIGHT, rowsAbove, rowsWanted, rowTop, scrollFor, TALLEST } from "./window.ts";

const lists = fc.record({ entries: fc.integer({ min: 1, max: 1_000_000 }), height: fc.integer({ min: 60, max: 900 }) });

describe("scaled scrolling", () => {
  it("never lays out more than a browser can, and reaches the last row", () => {
    fc.assert(
      fc.property(lists, (list) => {
        const content = contentHeight(list.entries);
        expect(content).toBeLessThanOrEqual(TALLEST);
        const end = Math.max(0, content - list.height);
        const lastBottom = rowTop(list, end, list.entries - 1) + ROW_HEIGHT;
        expect(lastBottom).toBeCloseTo(Math.min(content, end + list.height), 3);
      }),
    );
  });

  it("puts a wanted row at the upper edge", () => {
    fc.assert(
      fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const rows = list.entries - list.height / ROW_HEIGHT;
        if (rows <= 0) return;
        const row = Math.floor(rows * share);
        const scrollTop = scrollFor(list, row);
        expect(rowsAbove(list, scrollTop)).toBeCloseTo(row, 3);
        expect(rowTop(list, scrollTop, row)).toBeCloseTo(scrollTop, 1);
      }),
    );
  });

  it("asks for the rows in sight in the middle of the answer", () => {
    const list = { entries: 10_000, height: 260 };
    expect(rowsWanted(list, scrollFor(list, 500), 64)).toBe(500 - 27);
    expect(rowsWanted(list, 0, 64)).toBe(0);
  });
});
