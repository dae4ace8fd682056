// What a protocol revision hands to the kernel floor and the recorder: its control code, the layout of its pages, the
// places in the code that mean something, and the kernel functions around the jump. Data and code, never conditions.

import type { Listing } from "../cpu/assembler.ts";

/** What the walker or the machine has reached when the processor arrives at a marked instruction. */
export type MarkKind =
  | { readonly kind: "phase"; readonly id: string }
  | { readonly kind: "entry" }
  | { readonly kind: "exchange-begin"; readonly id: string }
  | { readonly kind: "exchange-end"; readonly id: string }
  | { readonly kind: "transfer" };

export interface ControlCode {
  readonly listing: Listing;
  readonly marks: readonly { readonly label: string; readonly mark: MarkKind }[];
}
