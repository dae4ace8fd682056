// How a cached descriptor stands to its table.

import { describe, expect, it } from "vitest";
import type { CachedSegment, DescriptorWords } from "../../sim/api.ts";
import { SLOTS, standingOf, tableText } from "./words.ts";

const words: DescriptorWords = {
  base: 0,
  limit: 0xffffffff,
  type: "data, read/write",
  accessed: true,
  dpl: 0,
  present: true,
  granular: true,
  big: true,
};
const segment: CachedSegment = { name: "DS", selector: 0x68, cached: words, usable: true, now: words, differs: [] };
const { now: _, ...gone } = segment;

describe("a cached descriptor", () => {
  it("is as in the table, differs, or has no entry any more", () => {
    expect(standingOf(segment)).toEqual({ kind: "same", text: "✓ as in table" });
    expect(standingOf({ ...segment, differs: ["base", "limit"] })).toMatchObject({
      kind: "differs",
      text: "≠ base, limit",
    });
    expect(standingOf({ ...gone, missing: "is beyond the limit of the GDT" })).toEqual({
      kind: "missing",
      text: "∅ no entry now",
      title: "selector 0x0068 is beyond the limit of the GDT",
    });
  });

  it("is no alarm where nothing was loaded", () => {
    expect(standingOf({ ...gone, selector: 0 }).kind).toBe("unused");
    expect(standingOf({ ...segment, usable: false }).kind).toBe("unused");
  });
});

it("a table says how much of it is in use, or that it is gone", () => {
  const table = { base: 0, limit: 0xff, state: "there", slots: 32, rows: [], more: 0 } as const;
  expect(tableText(table, SLOTS, 2)).toBe("32 slots, 2 in use");
  expect(tableText({ ...table, limit: 0, slots: 0, state: "gone" }, SLOTS, 0)).toBe("∅ no descriptor fits");
});
