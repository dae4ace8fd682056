// Where two runs part: the first position at which they are not in the same state.

import { invariant } from "../core/errors.ts";
import type { Cursor } from "./cursor.ts";

/** Positions that are looked at one by one before whole quanta are. */
const AT_ONCE = 64;

/**
 * The first position from `from` on at which the states of two runs differ, or at which one of them has ended; undefined
 * where they end together in one state. They are equal up to `from`. Moves both cursors, as others may where it yields.
 */
export function* firstDifference(here: Cursor, there: Cursor, from: number): Generator<void, number | undefined> {
  const end = Math.min(here.recording.end, there.recording.end);
  const differ = (t: number): boolean => {
    here.seek({ t, sub: 0 });
    there.seek({ t, sub: 0 });
    return here.hash() !== there.hash();
  };
  let equal = from;
  for (const t of stops(here, there, from, end)) {
    if (differ(t)) return t === from ? from : within(equal + 1, t, differ);
    equal = t;
    yield;
  }
  return here.recording.end === there.recording.end ? undefined : end;
}

/** Every position for a while, then the boundaries of either recording. */
function* stops(here: Cursor, there: Cursor, from: number, end: number): Generator<number> {
  let t = from;
  for (; t <= Math.min(end, from + AT_ONCE); t++) yield t;
  while (t <= end) {
    yield t;
    t = t === end ? end + 1 : Math.min(end, nextBoundary(here, t), nextBoundary(there, t));
  }
}

const nextBoundary = ({ recording }: Cursor, t: number): number => recording.startOf(recording.quantumAt(t) + 1);

/** The first position in [from, to] that differs, where `to` does. */
function within(from: number, to: number, differ: (t: number) => boolean): number {
  for (let t = from; t <= to; t++) if (differ(t)) return t;
  invariant(false, `position ${to} differed and no longer does`);
}
