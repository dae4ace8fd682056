// The map of a comparison says exactly which frames differ.

import { expect, it } from "vitest";
import type { Comparison } from "../../sim/api.ts";
import { halve } from "./mip.ts";
import { differingByClass, EQUAL, masked } from "./xor.ts";

const comparison = {
  map: Uint8Array.of(0, 1, 0, 1),
  frames: [
    { pfn: 1, bytes: 4, here: "", there: "" },
    { pfn: 3, bytes: 1, here: "", there: "" },
  ],
} as unknown as Comparison;
const classes = Uint8Array.of(1, 2, 3, 2);

it("marks what is equal and leaves what differs", () => {
  expect([...masked(classes, comparison)]).toEqual([1 | EQUAL, 2, 3 | EQUAL, 2]);
});

it("counts what differs by class", () => {
  expect(differingByClass(classes, comparison)).toEqual([0, 0, 2, 0, 0, 0, 0, 0]);
});

it("shows one frame that differs among any number that do not, whatever their classes", () => {
  const cells = halve({ bytes: Uint8Array.of(3 | EQUAL, 3 | EQUAL, 0, 3 | EQUAL), cols: 2, rows: 2 });
  expect([...cells.bytes]).toEqual([0]);
});
