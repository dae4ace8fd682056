// The map as a table.

import { describe, expect, it } from "vitest";
import { AWAY_FROM_HOME, FRAME_CLASSES } from "../api.ts";
import { extentsOf } from "./extents.ts";

const [A, B, R] = [
  FRAME_CLASSES.indexOf("kernelA"),
  FRAME_CLASSES.indexOf("kernelB"),
  FRAME_CLASSES.indexOf("reserved"),
];
const classes = Uint8Array.of(A, A, A, B, B | AWAY_FROM_HOME, R, R, A);
const starts = (rows: readonly { start: number }[]): number[] => rows.map(({ start }) => start);

describe("extents", () => {
  it("are the runs of one class, home and away apart, and together all frames", () => {
    const { total, rows } = extentsOf(classes, 0, 100);
    expect(total).toBe(5);
    expect(rows.map(({ start, end }) => [start, end])).toEqual([
      [0, 3],
      [3, 4],
      [4, 5],
      [5, 7],
      [7, 8],
    ]);
    expect(rows[2]).toMatchObject({ class: "kernelB", away: true });
  });

  it("come sorted by size, class or place, in either direction, with ties in the order of memory", () => {
    expect(starts(extentsOf(classes, 0, 100, { by: "frames", down: true }).rows)).toEqual([0, 5, 3, 4, 7]);
    expect(starts(extentsOf(classes, 0, 100, { by: "class", down: false }).rows)).toEqual([0, 7, 3, 4, 5]);
    expect(starts(extentsOf(classes, 0, 2, { by: "start", down: true }).rows)).toEqual([7, 5]);
  });

  it("come sorted by their last write, those that nobody wrote at the end", () => {
    const last = new Map([
      [3, 40],
      [5, 7],
    ]);
    const writes = ({ start }: { start: number }) =>
      last.has(start) ? { last: { t: last.get(start) ?? 0, pfn: start } } : {};
    expect(starts(extentsOf(classes, 0, 100, { by: "last", down: true }, writes).rows)).toEqual([3, 5, 0, 4, 7]);
  });
});
