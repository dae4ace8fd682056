// One word of the indirection list: a page-aligned physical address and one of four flags (include/linux/kexec.h).

import type { EntryKind } from "../api.ts";
import { PAGE_SIZE } from "../core/units.ts";

export const IND_DESTINATION = 1;
export const IND_INDIRECTION = 2;
export const IND_DONE = 4;
export const IND_SOURCE = 8;
/** Entries of a list page that can be used; the last word is kept for the link to the next page. */
export const ENTRIES_PER_LIST_PAGE = PAGE_SIZE / 4 - 1;

export const entryTarget = (word: number): number => (word & ~(PAGE_SIZE - 1)) >>> 0;

/** In the order in which the walker tests the flags. */
export function entryKind(word: number): EntryKind {
  if ((word & IND_DESTINATION) !== 0) return "destination";
  if ((word & IND_INDIRECTION) !== 0) return "indirection";
  if ((word & IND_DONE) !== 0) return "done";
  return (word & IND_SOURCE) !== 0 ? "source" : "ignored";
}

export interface WalkedEntry {
  /** Physical address of the word; undefined for the head word. */
  readonly address: number | undefined;
  readonly word: number;
  /** For a source entry: where its content goes. */
  readonly destination: number;
}

/** More entries than a 4 GiB machine can need: a list that is longer has lost its end. */
export const LONGEST_LIST = 1 << 21;

/** Walks a list as the control code does, head word first. Ends with the done entry, or at LONGEST_LIST. */
export function* walkList(read: (address: number) => number, head: number): Generator<WalkedEntry> {
  let word = head;
  let address: number | undefined;
  let next = 0;
  let destination = 0;
  for (let count = 0; count < LONGEST_LIST; count++) {
    const kind = entryKind(word);
    yield { address, word, destination };
    if (kind === "done") return;
    if (kind === "destination") destination = entryTarget(word);
    else if (kind === "indirection") next = entryTarget(word);
    else if (kind === "source") destination = (destination + PAGE_SIZE) >>> 0;
    address = next;
    word = read(next);
    next = (next + 4) >>> 0;
  }
}
