import { describe, expect, it } from "vitest";
import { NOWHERE, visited, type Visits } from "./visits.ts";

const all = (...frames: readonly number[]): Visits => frames.reduce(visited, NOWHERE);

describe("frames that were looked at", () => {
  it("are kept in order, the last one at hand", () => {
    expect(all(1, 2, 3)).toEqual({ frames: [1, 2, 3], at: 2 });
  });

  it("do not grow when the same frame is shown again", () => {
    const visits = all(1, 2);
    expect(visited(visits, 2)).toBe(visits);
  });

  it("lose those ahead when another frame is chosen from further back", () => {
    expect(visited({ ...all(1, 2, 3), at: 0 }, 9)).toEqual({ frames: [1, 9], at: 1 });
  });

  it("stay few", () => {
    const many = all(...Array.from({ length: 80 }, (_, frame) => frame));
    expect([many.frames.length, many.frames[0], many.at]).toEqual([50, 30, 49]);
  });
});
