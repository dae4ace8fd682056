// Running to the next or previous place that a breakpoint names, and how often each is hit.

import type { Breakpoint, BreakpointCount, BreakpointHit, Position, QuestionOf } from "../../api.ts";
import { ok, type Result } from "../../core/errors.ts";
import { eventsOf } from "../events.ts";
import type { Run } from "../run.ts";
import { becomesTrue } from "./becomes-true.ts";
import { parseExpression } from "./expression.ts";
import type { Query } from "./query.ts";
import { isBefore, scan, type Scanner } from "./scanner.ts";
import { watch } from "./watched.ts";

/** Hits counted at most: more is "often". */
const MOST_COUNTED = 10_000;

/** A breakpoint's hits: known at once, in order, or to be looked for. */
type Hits =
  | { readonly kind: "times"; readonly times: readonly number[] }
  | { readonly kind: "scanner"; readonly scanner: Scanner };

export function runTo(run: Run, question: QuestionOf<"run">): Result<Query<BreakpointHit | undefined>> {
  const hits = hitsOfAll(run, question.breakpoints);
  return hits.ok ? ok(nearestHit(run, question, hits.value)) : hits;
}

export function counts(run: Run, question: QuestionOf<"counts">): Result<Query<readonly BreakpointCount[]>> {
  const hits = hitsOfAll(run, question.breakpoints);
  return hits.ok ? ok(countAll(run, hits.value)) : hits;
}

function hitsOfAll(run: Run, breakpoints: readonly Breakpoint[]): Result<readonly Hits[]> {
  const all: Hits[] = [];
  for (const breakpoint of breakpoints) {
    const hits = hitsOf(run, breakpoint);
    if (!hits.ok) return hits;
    all.push(hits.value);
  }
  return ok(all);
}

const times = (list: readonly number[]): Result<Hits> =>
  ok({ kind: "times", times: [...new Set(list)].toSorted((a, b) => a - b) });

function hitsOf(run: Run, breakpoint: Breakpoint): Result<Hits> {
  const { recording } = run;
  switch (breakpoint.kind) {
    case "phase":
      return times(recording.phases.filter(({ id }) => id === breakpoint.id).map(({ from }) => from));
    case "entry": {
      const { index } = breakpoint;
      const lists = recording.exchanges.filter(({ entryT }) => index >= 1 && index <= entryT.length);
      return times(lists.map(({ entryT }) => entryT.at(index - 1)));
    }
    case "event": {
      const words = breakpoint.words.toLowerCase();
      return times(eventsOf(run).flatMap(({ t, text }) => (text.toLowerCase().includes(words) ? [t] : [])));
    }
    case "invariant": {
      const checks = run.invariants.find(({ id }) => id === breakpoint.id)?.checks ?? [];
      return times(checks.flatMap(({ t, holds }) => (holds ? [] : [t])));
    }
    case "frame-write":
      return watching(run, { kind: "frame", pfn: breakpoint.pfn });
    case "change":
      return watching(run, breakpoint.of);
    case "expression": {
      const expression = parseExpression(breakpoint.text);
      return expression.ok ? ok({ kind: "scanner", scanner: becomesTrue(run, expression.value) }) : expression;
    }
  }
}

function watching(run: Run, of: Parameters<typeof watch>[1]): Result<Hits> {
  const watched = watch(run, of);
  return watched.ok ? ok({ kind: "scanner", scanner: watched.value.scanner }) : watched;
}

function* nearestHit(
  { cursor }: Run,
  { from, direction, breakpoints, until }: QuestionOf<"run">,
  all: readonly Hits[],
): Query<BreakpointHit | undefined> {
  const { t, sub } = cursor.clamp(from);
  // strictly before: what is hit here is not hit again, but for the start of an operation that is under way
  const start: Position = { t: direction === 1 || sub > 0 ? t : t - 1, sub: 0 };
  let best: { readonly t: number; readonly index: number } | undefined;
  const offer = (hit: number, index: number): void => {
    if (best === undefined || (direction === 1 ? hit < best.t : hit > best.t)) best = { t: hit, index };
  };
  all.forEach((hits, index) => {
    if (hits.kind !== "times") return;
    const hit = direction === 1 ? hits.times.find((each) => each > t) : hits.times.findLast((each) => each <= start.t);
    if (hit !== undefined && isBefore(hit, until, direction)) offer(hit, index);
  });
  for (const [index, hits] of all.entries()) {
    if (hits.kind !== "scanner" || start.t < 0) continue;
    const known: { readonly t: number } | undefined = best;
    const fence = known === undefined ? until : { t: known.t, sub: 0 };
    yield* scan(cursor, hits.scanner, { from: start, direction, until: fence }, (change) => {
      offer(change.t, index);
      return false;
    });
  }
  const hit: { readonly t: number; readonly index: number } | undefined = best;
  const breakpoint = hit === undefined ? undefined : breakpoints[hit.index];
  return hit === undefined || breakpoint === undefined ? undefined : { at: { t: hit.t, sub: 0 }, breakpoint };
}

function* countAll({ cursor }: Run, all: readonly Hits[]): Query<readonly BreakpointCount[]> {
  const found: BreakpointCount[] = [];
  for (const hits of all) {
    if (hits.kind === "times") {
      found.push({ hits: hits.times.length, complete: true });
      continue;
    }
    let count = 0;
    const complete = yield* scan(cursor, hits.scanner, { from: { t: 0, sub: 0 }, direction: 1 }, () => {
      count += 1;
      return count < MOST_COUNTED;
    });
    found.push({ hits: count, complete });
  }
  return found;
}
