// The loader's rules: page-aligned bases, whole pages, no overlap, inside the range.

import { describe, expect, it } from "vitest";
import { problemText } from "../core/errors.ts";
import { readElf } from "./elf.ts";
import { loadSegmentsOf } from "./elf-load.ts";
import { writeElf, type WrittenSegment } from "./testing/elf-writer.ts";

const RANGE = { start: 0x1000000, end: 0x2000000 };

function load(segments: readonly WrittenSegment[]) {
  const elf = readElf(writeElf({ entry: segments[0]?.paddr ?? 0, segments }));
  if (!elf.ok) throw new Error(elf.problems.map(problemText).join());
  return loadSegmentsOf(elf.value, RANGE);
}

const complaints = (segments: readonly WrittenSegment[]): string[] => {
  const loaded = load(segments);
  return loaded.ok ? [] : loaded.problems.map(problemText);
};

describe("load segments", () => {
  it("are sorted, and rounded up to pages", () => {
    const loaded = load([
      { paddr: 0x1400000, bytes: [1, 2, 3], memsz: 0x1001 },
      { paddr: 0x1000000, bytes: [4] },
    ]);
    expect(loaded.ok && loaded.value).toEqual([
      { mem: 0x1000000, memsz: 0x1000, bytes: Uint8Array.of(4) },
      { mem: 0x1400000, memsz: 0x2000, bytes: Uint8Array.of(1, 2, 3) },
    ]);
  });

  it("may touch each other and both ends of the range", () => {
    expect(
      complaints([
        { paddr: 0x1000000, bytes: [1], memsz: 0x1000 },
        { paddr: 0x1001000, bytes: [1], memsz: 0xfff000 },
      ]),
    ).toEqual([]);
  });

  it("begin on a page boundary", () => {
    expect(complaints([{ paddr: 0x1000010, bytes: [1] }])).toEqual([
      "program header 0, p_paddr: expected a multiple of 0x1000, got 0x1000010",
    ]);
  });

  it("lie in the range, from the first byte to the last page", () => {
    expect(
      complaints([
        { paddr: 0x100000, bytes: [1] },
        { paddr: 0x1fff000, bytes: [1], memsz: 0x1001 },
        { paddr: 0x2000000, bytes: [1] },
      ]),
    ).toEqual([
      "program header 0, p_paddr: expected inside 0x1000000 to 0x1ffffff, got 0x100000",
      "program header 1, p_memsz: expected an end inside 0x1000000 to 0x1ffffff, got 0x1001 at 0x1fff000",
      "program header 2, p_paddr: expected inside 0x1000000 to 0x1ffffff, got 0x2000000",
      "program header 2, p_paddr: expected 0x2001000 or more, where program header 1 ends (frame 0x02001), got 0x2000000",
    ]);
  });

  it("do not overlap, counted in whole pages", () => {
    expect(
      complaints([
        { paddr: 0x1002000, bytes: [1] },
        { paddr: 0x1000000, bytes: [1], memsz: 0x2001 },
      ]),
    ).toEqual([
      "program header 0, p_paddr: expected 0x1003000 or more, where program header 1 ends (frame 0x01003), got 0x1002000",
    ]);
  });

  it("are at most as many as the system call takes", () => {
    const many = (count: number) =>
      complaints(Array.from({ length: count }, (_, i) => ({ paddr: 0x1000000 + i * 0x1000, bytes: [1] })));
    expect(many(16)).toEqual([]);
    expect(many(17)).toEqual(["program headers: expected at most 16 PT_LOAD, got 17"]);
  });
});
