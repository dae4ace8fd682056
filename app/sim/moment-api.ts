// One moment: everything visible of one position, but for what processor-api.ts has. Re-exported by api.ts.

import type { KernelName, Lane, Position } from "./position-api.ts";
import type { HibernationView } from "./hibernation-api.ts";
import type { BoardView } from "./board-api.ts";
import type { CodeView, CpuView, TablesView, TlbView, WalkView } from "./processor-api.ts";

/** Low four bits of a map byte. */
export const FRAME_CLASSES = [
  "untouched",
  "kernelA",
  "kernelB",
  "control",
  "list",
  "swap",
  "reserved",
  "fault",
  "kernelC",
] as const;
export type FrameClass = (typeof FRAME_CLASSES)[number];
export const CLASS_MASK = 0x0f;
/** The bytes in this frame belong in another frame: a page waiting in, or preserved in, a source page. */
export const AWAY_FROM_HOME = 0x10;
/** Content differs from the previous stop. */
export const CHANGED = 0x20;

export interface FrameMap {
  /** One byte a frame: class, AWAY_FROM_HOME, CHANGED. */
  readonly classes: Uint8Array;
  /** Frames per class, in the order of FRAME_CLASSES. */
  readonly counts: readonly number[];
}

/** How long ago a frame was written last, or how often it has been. */
export type FrameMeasure = "age" | "heat";

/** One byte a frame: 0 for what nobody has written in this run up to here, else 1 to 254, logarithmic; old and seldom are low. */
export interface FrameMeasures {
  readonly of: FrameMeasure;
  readonly levels: Uint8Array;
  /** Frames that have been written. */
  readonly written: number;
  /** The largest there can be: of age the operations of the run, of heat the stretches of the run with writes to one frame. */
  readonly most: number;
}

/** The pairs of an exchange: destination and source in turn. Of more than can be drawn, some that are evenly spread. */
export interface ListPairs {
  readonly total: number;
  readonly frames: readonly number[];
}

/** The bytes of frames in small: each number is the share of bytes that are not zero in a sixteenth of its frame. */
export interface FrameHints {
  readonly pfns: readonly number[];
  readonly shades: Uint8Array;
}

export interface Slot {
  readonly offset: number;
  readonly size: number;
  readonly name: string;
  readonly meaning: string;
  readonly value: number;
  /** False while nothing of this run has been stored there: the value is garbage from before. */
  readonly written: boolean;
  readonly group: "protocol" | "saved" | "links";
}

/** The table of addresses that relocate_kernel was called with last; it lies on its kernel's stack. */
export interface PageListView {
  /** Linear. */
  readonly address: number;
  /** When it had been filled in. */
  readonly t: number;
  readonly words: readonly { readonly name: string; readonly value: number }[];
}

export interface ControlPageView {
  readonly owner: KernelName;
  readonly pfn: number;
  readonly virtualAddress: number;
  readonly physicalAddress: number;
  /** Physical address at which its bytes are read now: another while an exchange keeps the page elsewhere. */
  readonly readAt: number;
  readonly swapPfn: number;
  /** Bytes of code at the start of the page. */
  readonly codeBytes: number;
  readonly slots: readonly Slot[];
  readonly stackFrom: number;
  /** Offset of ESP in the page while ESP points into it. */
  readonly stackPointer?: number;
  /** Words in use from the stack pointer (or from the lowest word ever pushed) to the end of the page. */
  readonly stack: readonly { readonly offset: number; readonly value: number }[];
  /** Offset of EIP in the page while it executes. */
  readonly instructionPointer?: number;
  /** Why it is not in its frame: an exchange has put another page there, or power went and RAM has forgotten it. */
  readonly away?: "exchanged" | "power";
  readonly pageList?: PageListView;
}

export interface ExchangeProgress {
  /** Index in RunSummary.exchanges. */
  readonly exchange: number;
  /** 1-based page under way or last completed; 0 before the first. */
  readonly page: number;
  readonly pages: number;
  /** Completed copies of that page, 0 to 3. */
  readonly copies: number;
  /** 1-based index of the list entry under way. */
  readonly entry: number;
  readonly entries: number;
  readonly destination?: number;
  readonly source?: number;
  readonly swap: number;
}

