// What can be asked of a whole run, beyond one moment of it. A question may take long: it is answered in slices, says how
// far it is, and can be cancelled. Re-exported by api.ts.

import type { Problem } from "./core/errors.ts";
import type { KernelName, Granularity, Position } from "./position-api.ts";

/** Something whose changes can be looked for. Addresses are physical, bytes. */
export type Watched =
  | { readonly kind: "frame"; readonly pfn: number }
  | { readonly kind: "bytes"; readonly address: number; readonly size: number }
  /** A register by the name that the page shows ("eax", "cr3", "eflags", "gdtr.base", "cs"), or one bit of it. */
  | { readonly kind: "register"; readonly name: string; readonly bit?: number };

/** One change of something watched. */
export interface Change {
  /** The position at which it is done: the operation before it made it. */
  readonly at: Position;
  readonly anchor: string;
  /** Who ran then. */
  readonly running: KernelName;
  readonly kind: "write" | "copy" | "placed" | "register";
  /** The operation that made it: an instruction with its symbol, or the name of a modelled one. */
  readonly by: string;
  /** Linear address of the instruction, where one made it. */
  readonly address?: number;
  /** Of a copy: the frame copied from. */
  readonly from?: number;
  /** Of a write: where in the frame, and how many bytes. */
  readonly offset?: number;
  readonly size?: number;
  /** Of a register and of at most four bytes: the value before and after. */
  readonly before?: number;
  readonly after?: number;
}

/** A place that a page's content has been in, or will be. Copies of one exchange are collapsed to one hop. */
export interface ContentHop {
  readonly kind: "write" | "copy" | "exchange" | "initial" | "lost" | "end";
  /** When it came about; of "initial" the start, of "end" the end of the run. */
  readonly at: Position;
  readonly anchor: string;
  readonly frame: number;
  /** The frame on the other side of a copy or an exchange. */
  readonly other?: number;
  readonly text: string;
  /** Of an exchange: its single copies, in order. */
  readonly copies: readonly { readonly at: Position; readonly from: number; readonly to: number }[];
}

export type SearchFor =
  /** Hexadecimal bytes; "??" fits any byte. */
  | { readonly kind: "bytes"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  /** A 32-bit word at any alignment of four. */
  | { readonly kind: "value"; readonly value: number }
  /** Names of phases, operations, events, tasks, console lines, roles of frames. */
  | { readonly kind: "name"; readonly text: string };

export type SearchHit =
  | { readonly kind: "memory"; readonly address: number; readonly context: string; readonly what: string }
  | {
      readonly kind: "place";
      readonly at: Position;
      readonly anchor: string;
      readonly title: string;
      readonly what: string;
    };

/** Where a run is stopped. */
export type Breakpoint =
  | { readonly kind: "phase"; readonly id: string }
  | { readonly kind: "frame-write"; readonly pfn: number }
  | { readonly kind: "change"; readonly of: Watched }
  /** An entry of a list is taken up, in any exchange. */
  | { readonly kind: "entry"; readonly index: number }
  /** An event of the log whose text has these words. */
  | { readonly kind: "event"; readonly words: string }
  | { readonly kind: "invariant"; readonly id: string }
  /** An expression becomes true. */
  | { readonly kind: "expression"; readonly text: string };

export interface BreakpointHit {
  readonly at: Position;
  readonly breakpoint: Breakpoint;
}

/** Why one of the breakpoints asked about, by its place among them, cannot be in this run. The others count all the same. */
export interface BreakpointProblem {
  readonly index: number;
  readonly problems: readonly Problem[];
}

export interface BreakpointRun {
  /** Undefined where there is none. */
  readonly hit?: BreakpointHit;
  readonly refused: readonly BreakpointProblem[];
}

/**
 * How often each breakpoint is hit in the whole run; `complete` is false where counting stopped at a limit, or at the end
 * of what is recorded so far.
 */
export interface BreakpointCount {
  readonly hits: number;
  readonly complete: boolean;
  /** Of one that cannot be in this run: why. */
  readonly problems?: readonly Problem[];
}

/** An expression's value at each stop of a granularity. Rows without a value say why. */
export interface ProbeRow {
  readonly at: Position;
  readonly anchor: string;
  readonly value: number | string | boolean | undefined;
  readonly why?: string;
}

export interface ProbeSeries {
  readonly rows: readonly ProbeRow[];
  /** Stops of the whole range; more than rows where the range was sampled. */
  readonly stops: number;
}

export interface QuestionAnswers {
  /** The next or last change strictly after or at and before `from`; undefined where there is none. */
  readonly change: Change | undefined;
  /** Every change from `from` on, at most `limit`. */
  readonly changes: { readonly rows: readonly Change[]; readonly total: number; readonly complete: boolean };
  readonly provenance: readonly ContentHop[];
  readonly run: BreakpointRun;
  readonly counts: readonly BreakpointCount[];
  readonly search: { readonly rows: readonly SearchHit[]; readonly total: number; readonly complete: boolean };
  readonly probe: ProbeSeries;
}
export type QuestionKind = keyof QuestionAnswers;

interface Questions {
  readonly change: { readonly of: Watched; readonly from: Position; readonly direction: 1 | -1 };
  readonly changes: {
    readonly of: Watched;
    readonly from: Position;
    readonly direction: 1 | -1;
    readonly limit: number;
  };
  /** Back: where the bytes came from; forward: where they went. */
  readonly provenance: {
    readonly address: number;
    readonly size: number;
    readonly from: Position;
    readonly direction: 1 | -1;
  };
  /** `until` is a fence, a position that is not passed. */
  readonly run: {
    readonly from: Position;
    readonly direction: 1 | -1;
    readonly breakpoints: readonly Breakpoint[];
    readonly until?: Position;
  };
  readonly counts: { readonly breakpoints: readonly Breakpoint[] };
  /** Memory is searched as it is at `at`. */
  readonly search: { readonly for: SearchFor; readonly at: Position; readonly limit: number };
  readonly probe: {
    readonly expression: string;
    readonly granularity: Granularity;
    readonly from: Position;
    readonly to: Position;
    /** Rows at most; a longer range is sampled evenly. */
    readonly limit: number;
  };
}
export type QuestionOf<K extends QuestionKind> = { readonly kind: K } & Questions[K];
export type Question = { readonly [K in QuestionKind]: QuestionOf<K> }[QuestionKind];

export interface QuestionProgress {
  /** 0 to 1. */
  readonly share: number;
  /** What has been found so far. */
  readonly found: number;
}
