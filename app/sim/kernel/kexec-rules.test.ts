// The refusals of kexec_load, each with its errno, and their order.

import { describe, expect, it } from "vitest";
import { KEXEC_SEGMENT_MAX, checkSegments, loadRules, type SegmentWords } from "./kexec-rules.ts";

const seg = (mem: number, memsz = 0x1000, bufsz = 0): SegmentWords => ({ mem, memsz, bufsz });
const row = (count: number): SegmentWords[] => Array.from({ length: count }, (_, i) => seg(0x10_0000 + i * 0x1000));

describe("checkSegments", () => {
  it("accepts neighbouring aligned segments up to the maximum", () => {
    expect(checkSegments(row(KEXEC_SEGMENT_MAX))).toBeUndefined();
    expect(checkSegments([seg(0x10_0000, 0x2000, 0x2000), seg(0x10_2000)])).toBeUndefined();
  });

  it.each([
    ["17 segments", row(17), "EINVAL", "segments"],
    ["an unaligned start", [seg(0x10_0001)], "EADDRNOTAVAIL", "segments[0].mem"],
    ["an unaligned end", [seg(0x10_0000), seg(0x20_0000, 0x1800)], "EADDRNOTAVAIL", "segments[1].memsz"],
    ["a segment that wraps", [seg(0xffff_f000, 0x2000)], "EADDRNOTAVAIL", "segments[0].memsz"],
    ["a segment that ends at 4 GiB", [seg(0xffff_f000, 0x1000)], "EADDRNOTAVAIL", "segments[0].memsz"],
    ["an overlap", [seg(0x10_0000, 0x3000), seg(0x10_2000)], "EINVAL", "segments[1].mem"],
    ["two equal segments", [seg(0x10_0000), seg(0x10_0000)], "EINVAL", "segments[1].mem"],
    ["more data than room", [seg(0x10_0000, 0x1000, 0x1001)], "EINVAL", "segments[0].bufsz"],
  ])("refuses %s", (_what, segments, errno, path) => {
    expect(checkSegments(segments)).toMatchObject({ errno, path });
  });

  it("looks at every address before it looks for overlaps and data", () => {
    const segments = [seg(0x10_0000, 0x1000, 0x9000), seg(0x10_0000), seg(0x20_0800)];
    expect(checkSegments(segments)).toMatchObject({ errno: "EADDRNOTAVAIL", path: "segments[2].mem" });
    expect(loadRules.map((rule) => rule.id)).toEqual([
      "segment-count",
      "segment-address",
      "segment-overlap",
      "segment-buffer",
    ]);
  });

  it("knows no limit by share of RAM", () => {
    expect(checkSegments([seg(0x1000_0000, 0x8000_0000)])).toBeUndefined();
  });
});
