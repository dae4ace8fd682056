// Looking for changes of something, quantum by quantum, in either direction.

import type { Change, Position } from "../../api.ts";
import type { Cursor } from "../cursor.ts";
import type { Recording } from "../recording.ts";
import type { Query } from "./query.ts";

/**
 * A change before it is put into words. `t` and `sub` are the position at which it is done: the operation before it made
 * it, or, inside a repeated instruction, its iterations so far.
 */
export interface RawChange {
  readonly t: number;
  readonly sub?: number;
  /** What it is measured against, where that is not the position one operation before. */
  readonly since?: Position;
  readonly kind: Change["kind"];
  /** Of a write or a copy: physical address of the first byte changed, and how many from there. */
  readonly address?: number;
  readonly size?: number;
  /** Of a copy: the frame copied from. */
  readonly from?: number;
}

export interface Scanner {
  /** Can it change in a quantum? Never wrongly no. */
  may(quantum: number): boolean;
  /** Every change of a quantum, in order of time. Moves the cursor. */
  changesIn(quantum: number): readonly RawChange[];
  /** Inside a repeated instruction: what its iterations have changed so far, as one, and what those to come change. */
  begun?(at: Position): RawChange | undefined;
  rest?(at: Position): RawChange | undefined;
  /** Operations looked at between two rests, where that is more work than usual. */
  readonly slice?: number;
  /** What is needed while it looks, to be taken back before anybody else uses the cursor. */
  begin?(): void;
  end?(): void;
}

export interface Span {
  readonly from: Position;
  readonly direction: 1 | -1;
  /** A position that is not passed: forward at most the end of what was recorded when it was asked. */
  readonly until: Position | undefined;
}

/** What is recorded when a question is asked: the recording may go on meanwhile, and the question is about what there was. */
export interface Asked {
  readonly end: Position;
  readonly isWhole: boolean;
}
export const asked = ({ end, outcome }: Recording): Asked => ({
  end: { t: end, sub: 0 },
  isWhole: outcome.kind !== "recording",
});

export const nearer = (a: Position, b: Position | undefined): Position => (b === undefined || a.t < b.t ? a : b);

/** Quanta and operations looked at between two rests. */
const QUANTA_PER_SLICE = 64;
const OPERATIONS_PER_SLICE = 1 << 16;
/** Operations that are as much work as moving on by a quantum. */
const FAR = 16;

/** Is a change at t, seen in the direction, on the near side of the fence? */
export function isBefore(t: number, fence: Position | undefined, direction: 1 | -1): boolean {
  if (fence === undefined) return true;
  return direction === 1 ? t <= fence.t : t > fence.t || (t === fence.t && fence.sub === 0);
}

const isAhead = (t: number, from: Position, direction: 1 | -1): boolean => (direction === 1 ? t > from.t : t <= from.t);

/**
 * Hands each change after `from` (or, backward, at and before it) to `visit` until that answers false, nearest first. Says
 * whether it came to the end.
 */
export function* scan(
  cursor: Cursor,
  scanner: Scanner,
  span: Span,
  visit: (change: RawChange) => boolean,
): Query<boolean> {
  const at = span.from.sub === 0 ? span.from : cursor.seek(span.from);
  if (at.sub === 0) return yield* scanOperations(cursor, scanner, { ...span, from: at }, visit);
  const { direction } = span;
  const inside = direction === 1 ? scanner.rest?.(at) : scanner.begun?.(at);
  if (inside !== undefined && isBefore(inside.t, span.until, direction) && !visit(inside)) return false;
  const from = { t: direction === 1 ? at.t + 1 : at.t, sub: 0 };
  return yield* scanOperations(cursor, scanner, { ...span, from }, visit);
}

/** From a position between two operations. */
function* scanOperations(
  { recording }: Cursor,
  scanner: Scanner,
  { from, direction, until }: Span,
  visit: (change: RawChange) => boolean,
): Query<boolean> {
  const start = recording.quantumAt(direction === 1 ? from.t : Math.max(0, from.t - 1));
  const last = direction === 1 ? recording.quanta : 0;
  const slice = scanner.slice ?? OPERATIONS_PER_SLICE;
  let quantum = start;
  let before = start;
  let found = 0;
  const isOver = (): boolean =>
    quantum < 0 ||
    quantum >= recording.quanta ||
    !isBefore(direction === 1 ? recording.starts.at(quantum) : recording.startOf(quantum + 1), until, direction);
  for (;;) {
    let work = 0;
    scanner.begin?.();
    try {
      for (let looked = 0; looked < QUANTA_PER_SLICE && work < slice; quantum += direction) {
        if (isOver()) return true;
        if (!scanner.may(quantum)) continue;
        looked += 1;
        // the way there is work as well
        work += recording.startOf(quantum + 1) - recording.starts.at(quantum) + FAR * Math.abs(quantum - before);
        before = quantum;
        const changes = scanner.changesIn(quantum);
        for (const change of direction === 1 ? changes : changes.toReversed()) {
          if (!isAhead(change.t, from, direction)) continue;
          if (!isBefore(change.t, until, direction)) return true;
          found += 1;
          if (!visit(change)) return false;
        }
      }
    } finally {
      scanner.end?.();
    }
    yield { share: Math.abs(quantum - start) / Math.max(1, Math.abs(last - start)), found };
  }
}
