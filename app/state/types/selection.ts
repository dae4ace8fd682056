// What can be pointed at, and the menu about it.

import type { KernelName } from "../../sim/api.ts";

/** One typed reference to something visible. Every view reads it, every click sets it. */
export type Selection =
  | { readonly kind: "frame"; readonly pfn: number }
  /** Frames from the first to the last, both included. */
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  /** One byte unless a size is given. */
  | { readonly kind: "byte"; readonly address: number; readonly size?: number }
  | { readonly kind: "entry"; readonly index: number }
  | { readonly kind: "slot"; readonly owner: KernelName; readonly offset: number }
  | { readonly kind: "register"; readonly name: string; readonly bit?: number }
  | { readonly kind: "linear"; readonly address: number }
  | { readonly kind: "phase"; readonly index: number }
  | { readonly kind: "device"; readonly name: string };

/** A context menu: where it opens, and what it is about. */
export interface Menu {
  readonly x: number;
  readonly y: number;
  readonly about: Selection;
  /** Of a list entry or a slot: the word there. */
  readonly word?: number;
}
