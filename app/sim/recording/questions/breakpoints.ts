// Running to the next or previous place that a breakpoint names, and how often each is hit.

import type { Breakpoint, BreakpointCount, BreakpointProblem, BreakpointRun, Position, QuestionOf } from "../../api.ts";
import { ok, refuse, type Result } from "../../core/errors.ts";
import { eventsOf } from "../events.ts";
import type { Run } from "../run.ts";
import { becomesTrue } from "./becomes-true.ts";
import { names, parseExpression } from "./expression.ts";
import type { Query } from "./query.ts";
import { type Asked, asked, isBefore, nearer, scan, type Scanner } from "./scanner.ts";
import { watch } from "./watched.ts";

/** Hits counted at most: more is "often". */
const MOST_COUNTED = 10_000;

/** A breakpoint's hits: known at once, in order, or to be looked for. */
type Hits =
  | { readonly kind: "times"; readonly times: readonly number[] }
  | { readonly kind: "scanner"; readonly scanner: Scanner };

export function runTo(run: Run, question: QuestionOf<"run">): Result<Query<BreakpointRun>> {
  return ok(nearestHit(run, question, hitsOfAll(run, question.breakpoints), asked(run.recording)));
}

export function counts(run: Run, question: QuestionOf<"counts">): Result<Query<readonly BreakpointCount[]>> {
  return ok(countAll(run, hitsOfAll(run, question.breakpoints), asked(run.recording)));
}

const hitsOfAll = (run: Run, breakpoints: readonly Breakpoint[]): readonly Result<Hits>[] =>
  breakpoints.map((breakpoint) => hitsOf(run, breakpoint));

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
      if (!expression.ok) return expression;
      // a run stops between operations, where sub is always 0
      if (names(expression.value, "sub"))
        return refuse({ path: "expression", expected: "a breakpoint's expression without sub", got: breakpoint.text });
      return ok({ kind: "scanner", scanner: becomesTrue(run, expression.value) });
    }
  }
}

function watching(run: Run, of: Parameters<typeof watch>[1]): Result<Hits> {
  const watched = watch(run, of);
  return watched.ok ? ok({ kind: "scanner", scanner: watched.value.scanner }) : watched;
}

const problemsOf = (all: readonly Result<Hits>[]): readonly BreakpointProblem[] =>
  all.flatMap((hits, index) => (hits.ok ? [] : [{ index, problems: hits.problems }]));

function* nearestHit(
  { cursor }: Run,
  { from, direction, breakpoints, until }: QuestionOf<"run">,
  all: readonly Result<Hits>[],
  { end }: Asked,
): Query<BreakpointRun> {
  const { t, sub } = cursor.clamp(from);
  const limit = direction === 1 ? nearer(end, until) : until;
  // strictly before: what is hit here is not hit again, but for the start of an operation that is under way
  const start: Position = { t: direction === 1 || sub > 0 ? t : t - 1, sub: 0 };
  let best: { readonly t: number; readonly index: number } | undefined;
  const offer = (hit: number, index: number): void => {
    if (best === undefined || (direction === 1 ? hit < best.t : hit > best.t)) best = { t: hit, index };
  };
  all.forEach((hits, index) => {
    if (!hits.ok || hits.value.kind !== "times") return;
    const list = hits.value.times;
    const hit = direction === 1 ? list.find((each) => each > t) : list.findLast((each) => each <= start.t);
    if (hit !== undefined && isBefore(hit, limit, direction)) offer(hit, index);
  });
  for (const [index, hits] of all.entries()) {
    if (!hits.ok || hits.value.kind !== "scanner" || start.t < 0) continue;
    const known: { readonly t: number } | undefined = best;
    const fence = known === undefined ? limit : { t: known.t, sub: 0 };
    yield* scan(cursor, hits.value.scanner, { from: start, direction, until: fence }, (change) => {
      offer(change.t, index);
      return false;
    });
  }
  const hit: { readonly t: number; readonly index: number } | undefined = best;
  const breakpoint = hit === undefined ? undefined : breakpoints[hit.index];
  const refused = problemsOf(all);
  return hit === undefined || breakpoint === undefined
    ? { refused }
    : { hit: { at: { t: hit.t, sub: 0 }, breakpoint }, refused };
}

function* countAll(
  { cursor }: Run,
  all: readonly Result<Hits>[],
  { end: until, isWhole }: Asked,
): Query<readonly BreakpointCount[]> {
  const found: BreakpointCount[] = [];
  for (const hits of all) {
    if (!hits.ok) {
      found.push({ hits: 0, complete: true, problems: hits.problems });
      continue;
    }
    if (hits.value.kind === "times") {
      found.push({ hits: hits.value.times.length, complete: isWhole });
      continue;
    }
    let count = 0;
    const span = { from: { t: 0, sub: 0 }, direction: 1, until } as const;
    const isThrough = yield* scan(cursor, hits.value.scanner, span, () => {
      count += 1;
      return count < MOST_COUNTED;
    });
    found.push({ hits: count, complete: isThrough && isWhole });
  }
  return found;
}
