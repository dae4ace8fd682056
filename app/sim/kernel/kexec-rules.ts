// What kexec_load refuses before it allocates anything, in the order in which the kernel looks, with its errno. One table
// for the scenario's check and for the modelled system call. The share-of-memory rule came after 2007.

import type { Problem } from "../core/errors.ts";
import { hex32 } from "../core/hex.ts";
import { PAGE_SIZE, isPageAligned } from "../core/units.ts";

export const KEXEC_SEGMENT_MAX = 16;
/** Flags of kexec_load: a return is expected. */
export const KEXEC_PRESERVE_CONTEXT = 2;
/** The multi-stage proposal's, with a bit of ours: these segments join those of the image that is loaded. */
export const KEXEC_APPEND = 0x100;
/** A segment must end below this: all ones on i386. */
export const KEXEC_DESTINATION_MEMORY_LIMIT = 0xffff_ffff;

/** The words of struct kexec_segment that the rules look at; addresses and sizes in bytes. */
export interface SegmentWords {
  readonly mem: number;
  readonly memsz: number;
  readonly bufsz: number;
}

export interface LoadRefusal extends Problem {
  readonly errno: "EINVAL" | "EADDRNOTAVAIL";
}

export interface LoadRule {
  readonly id: string;
  readonly errno: "EINVAL" | "EADDRNOTAVAIL";
  find(segments: readonly SegmentWords[]): Omit<LoadRefusal, "errno"> | undefined;
}

const endOf = (segment: SegmentWords): number => segment.mem + segment.memsz;
const rangeText = (segment: SegmentWords): string => `${hex32(segment.mem)}-${hex32(endOf(segment))}`;

function findFirst(
  segments: readonly SegmentWords[],
  look: (segment: SegmentWords, path: string, index: number) => Omit<LoadRefusal, "errno"> | undefined,
): Omit<LoadRefusal, "errno"> | undefined {
  for (const [index, segment] of segments.entries()) {
    const found = look(segment, `segments[${index}]`, index);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Looked at before the lock is taken. */
export const countRule: LoadRule = {
  id: "segment-count",
  errno: "EINVAL",
  find: (segments) =>
    segments.length > KEXEC_SEGMENT_MAX
      ? { path: "segments", expected: `at most ${KEXEC_SEGMENT_MAX} segments`, got: `${segments.length}` }
      : undefined,
};

const badAddress: LoadRule = {
  id: "segment-address",
  errno: "EADDRNOTAVAIL",
  find: (segments) =>
    findFirst(segments, (segment, path) => {
      if (!isPageAligned(segment.mem)) {
        return { path: `${path}.mem`, expected: `a multiple of ${PAGE_SIZE}`, got: hex32(segment.mem) };
      }
      const end = endOf(segment);
      if (end >= KEXEC_DESTINATION_MEMORY_LIMIT) {
        const expected = `an end below ${hex32(KEXEC_DESTINATION_MEMORY_LIMIT)}`;
        return { path: `${path}.memsz`, expected, got: `0x${end.toString(16)}` };
      }
      if (!isPageAligned(end)) {
        return { path: `${path}.memsz`, expected: `an end that is a multiple of ${PAGE_SIZE}`, got: hex32(end) };
      }
      return undefined;
    }),
};

const overlap: LoadRule = {
  id: "segment-overlap",
  errno: "EINVAL",
  find: (segments) =>
    findFirst(segments, (segment, path, index) => {
      const before = segments.slice(0, index);
      const other = before.findIndex((earlier) => endOf(segment) > earlier.mem && segment.mem < endOf(earlier));
      const hit = before[other];
      if (hit === undefined) return undefined;
      const expected = `no overlap with segments[${other}] at ${rangeText(hit)}`;
      return { path: `${path}.mem`, expected, got: rangeText(segment) };
    }),
};

const bufferTooLarge: LoadRule = {
  id: "segment-buffer",
  errno: "EINVAL",
  find: (segments) =>
    findFirst(segments, (segment, path) =>
      segment.bufsz > segment.memsz
        ? { path: `${path}.bufsz`, expected: `at most memsz, ${segment.memsz}`, got: `${segment.bufsz}` }
        : undefined,
    ),
};

/** In the order of the checks: every segment passes one rule before the next rule is tried on any. */
export const loadRules: readonly LoadRule[] = [countRule, badAddress, overlap, bufferTooLarge];

/** One segment, or all together, larger than so many pages: half of memory in mainline. */
const tooLarge = (mostPages: number): LoadRule => ({
  id: "half-of-memory",
  errno: "EINVAL",
  find: (segments) => {
    const pages = (segment: SegmentWords) => Math.ceil(segment.memsz / PAGE_SIZE);
    const expected = `at most ${mostPages} pages, half of memory`;
    const one = findFirst(segments, (segment, path) =>
      pages(segment) > mostPages ? { path: `${path}.memsz`, expected, got: `${pages(segment)} pages` } : undefined,
    );
    if (one !== undefined) return one;
    const all = segments.reduce((sum, segment) => sum + pages(segment), 0);
    return all > mostPages ? { path: "segments", expected: `${expected} together`, got: `${all} pages` } : undefined;
  },
});

/** The first refusal, or undefined when kexec_load goes on to allocate. `mostPages`: none in 2007. */
export function checkSegments(segments: readonly SegmentWords[], mostPages?: number): LoadRefusal | undefined {
  const rules = mostPages === undefined ? loadRules : [...loadRules, tooLarge(mostPages)];
  for (const rule of rules) {
    const found = rule.find(segments);
    if (found !== undefined) return { ...found, errno: rule.errno };
  }
  return undefined;
}
