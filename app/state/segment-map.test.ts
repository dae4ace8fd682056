import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { PRESETS } from "./scenarios.ts";
import { indexOfSegment, movedRange, movedSegment, retiled, segmentMap } from "./segment-map.ts";

function preset(id: string) {
  const found = PRESETS.find((each) => each.id === id)?.scenario;
  if (found === undefined) throw new Error(`the preset ${id} is gone`);
  return found;
}
const tiny = preset("tiny");
const initrd = tiny.segments.findIndex(({ content }) => content === "initrd");

describe("the map of segments", () => {
  it.each(PRESETS)("finds neither overlap nor gap in $id", ({ scenario }) => {
    const { overlaps, gaps, segments } = segmentMap(scenario);
    expect({ overlaps, gaps }).toEqual({ overlaps: [], gaps: [] });
    expect(segments.some((each) => each.outside || each.overlaps)).toBe(false);
  });

  it("marks both segments that share bytes, and the bytes", () => {
    const both = { ...tiny, segments: tiny.segments.filter(({ content }) => content !== "backup") };
    const moved = both.segments.map((each) => (each.content === "initrd" ? { ...each, mem: 0x0041_2000 } : each));
    const map = segmentMap({ ...both, segments: moved });
    expect(map.overlaps).toEqual([
      { start: 0x0041_2000, end: 0x0041_3000 },
      { start: 0x0041_3000, end: 0x0041_4000 },
    ]);
    expect(map.segments.filter((each) => each.overlaps).map(({ content }) => content)).toEqual([
      "purgatory",
      "elfcorehdr",
      "initrd",
    ]);
  });

  it("takes whatever a text may say", () => {
    for (const value of [undefined, null, [], { segments: [{ mem: "x" }, 3, null] }, { bRange: 7 }])
      expect(() => segmentMap(value)).not.toThrow();
  });
});

describe("a segment that is moved", () => {
  it("leaves backups for every gap, and comes back by the opposite move", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1, max: 0 }), (pages) => {
        const there = movedSegment(tiny, initrd, "whole", pages);
        expect(segmentMap(there)).toMatchObject({ overlaps: [], gaps: [] });
        const at = indexOfSegment(there, { name: "initrd", content: "initrd" });
        expect(movedSegment(there, at, "whole", -pages)).toEqual(retiled(tiny));
      }),
    );
  });

  it("takes the entry point along, and its data where it shrinks", () => {
    const kernel = tiny.segments.findIndex(({ content }) => content === "kernel");
    expect(movedSegment(tiny, kernel, "whole", 1).bEntry).toBe(tiny.bEntry + 4096);
    const shrunk = movedSegment(tiny, initrd, "end", -2);
    expect(shrunk.segments.find(({ content }) => content === "initrd")).toMatchObject({ memsz: 4096, bufsz: 4096 });
  });

  it("stays within the range that grows with it", () => {
    const wide = movedRange(tiny, "end", 4);
    expect(wide.bRange.end).toBe(tiny.bRange.end + 4 * 4096);
    expect(segmentMap(wide).gaps).toEqual([]);
  });
});
