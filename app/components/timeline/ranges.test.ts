// Ranges of time as they are marked, typed and magnified.

import { describe, expect, it } from "vitest";
import type { PhaseSpan } from "../../sim/api.ts";
import type { Axis } from "./axis.ts";
import { between, grown, legOfRange, legRange, pathOf, readTime } from "./ranges.ts";

/** Ten operations a pixel. */
const axis: Axis = { width: 100, boxes: [], legs: [], x: (t) => t / 10, t: (x) => Math.max(0, Math.min(1000, x * 10)) };

describe("a marked range", () => {
  it("lies within the run, whichever end was first, and is never empty", () => {
    expect(between(70, 20, 1000)).toEqual({ from: 20, to: 70 });
    expect(between(-5, 5000, 1000)).toEqual({ from: 0, to: 1000 });
    expect(between(1000, 1000, 1000)).toEqual({ from: 999, to: 1000 });
  });

  it("grows away from the focus, shrinks back to it, and turns round there", () => {
    const one = grown(undefined, 500, 1, axis, 1000);
    expect(one).toEqual({ from: 500, to: 620 });
    expect(grown(one, 500, 1, axis, 1000)).toEqual({ from: 500, to: 740 });
    expect(grown(one, 500, -1, axis, 1000)).toEqual({ from: 500, to: 501 });
    expect(grown(undefined, 500, -1, axis, 1000)).toEqual({ from: 380, to: 500 });
  });

  it("begins anew where the focus has gone elsewhere", () => {
    expect(grown({ from: 10, to: 20 }, 500, 1, axis, 1000)).toEqual({ from: 500, to: 620 });
  });
});

describe("a time that is typed", () => {
  it.each([
    ["88,213", 88213],
    [" 88213 ", 88213],
    ["88.213", 88213],
    ["swap/7", undefined],
    ["", undefined],
    ["-4", undefined],
  ])("%s is %s", (text, t) => {
    expect(readTime(text)).toBe(t);
  });
});

describe("legs as ranges", () => {
  const phase = (leg: number, from: number, to: number): PhaseSpan => ({
    ...{ leg, from, to, index: 0, id: "p", title: "", lane: "A", owner: "A", anchor: "" },
  });
  const run = { phases: [phase(1, 0, 5), phase(1, 5, 9), phase(2, 9, 9), phase(2, 9, 20)] };

  it("reach from their first phase to their last", () => {
    expect(legRange(run, 2)).toEqual({ from: 9, to: 20 });
    expect(legRange(run, 7)).toBeUndefined();
  });

  it("are known again by their ends", () => {
    expect(legOfRange(run, { from: 9, to: 20 })).toBe(2);
    expect(legOfRange(run, { from: 0, to: 8 })).toBeUndefined();
    expect(legOfRange(run, undefined)).toBeUndefined();
  });
});

it("the path has every range on the way, the one shown last", () => {
  expect(pathOf(undefined, [{ from: 0, to: 1 }])).toEqual([]);
  expect(pathOf({ from: 2, to: 3 }, [{ from: 0, to: 9 }])).toEqual([
    { from: 0, to: 9 },
    { from: 2, to: 3 },
  ]);
});
