// Runs of neighbouring frames of one class: the map as a table, sorted as the reader wants it.

import { AWAY_FROM_HOME, CLASS_MASK, FRAME_CLASSES, type Extent, type ExtentOrder } from "../api.ts";
import { lastAtMost } from "../memory/growable.ts";
import type { Recording } from "./recording.ts";
import { touchesOf } from "./touches.ts";

type Plain = Pick<Extent, "start" | "end" | "class" | "away">;
type Writes = Pick<Extent, "first" | "last">;

export interface ExtentPage {
  readonly total: number;
  readonly rows: readonly Extent[];
}

function runsOf(classes: Uint8Array): readonly Plain[] {
  const runs: Plain[] = [];
  for (let start = 0; start < classes.length;) {
    const kind = (classes[start] ?? 0) & (CLASS_MASK | AWAY_FROM_HOME);
    let end = start + 1;
    while (end < classes.length && ((classes[end] ?? 0) & (CLASS_MASK | AWAY_FROM_HOME)) === kind) end++;
    runs.push({
      start,
      end,
      class: FRAME_CLASSES[kind & CLASS_MASK] ?? "untouched",
      away: (kind & AWAY_FROM_HOME) !== 0,
    });
    start = end;
  }
  return runs;
}

/** When frames were written first and last up to a position: to the stretch of the recording, whose start is given. */
export function writesUpTo(recording: Recording, t: number): (run: Plain) => Writes {
  const { first: begins, quanta } = touchesOf(recording);
  const now = recording.quantumAt(t);
  return ({ start, end }) => {
    let first = Infinity;
    let last = -1;
    let latest = start;
    for (let pfn = start; pfn < end; pfn++) {
      const [from, to] = [begins[pfn] ?? 0, begins[pfn + 1] ?? 0];
      if (from === to || (quanta[from] ?? 0) > now) continue;
      first = Math.min(first, quanta[from] ?? 0);
      const touches = quanta.subarray(from, to);
      const newest = touches[lastAtMost(touches, touches.length, now)] ?? 0;
      if (newest > last) [last, latest] = [newest, pfn];
    }
    if (last < 0) return {};
    const at = recording.startOf(first);
    const phase = recording.phases[recording.phaseAt(at)];
    return {
      first: { t: at, by: phase?.owner ?? "A", lane: phase?.lane ?? "A" },
      last: { t: recording.startOf(last), pfn: latest },
    };
  };
}

const KEYS: Readonly<Record<ExtentOrder["by"], (run: Plain & Writes) => number>> = {
  start: ({ start }) => start,
  frames: ({ start, end }) => end - start,
  class: ({ class: name, away }) => 2 * FRAME_CLASSES.indexOf(name) + (away ? 1 : 0),
  first: ({ first }) => first?.t ?? -1,
  last: ({ last }) => last?.t ?? -1,
};

export function extentsOf(
  classes: Uint8Array,
  from: number,
  count: number,
  { by, down }: ExtentOrder = { by: "start", down: false },
  writes: (run: Plain) => Writes = () => ({}),
): ExtentPage {
  const runs = runsOf(classes);
  const whole = (run: Plain): Extent => ({ ...run, ...writes(run) });
  const page = <T>(all: readonly T[]): readonly T[] => all.slice(from, from + count);
  if (by === "start") return { total: runs.length, rows: page(down ? runs.toReversed() : runs).map(whole) };
  const sortable: readonly (Plain & Writes)[] = by === "first" || by === "last" ? runs.map(whole) : runs;
  const key = KEYS[by];
  // Rows of like worth stay in the order of memory, whichever way is up.
  const sorted = sortable.toSorted((a, b) => (down ? key(b) - key(a) : key(a) - key(b)) || a.start - b.start);
  return { total: runs.length, rows: page(sorted).map((run) => ("last" in run ? run : whole(run))) };
}
