// Which entries of a list are looked at: of some kind, about some frames, or not in the pages that are folded up.

import type { ListFilter } from "../../api.ts";
import { PAGE_SHIFT } from "../../core/units.ts";
import { entryKind, entryTarget, type WalkedEntry } from "../../kernel/kimage-entry.ts";

/** Index of the first entry of each list page, in the order of the walk. The head word lies in none. */
export function pageStarts(entries: readonly WalkedEntry[]): readonly number[] {
  const starts: number[] = [];
  entries.forEach(({ word }, index) => {
    if (entryKind(word) === "indirection" && index + 1 < entries.length) starts.push(index + 1);
  });
  return starts;
}

/** Does an entry name one of the frames, or pair it? */
const touches = ({ word, destination }: WalkedEntry, from: number, to: number): boolean => {
  const within = (address: number): boolean => address >>> PAGE_SHIFT >= from && address >>> PAGE_SHIFT <= to;
  const kind = entryKind(word);
  if (kind === "done" || kind === "ignored") return false;
  return within(entryTarget(word)) || (kind === "source" && within(destination));
};

/** Indices of the entries that are shown; undefined when all are. */
export function shownEntries(
  entries: readonly WalkedEntry[],
  filter: ListFilter | undefined,
  starts: readonly number[],
): Uint32Array | undefined {
  if (filter === undefined) return undefined;
  const shown: number[] = [];
  if (filter.kind === "folded") {
    const folded = new Set(filter.pages);
    let page = -1;
    entries.forEach((_, index) => {
      if (starts[page + 1] === index) page++;
      if (!folded.has(page)) shown.push(index);
    });
  } else
    entries.forEach((entry, index) => {
      const fits =
        filter.kind === "frames" ? touches(entry, filter.from, filter.to) : entryKind(entry.word) === filter.of;
      if (fits) shown.push(index);
    });
  return Uint32Array.from(shown);
}

/** Place in what is shown of an entry, or of the next one that is. */
export function placeOf(shown: Uint32Array | undefined, index: number): number {
  if (shown === undefined) return index;
  let [low, high] = [0, shown.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((shown[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
