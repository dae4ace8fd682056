// Layout by owner, upside down, and ranges of frames on the map.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLASS_MASK, FRAME_CLASSES } from "../../sim/api.ts";
import { cellOrder, layoutOf, NO_CELL, samePlaces } from "./layout.ts";
import { extended, framesIn, rangeOf, rangeOutline, rangeRects } from "./range-shape.ts";
import type { Placement } from "./viewport.ts";

const BOX = { width: 600, height: 400 };
const code = (name: (typeof FRAME_CLASSES)[number]): number => FRAME_CLASSES.indexOf(name);
const classesOf = fc.uint8Array({ minLength: 1, maxLength: 3000, max: FRAME_CLASSES.length - 1 });

describe("layout by owner", () => {
  it("gives every frame a cell of its own and leads back from it", () => {
    fc.assert(
      fc.property(classesOf, (classes) => {
        const layout = layoutOf("owner", classes.length, BOX, 1, { classes });
        const cells = new Set<number>();
        for (let pfn = 0; pfn < classes.length; pfn++) {
          const cell = layout.cellOf(pfn);
          expect(layout.frameAt(cell)).toBe(pfn);
          cells.add(cell.row * layout.cols + cell.col);
        }
        expect(cells.size).toBe(classes.length);
        expect(cellOrder(layout)?.filter((pfn) => pfn !== NO_CELL)).toHaveLength(classes.length);
      }),
    );
  });

  it("keeps each class together, in the order of memory, from a row of its own", () => {
    const classes = Uint8Array.from({ length: 64 }, (_, pfn) => (pfn % 3 === 0 ? code("kernelB") : code("kernelA")));
    const layout = layoutOf("owner", 64, BOX, 1, { classes });
    expect(layout.bands?.map((band) => band.class)).toEqual(["kernelA", "kernelB"]);
    const order = [...(layout.order ?? [])].filter((pfn) => pfn !== NO_CELL);
    const own = (name: "kernelA" | "kernelB") =>
      order.filter((pfn) => ((classes[pfn] ?? 0) & CLASS_MASK) === code(name));
    expect(order).toEqual([...own("kernelA"), ...own("kernelB")]);
    expect(own("kernelB")).toEqual(own("kernelB").toSorted((a, b) => a - b));
  });
});

describe("upside down", () => {
  it.each(["rows", "hilbert"] as const)("%s has the same frames, the first below", (kind) => {
    const up = layoutOf(kind, 1024, BOX, 1);
    const down = layoutOf(kind, 1024, BOX, 1, { lowFirst: false });
    expect(down.cellOf(0).row).toBe(down.rows - 1 - up.cellOf(0).row);
    for (const pfn of [0, 1, 33, 1023]) expect(down.frameAt(down.cellOf(pfn))).toBe(pfn);
    expect(samePlaces(up, down)).toBe(false);
    expect(samePlaces(up, layoutOf(kind, 1024, BOX, 1))).toBe(true);
  });
});

describe("a range of frames", () => {
  const at = (lowFirst: boolean): Placement => ({
    layout: layoutOf("rows", 1024, BOX, 1, { lowFirst }),
    view: { k: 1, x: 0, y: 0 },
    left: 0,
    top: 0,
  });

  it.each([true, false])("covers as much of the map as it has frames, low first: %s", (lowFirst) => {
    const placement = at(lowFirst);
    const { cellWidth, cellHeight } = placement.layout;
    fc.assert(
      fc.property(fc.nat(1023), fc.nat(1023), (a, b) => {
        const range = rangeOf(a, b);
        const area = rangeRects(placement, range, 600, 400).reduce((sum, { width, height }) => sum + width * height, 0);
        expect(area / (cellWidth * cellHeight)).toBeCloseTo(framesIn(range), 4);
      }),
    );
  });

  it("has an outline in rows alone", () => {
    expect(rangeOutline(at(true), { from: 5, to: 90 })).toHaveLength(12);
    const hilbert: Placement = { ...at(true), layout: layoutOf("hilbert", 1024, BOX, 1) };
    expect(rangeOutline(hilbert, { from: 5, to: 90 })).toBeUndefined();
    expect(rangeRects(hilbert, { from: 5, to: 9 }, 600, 400)).toHaveLength(5);
  });

  it("grows from the end away from the cursor, and begins anew elsewhere", () => {
    expect(extended(undefined, 10, 11)).toEqual({ from: 10, to: 11 });
    expect(extended({ from: 10, to: 11 }, 11, 12)).toEqual({ from: 10, to: 12 });
    expect(extended({ from: 10, to: 12 }, 10, 9)).toEqual({ from: 9, to: 12 });
    expect(extended({ from: 10, to: 12 }, 500, 501)).toEqual({ from: 500, to: 501 });
  });
});
