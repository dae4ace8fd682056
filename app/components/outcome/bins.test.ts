// Every frame is counted once, in the part of memory that it lies in.

import { expect, it } from "vitest";
import { bins } from "./bins.ts";

it("counts frames where they lie", () => {
  expect(bins([0, 1, 511, 512, 1023], 1024, 4)).toEqual([2, 1, 1, 1]);
});

it("loses none beyond the end of memory", () => {
  expect(bins([0, 5000], 1024, 2)).toEqual([1, 1]);
});
