// Free pages are left out of an image, and no other.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withoutFree } from "./free-pages.ts";
import { oldRanges } from "./old-ranges.ts";

const PAGE = 4096;
const framesOf = (loads: readonly { paddr: number; bytes: number }[]): number[] =>
  loads.flatMap(({ paddr, bytes }) => Array.from({ length: bytes / PAGE }, (_, i) => paddr / PAGE + i));

const machines = fc.record({
  frames: fc.integer({ min: 0x110, max: 0x400 }),
  free: fc.infiniteStream(fc.boolean()),
  from: fc.integer({ min: 0x100, max: 0x200 }),
  length: fc.nat(0x80),
});

describe("an image without A's free pages", () => {
  it("has every page that is not free, and none that is; neighbours are one range", () => {
    fc.assert(
      fc.property(machines, ({ frames, free, from, length }) => {
        const isFree = Array.from({ length: frames }, () => free.next().value);
        const ranges = oldRanges(frames, (frame) => frame >= from && frame < from + length);
        const all = framesOf(ranges);
        const { loads, pages, dropped } = withoutFree(ranges, (frame) => isFree[frame] === true, 4095);
        expect(framesOf(loads)).toEqual(all.filter((frame) => isFree[frame] !== true));
        expect([pages, pages + dropped]).toEqual([framesOf(loads).length, all.length]);
        loads.forEach(({ paddr, bytes }, i) => {
          const next = loads[i + 1]?.paddr ?? Infinity;
          expect(next).toBeGreaterThanOrEqual(paddr + bytes);
          if (next === paddr + bytes) expect(ranges.some((range) => range.paddr === next)).toBe(true);
        });
      }),
    );
  });

  it("keeps small holes where there would be more ranges than a file has room for", () => {
    const ranges = [{ paddr: 0x100000, bytes: 600 * PAGE }];
    const isFree = (frame: number) => frame % 2 === 1 || frame >= 0x100 + 300;
    const { loads, pages, dropped } = withoutFree(ranges, isFree, 10);
    expect(loads.length).toBeLessThanOrEqual(10);
    expect(pages + dropped).toBe(600);
    expect(dropped).toBeGreaterThanOrEqual(300);
    expect(framesOf(loads).length).toBe(pages);
  });
});

it("old memory is all RAM but the first page, video memory and BIOS, and what is exchanged", () => {
  expect(oldRanges(0x800, (frame) => frame >= 0x400 && frame < 0x460)).toEqual([
    { paddr: 0x1000, bytes: 0x9f000 },
    { paddr: 0x100000, bytes: 0x300000 },
    { paddr: 0x460000, bytes: 0x3a0000 },
  ]);
});
