// Faults on their way into a run: a draft, and batches of them.

import type { BatchRow, FaultKind, Problem } from "../../sim/api.ts";

/** What a fault's text is made of, as typed: by the names of the members of Fault. */
export type DraftValues = Readonly<Partial<Record<DraftField, string>>>;
export const DRAFT_FIELDS = [
  "point",
  "errno",
  "id",
  "address",
  "bit",
  "pfn",
  "entry",
  "device",
  "line",
  "block",
  "offset",
  "value",
  "at",
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** A fault that has not been injected yet. */
export interface Draft {
  readonly kind: FaultKind;
  /** Card of the catalogue that it was begun from. */
  readonly card?: string;
  readonly values: DraftValues;
  /** Why it was refused. */
  readonly problems: readonly Problem[];
}

/** One fault after another, each in a run of its own. */
export interface BatchPlan {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Texts of faults, row by row; undefined where there is none. */
  readonly cells: readonly (string | undefined)[];
}

export interface Batch {
  readonly plan: BatchPlan;
  /** Faults of the branch that each is added to. */
  readonly base: readonly string[];
  /** By cell. */
  readonly answers: readonly (BatchRow | undefined)[];
  readonly running: boolean;
  /** Milliseconds so far. */
  readonly elapsed: number;
}
