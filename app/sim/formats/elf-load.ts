// From an executable to load segments, by the rules of the user-space loader: bases on page boundaries, sizes rounded
// up to pages, no overlap, nothing outside the range given for the image.

import type { Problem, Result } from "../core/errors.ts";
import { hexPfn } from "../core/hex.ts";
import { isPageAligned, PAGE_SHIFT, PAGE_SIZE, pagesOf } from "../core/units.ts";
import type { ElfExecutable, ElfSegment } from "./elf.ts";
import { hexOf } from "./refused.ts";

/** Physical addresses; `end` is the first one behind the range. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

export interface LoadSegment {
  /** Page-aligned. */
  readonly mem: number;
  /** A multiple of the page size. */
  readonly memsz: number;
  /** What lies at `mem`; zeroes follow up to memsz. */
  readonly bytes: Uint8Array;
}

/** The system call takes no more (KEXEC_SEGMENT_MAX). */
const SEGMENTS_MAX = 16;

/** Sorted by address. */
export function loadSegmentsOf(elf: ElfExecutable, range: AddressRange): Result<readonly LoadSegment[]> {
  const sorted = elf.segments.toSorted((a, b) => a.paddr - b.paddr || a.header - b.header);
  const problems = [
    ...sorted.flatMap((segment) => placeProblems(segment, range)),
    ...sorted.slice(1).flatMap((segment, i) => overlapProblems(sorted[i] ?? segment, segment)),
  ];
  if (sorted.length > SEGMENTS_MAX) {
    problems.push({ path: "program headers", expected: `at most ${SEGMENTS_MAX} PT_LOAD`, got: `${sorted.length}` });
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: sorted.map((one) => ({ mem: one.paddr, memsz: reserved(one), bytes: one.bytes })) };
}

const reserved = ({ memsz }: ElfSegment): number => pagesOf(memsz) * PAGE_SIZE;
const pathOf = ({ header }: ElfSegment, field: string): string => `program header ${header}, ${field}`;

function placeProblems(segment: ElfSegment, range: AddressRange): Problem[] {
  const { paddr } = segment;
  const end = paddr + reserved(segment);
  const inside = `inside ${hexOf(range.start)} to ${hexOf(range.end - 1)}`;
  if (!isPageAligned(paddr)) {
    return [{ path: pathOf(segment, "p_paddr"), expected: "a multiple of 0x1000", got: hexOf(paddr) }];
  }
  if (paddr < range.start || paddr >= range.end) {
    return [{ path: pathOf(segment, "p_paddr"), expected: inside, got: hexOf(paddr) }];
  }
  if (end <= range.end) return [];
  const got = `${hexOf(segment.memsz)} at ${hexOf(paddr)}`;
  return [{ path: pathOf(segment, "p_memsz"), expected: `an end ${inside}`, got }];
}

/** Of neighbours by address. */
function overlapProblems(before: ElfSegment, segment: ElfSegment): Problem[] {
  const end = before.paddr + reserved(before);
  if (end <= segment.paddr) return [];
  return [
    {
      path: pathOf(segment, "p_paddr"),
      expected: `${hexOf(end)} or more, where program header ${before.header} ends (frame ${hexPfn(end >>> PAGE_SHIFT)})`,
      got: hexOf(segment.paddr),
    },
  ];
}
