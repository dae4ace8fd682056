// Every frame has a place on the map of two runs, and a cell of several frames speaks for the one that differs most.

import fc from "fast-check";
import { expect, it } from "vitest";
import { frameAtPoint, gridOf, relationCounts, speaker } from "./maps.ts";

it("a grid has a cell within its box for every frame, and finds it again", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 40, max: 900 }),
      fc.integer({ min: 40, max: 700 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (frames, width, height, share) => {
        const grid = gridOf(frames, width, height);
        expect(grid.cols * grid.cell).toBeLessThanOrEqual(width);
        expect(grid.rows * grid.cell).toBeLessThanOrEqual(height);
        const frame = Math.floor((share * frames) / grid.each) * grid.each;
        const index = frame / grid.each;
        const [x, y] = [(index % grid.cols) * grid.cell, Math.floor(index / grid.cols) * grid.cell];
        expect(frameAtPoint(grid, x, y)).toBe(frame);
      },
    ),
  );
});

it("a cell shows what differs most of its frames", () => {
  const map = Uint8Array.of(0, 3, 0, 1, 2, 0, 0, 0);
  expect([speaker(map, 0, 8), speaker(map, 0, 3), speaker(map, 4, 4), speaker(map, 5, 3)]).toEqual([3, 1, 4, 5]);
  expect(relationCounts(map)).toEqual([5, 1, 1, 1]);
});
