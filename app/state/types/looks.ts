// How the page is arranged: its perspectives, and what map, list, numbers and comparison show.

import type { FrameClass, FrameMeasure } from "../../sim/api.ts";

export const PERSPECTIVES = [
  "overview",
  "exchange",
  "cpu",
  "control",
  "tables",
  "devices",
  "faults",
  "compare",
  "museum",
  "hibernate",
  "questions",
] as const;
export type Perspective = (typeof PERSPECTIVES)[number];

/** Perspectives that are no arrangement of the machine's views: a small window shows them in place of its tabs. */
export const PLACES: readonly Perspective[] = ["faults", "compare", "museum", "hibernate", "questions"];

export const TABS = ["story", "map", "list", "cpu", "more"] as const;
export type Tab = (typeof TABS)[number];

/** How the values of registers and words are written. */
export const NUMBER_FORMATS = ["hex", "unsigned", "signed"] as const;
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

/** The map beside what it shows: its own settings. */
export interface MapLook {
  readonly tab: "map" | "extents";
  readonly layout: "rows" | "hilbert" | "owner";
  readonly ruler: "pfn" | "address";
  /** Are low addresses at the top? */
  readonly lowFirst: boolean;
  /** What the colours say: whose a frame is, or a measure of its writes. */
  readonly paint: "class" | FrameMeasure | "untouched";
  /** Every pair of the exchange as an arc. */
  readonly pairs: boolean;
  /** Painted as if they were nothing. */
  readonly hidden: readonly FrameClass[];
  readonly isolate: FrameClass | undefined;
}

/** The indirection list beside what it shows: its own settings. */
export interface ListLook {
  readonly mode: "table" | "graph" | "raw";
  /** "selection": entries that name or pair the frames selected. */
  readonly filter: "all" | "destinations" | "jumps" | "selection";
  /** List pages that are folded up, from 0 in the order of the walk. */
  readonly folded: readonly number[];
}

/** Positions, half-open. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export const COMPARE_MODES = ["side", "overlay", "xor"] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];
