// Filters and folds of the indirection list.

import { describe, expect, it } from "vitest";
import type { WalkedEntry } from "../../kernel/kimage-entry.ts";
import { pageStarts, placeOf, shownEntries } from "./list-selection.ts";

const word = (pfn: number, flag: number): number => pfn * 4096 + flag;
const entry = (value: number, destination = 0): WalkedEntry => ({ address: 0, word: value, destination });
/** Head, a page with a destination and two sources, a jump, a page with a source and the end. */
const entries: readonly WalkedEntry[] = [
  entry(word(0x100, 2)),
  entry(word(0x20, 1)),
  entry(word(0x40, 8), 0x20_000),
  entry(word(0x41, 8), 0x21_000),
  entry(word(0x101, 2)),
  entry(word(0x42, 8), 0x22_000),
  entry(4),
];
const starts = pageStarts(entries);

describe("what is shown of a list", () => {
  it("begins a page behind the head word and behind every jump", () => {
    expect(starts).toEqual([1, 5]);
  });

  it("is all of it without a filter", () => {
    expect(shownEntries(entries, undefined, starts)).toBeUndefined();
  });

  it("is the entries of a kind", () => {
    expect([...(shownEntries(entries, { kind: "kind", of: "destination" }, starts) ?? [])]).toEqual([1]);
    expect([...(shownEntries(entries, { kind: "kind", of: "indirection" }, starts) ?? [])]).toEqual([0, 4]);
  });

  it("is the entries that name a frame or pair it", () => {
    expect([...(shownEntries(entries, { kind: "frames", from: 0x21, to: 0x21 }, starts) ?? [])]).toEqual([3]);
    expect([...(shownEntries(entries, { kind: "frames", from: 0x20, to: 0x22 }, starts) ?? [])]).toEqual([1, 2, 3, 5]);
  });

  it("leaves out the pages that are folded, but not the head word", () => {
    expect([...(shownEntries(entries, { kind: "folded", pages: [0] }, starts) ?? [])]).toEqual([0, 5, 6]);
    expect([...(shownEntries(entries, { kind: "folded", pages: [0, 1] }, starts) ?? [])]).toEqual([0]);
  });

  it("finds the place of an entry, or of the next one shown", () => {
    const shown = Uint32Array.of(1, 4, 9);
    expect([0, 1, 2, 9, 10].map((index) => placeOf(shown, index))).toEqual([0, 0, 1, 2, 3]);
    expect(placeOf(undefined, 7)).toBe(7);
  });
});
