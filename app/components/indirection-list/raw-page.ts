// A list page as its words: what each is by its flag, and where the walk leaves the page.

import type { EntryKind } from "../../sim/api.ts";

export interface RawWord {
  readonly offset: number;
  readonly value: number;
  readonly kind: EntryKind;
  /** Behind the word at which the walk leaves: never read. */
  readonly unread: boolean;
}

const KINDS: readonly (readonly [flag: number, kind: EntryKind])[] = [
  [0x1, "destination"],
  [0x2, "indirection"],
  [0x4, "done"],
  [0x8, "source"],
];

export const kindOfWord = (value: number): EntryKind => KINDS.find(([flag]) => (value & flag) !== 0)?.[1] ?? "ignored";

export function rawWords(bytes: Uint8Array): readonly RawWord[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let unread = false;
  return Array.from({ length: bytes.byteLength >>> 2 }, (_, i) => {
    const value = view.getUint32(4 * i, true);
    const word = { offset: 4 * i, value, kind: kindOfWord(value), unread };
    unread ||= word.kind === "indirection" || word.kind === "done" || word.kind === "ignored";
    return word;
  });
}

/** The four bytes as they lie in memory. */
export const bytesOfWord = (value: number): string =>
  [0, 8, 16, 24].map((shift) => ((value >>> shift) & 0xff).toString(16).padStart(2, "0")).join(" ");
