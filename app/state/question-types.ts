// What the page knows of its questions: those under way, their answers, and what the reader has noted on the way.

import type { BreakpointCount, Position, Problem, QuestionAnswers, QuestionKind, QuestionOf } from "../sim/api.ts";
import type { Selection } from "./types/selection.ts";

/** A question that takes long enough to be told about. */
export interface Task {
  readonly id: number;
  readonly kind: QuestionKind;
  readonly title: string;
  readonly state: "running" | "done" | "cancelled" | "refused";
  /** 0 to 1. */
  readonly share: number;
  readonly found: number;
}

/** An answer that is kept, with what it answers. */
export interface Answered<K extends QuestionKind> {
  readonly question: QuestionOf<K>;
  readonly title: string;
  readonly answer: QuestionAnswers[K];
}

/** The latest of each kind, for the run on screen. */
export type Answers = { readonly [K in QuestionKind]?: Answered<K> };

/** Where something came from (-1) or where it went (1). */
export interface Inquiry {
  readonly of: Selection;
  readonly direction: 1 | -1;
  readonly from: Position;
  readonly anchor: string;
  /** Why there is no answer. */
  readonly problems: readonly Problem[];
}

/** What is known of a breakpoint beside itself; by its text. */
export interface BreakpointFact {
  readonly off?: boolean;
  readonly count?: BreakpointCount;
  readonly last?: Position;
}

/** A place on the reader's way. What is not kept goes when newer ones come. */
export interface Note {
  readonly id: number;
  readonly at: Position;
  readonly anchor: string;
  /** What had just happened there. */
  readonly what: string;
  /** The reader's own words. */
  readonly name: string;
  readonly kept: boolean;
}

export const SIDES = ["story", "trail", "breakpoints"] as const;
/** What the left column shows above the invariants. */
export type Side = (typeof SIDES)[number];

export const BELOW = ["list", "frame", "consoles", "numbers", "provenance", "search", "probes", "events"] as const;
/** What is shown below the map. */
export type Below = (typeof BELOW)[number];
