// The frame pairs of an indirection list: read from RAM in the walker's order, and compared with what an exchange left.

import { PAGE_SHIFT } from "../core/units.ts";
import { entryKind, entryTarget, LONGEST_LIST } from "../kernel/kimage-entry.ts";
import { U32Column } from "../memory/growable.ts";
import type { FramePairs } from "../protocol/exchange-model.ts";

/** One byte a frame, 1 for those listed. */
export function marked(frames: number, pfns: Uint32Array): Uint8Array {
  const marks = new Uint8Array(frames);
  for (const pfn of pfns) marks[pfn] = 1;
  return marks;
}

/** Index of the first pair whose frames do not hold each other's content of before. */
export function firstUnswapped(
  before: Uint32Array,
  after: Uint32Array,
  { destinations, sources }: FramePairs,
  same: (a: number, b: number) => boolean,
): number | undefined {
  for (let i = 0; i < destinations.length; i++) {
    const destination = destinations[i] ?? 0;
    const source = sources[i] ?? 0;
    if (!same(after[destination] ?? 0, before[source] ?? 0) || !same(after[source] ?? 0, before[destination] ?? 0))
      return i;
  }
  return undefined;
}

/** Frame pairs of a list in RAM, in the walker's order. */
export function readPairs(read: (address: number) => number, head: number): FramePairs {
  const destinations = new U32Column();
  const sources = new U32Column();
  let destination = 0;
  let next = 0;
  for (let word = head, left = LONGEST_LIST; word !== 0 && left > 0; left--) {
    const kind = entryKind(word);
    if (kind === "done") break;
    if (kind === "destination") destination = entryTarget(word) >>> PAGE_SHIFT;
    else if (kind === "indirection") next = entryTarget(word);
    else if (kind === "source") {
      destinations.push(destination++);
      sources.push(entryTarget(word) >>> PAGE_SHIFT);
    }
    word = read(next);
    next += 4;
  }
  return { destinations: destinations.values(), sources: sources.values() };
}