export type EntryKind = "destination" | "indirection" | "done" | "source" | "ignored";

export interface ListRow {
  /** 1-based position in the order the walker meets them; 1 is the head word. */
  readonly index: number;
  /** Physical address of the entry; undefined for the head word, which lies in the kimage. */
  readonly address?: number;
  readonly raw: number;
  readonly kind: EntryKind;
  /** Page-aligned address the entry names. */
  readonly target: number;
  /** For a source entry: the page frames it pairs. */
  readonly destinationPfn?: number;
  readonly sourcePfn?: number;
  readonly self: boolean;
  /** 1-based number among the source entries. */
  readonly page?: number;
  readonly state: "done" | "current" | "pending";
  /** The walk goes wrong here: it comes back to a page that it has left. */
  readonly defect?: true;
}

/** Which entries are shown. List pages count from 0, in the order of the walk. */
export type ListFilter =
  | { readonly kind: "kind"; readonly of: EntryKind }
  | { readonly kind: "frames"; readonly from: number; readonly to: number }
  | { readonly kind: "folded"; readonly pages: readonly number[] };

export interface ListView {
  readonly owner: KernelName;
  readonly head: number;
  readonly entries: number;
  /** Entries that the filter shows; all without one. */
  readonly shown: number;
  /** 1-based index of the first entry of each list page, in the order of the walk. */
  readonly pageStarts: readonly number[];
  readonly pages: number;
  readonly selfPairs: number;
  readonly listPages: readonly number[];
  /** Place of the first row in what is shown, 0-based. */
  readonly from: number;
  readonly rows: readonly ListRow[];
  /** Named when the list never ends or repeats itself. */
  readonly defect?: string;
}

export interface FieldOverlay {
  readonly offset: number;
  readonly size: number;
  readonly name: string;
  readonly meaning: string;
  readonly struct: string;
}

export interface ProvenanceHop {
  readonly kind: "write" | "copy" | "initial";
  readonly t?: number;
  readonly anchor?: string;
  readonly from?: number;
  readonly to: number;
  readonly text: string;
}

export interface FrameView {
  readonly pfn: number;
  readonly bytes: Uint8Array;
  /** 1 where the byte differs from the previous stop. */
  readonly changed: Uint8Array;
  readonly class: FrameClass;
  readonly away: boolean;
  readonly owner?: KernelName;
  /** Frame in which these bytes belong. */
  readonly home?: number;
  /** "kernel text", "task struct of vim", "zero page". */
  readonly what: string;
  readonly fields: readonly FieldOverlay[];
  /** Newest first. */
  readonly provenance: readonly ProvenanceHop[];
  readonly hash: string;
}

export interface TaskView {
  readonly kernel: KernelName;
  readonly pid: number;
  readonly comm: string;
  /** Of the kernel itself, without user memory. */
  readonly kthread: boolean;
  readonly state: "running" | "sleeping" | "uninterruptible";
  readonly frozen: boolean;
  readonly note?: string;
  readonly pfn: number;
}

/** Everything the page shows of one position. */
export interface Moment {
  readonly at: Position;
  /** Canonical name of this very position. */
  readonly anchor: string;
  readonly hash: string;
  readonly completed: string;
  readonly next: string;
  readonly phase: number;
  readonly leg: number;
  readonly running: KernelName;
  readonly lane: Lane;
  readonly exchange?: ExchangeProgress;
  readonly cpu: CpuView;
  readonly map: FrameMap;
  readonly code: CodeView;
  readonly controlPages: readonly ControlPageView[];
  readonly list?: ListView;
  readonly frame?: FrameView;
  readonly walk?: WalkView;
  readonly tables?: TablesView;
  readonly tlb?: TlbView;
  readonly tasks: readonly TaskView[];
  readonly board: BoardView;
  readonly hibernation?: HibernationView;
  readonly measures?: FrameMeasures;
  readonly pairs?: ListPairs;
  readonly hints?: FrameHints;
  /** The list page asked for, read where it lies now. */
  readonly rawPage?: { readonly pfn: number; readonly bytes: Uint8Array };
}
