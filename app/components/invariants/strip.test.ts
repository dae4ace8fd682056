import { describe, expect, it } from "vitest";
import { summary } from "../../state/testing/handmade.ts";
import { nearestCheck, stretchesOf, ticksOf } from "./strip.ts";

const { phases } = summary;
const checks = [
  { t: 2, holds: true },
  { t: 4, holds: true },
  { t: 4, holds: false },
  { t: 4, holds: true },
  { t: 7, holds: false },
];
const ticks = ticksOf(checks, phases, 100);

describe("a strip", () => {
  it("has one tick where several checks meet, and a failure shows", () => {
    expect(ticks).toEqual([
      { x: 25, holds: true },
      { x: 50, holds: false },
      { x: 75, holds: false },
    ]);
  });

  it("goes from each change of the answer to the next", () => {
    expect(stretchesOf(ticks)).toEqual([
      { from: 25, to: 50, holds: true },
      { from: 50, to: 75, holds: false },
    ]);
    expect(stretchesOf([])).toEqual([]);
  });

  it("leads to the check that is nearest", () => {
    expect(nearestCheck(checks, phases, 0.1)?.t).toBe(2);
    expect(nearestCheck(checks, phases, 0.99)?.t).toBe(7);
    expect(nearestCheck([], phases, 0.5)).toBeUndefined();
  });
});
