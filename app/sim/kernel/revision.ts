// What a protocol revision hands to the kernel floor and the recorder: its control code, and the places in the code that
// mean something.

import type { Assembler, Listing, Mem } from "../cpu/assembler.ts";
import type { RegIndex } from "../cpu/state.ts";

/** What the walker or the machine has reached when the processor arrives at a marked instruction. */
export type MarkKind =
  | { readonly kind: "phase"; readonly id: string }
  /** An entry of the list is about to be examined; the register holds its word. */
  | { readonly kind: "entry"; readonly register: RegIndex }
  | { readonly kind: "exchange-begin"; readonly id: string }
  | { readonly kind: "exchange-end"; readonly id: string }
  /** swap_pages of code that the lab has not written: which exchange it is, and where it ends, is found out on the way. */
  | { readonly kind: "swap-pages" }
  /** Nothing can come after this. */
  | { readonly kind: "hang"; readonly text: string }
  /** An instruction that can be left out: a step that faults can be aimed at. */
  | { readonly kind: "step"; readonly name: string; readonly title: string };

export interface Mark {
  readonly label: string;
  readonly mark: MarkKind;
}

export interface ControlCode {
  readonly listing: Listing;
  readonly marks: readonly Mark[];
}

/** A page of code in an image for kernel B, no control page, whose marks count only where its bytes lie at home. */
export interface MarkedPage {
  readonly frame: number;
  readonly code: ControlCode;
}

/** A word of the kernel's data as an operand: by its physical address in start-up code, by its virtual one in text. */
export type DataWord = (
  name: "jump_back_entry" | "helper_entry" | "jiffies" | "gdt_descr" | "idt_descr" | "no_descr",
) => Mem;
/** Adds instructions to a kernel's text or start-up code. */
export type Emit = (a: Assembler, word: DataWord) => void;

/** What of a kernel's own code depends on the revision it is built with. */
export interface KernelCode {
  readonly control: ControlCode;
  /** The first instructions of a kernel that has been jumped to: they note the way back. */
  readonly noteWayBack: Emit;
  /** Routines in kernel text beside those that every kernel has. */
  readonly routines: Emit;
}
