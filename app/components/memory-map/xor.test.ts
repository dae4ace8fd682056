// The map of a comparison says exactly which frames differ.

import { expect, it } from "vitest";
import { FRAME_CLASSES, type Comparison } from "../../sim/api.ts";
import { halve } from "./mip.ts";
import { pixelWords, type Palette } from "./palette.ts";
import { DIFFERS, differingByClass, EQUAL, masked } from "./xor.ts";

const comparison = {
  map: Uint8Array.of(0, 1, 0, 1),
  frames: [
    { pfn: 1, bytes: 4, here: "", there: "" },
    { pfn: 3, bytes: 1, here: "", there: "" },
  ],
} as unknown as Comparison;
const classes = Uint8Array.of(1, 2, 3, 2);

it("marks what is equal and leaves what differs", () => {
  expect([...masked(classes, comparison)]).toEqual([1 | EQUAL, 2 | DIFFERS, 3 | EQUAL, 2 | DIFFERS]);
});

it("paints what differs unlike what is equal, whatever its class", () => {
  const rgb = new Proxy({}, { get: (_, name) => [String(name).length, String(name).charCodeAt(0), 7] });
  const words = pixelWords({ rgb, mono: "" } as unknown as Palette, undefined);
  for (const [code] of FRAME_CLASSES.entries()) expect(words[code | DIFFERS]).not.toBe(words[code | EQUAL]);
  const untouched = FRAME_CLASSES.indexOf("untouched");
  expect(words[untouched | DIFFERS]).not.toBe(words[untouched]);
});

it("counts what differs by class", () => {
  expect(differingByClass(classes, comparison)).toEqual([0, 0, 2, 0, 0, 0, 0, 0, 0]);
});

it("shows one frame that differs among any number that do not, whatever their classes", () => {
  const cells = halve({ bytes: Uint8Array.of(3 | EQUAL, 3 | EQUAL, DIFFERS, 3 | EQUAL), cols: 2, rows: 2 });
  expect([...cells.bytes]).toEqual([DIFFERS]);
});
