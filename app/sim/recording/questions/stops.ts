// The stops of one granularity in a range, as spans in which they can be counted and the n-th of them found, without
// going through them one by one. They are those that stepping comes to.

import type { Granularity, Position } from "../../api.ts";
import { ok, refuse, type Result } from "../../core/errors.ts";
import { PHASES } from "../../kernel/phases.ts";
import type { Cursor } from "../cursor.ts";
import { copyTimes, pagesOfExchange } from "../exchanges.ts";
import type { ExchangeMark } from "../recording.ts";
import type { Run } from "../run.ts";
import type { Query } from "./query.ts";

/** Iterations are counted by going through the operations: over more than this nobody waits. */
const MOST_OPERATIONS = 2000;
const COPIES = 3;

interface Span {
  readonly count: number;
  /** The i-th stop of it; moves the cursor. */
  at(index: number): Position;
}

const whole = (t: number): Position => ({ t, sub: 0 });
const single = (t: number): Span => ({ count: 1, at: () => whole(t) });

export interface Stops {
  readonly count: number;
  at(index: number): Position;
}

/** From `from` to `to`, both with it where they are stops. */
export function stopsOf(run: Run, granularity: Granularity, from: Position, to: Position): Result<Query<Stops>> {
  const operations = to.t - from.t;
  if (granularity === "iteration" && operations > MOST_OPERATIONS)
    return refuse({
      path: "range",
      expected: `at most ${MOST_OPERATIONS} operations by iteration`,
      got: `${operations}`,
    });
  return ok(counted(run, granularity, from, to));
}

function* counted(run: Run, granularity: Granularity, from: Position, to: Position): Query<Stops> {
  const spans =
    granularity === "iteration" ? yield* iterations(run.cursor, from, to) : spansOf(run, granularity, from, to);
  return stopsIn(run.cursor, spans);
}

function stopsIn(cursor: Cursor, spans: readonly Span[]): Stops {
  const ends: number[] = [];
  let count = 0;
  for (const span of spans) ends.push((count += span.count));
  return {
    count,
    at: (index) => {
      const which = ends.findIndex((end) => index < end);
      return spans[which]?.at(index - (ends[which - 1] ?? 0)) ?? cursor.at;
    },
  };
}

function spansOf(
  run: Run,
  granularity: Exclude<Granularity, "iteration">,
  from: Position,
  to: Position,
): readonly Span[] {
  const { recording } = run;
  switch (granularity) {
    case "instruction":
      return [{ count: Math.max(0, to.t - from.t + 1), at: (index) => whole(from.t + index) }];
    case "phase":
      return within([0, ...recording.phases.map((phase) => phase.from), recording.end], from, to);
    case "jump": {
      const jumps = recording.legs.flatMap(({ transfer }) => (transfer === undefined ? [] : [transfer.t]));
      return within([0, ...jumps, recording.end], from, to);
    }
    case "page":
    case "copy":
      return regions(run, granularity, from.t, to.t);
  }
}

const within = (times: readonly number[], from: Position, to: Position): Span[] =>
  [...new Set(times)].toSorted((a, b) => a - b).flatMap((t) => (t >= from.t && t <= to.t ? [single(t)] : []));

/** One span for each operation: those of repeated instructions have as many stops as these have iterations. */
function* iterations(cursor: Cursor, from: Position, to: Position): Query<readonly Span[]> {
  const spans: Span[] = [];
  for (let { t } = from; t <= to.t; t++) {
    cursor.seek(whole(t));
    const count = Math.max(1, cursor.repIterations());
    const first = t === from.t ? Math.min(from.sub, count - 1) : 0;
    const last = t === to.t ? Math.min(to.sub, count - 1) : count - 1;
    spans.push({ count: last - first + 1, at: (index) => ({ t, sub: first + index }) });
    yield { share: 0, found: 0 };
  }
  return spans;
}

/** Kernel phases stop at each operation, exchanges where a page or a copy is done, other code where its phase begins. */
function regions({ recording, cursor }: Run, granularity: "page" | "copy", from: number, to: number): Span[] {
  const spans: Span[] = [];
  for (const [index, phase] of recording.phases.entries()) {
    const begins = phase.from;
    const ends = recording.phases[index + 1]?.from ?? recording.end;
    if (ends <= from || begins > to || ends === begins) continue;
    if (PHASES[phase.id]?.lane === "kernel") {
      const first = Math.max(begins, from);
      const last = Math.min(ends - 1, to);
      if (last >= first) spans.push({ count: last - first + 1, at: (i) => whole(first + i) });
      continue;
    }
    if (begins >= from) spans.push(single(begins));
    const inside = recording.exchanges.filter((exchange) => exchange.from >= begins && exchange.from < ends);
    spans.push(...inside.flatMap((exchange) => inExchange(cursor, exchange, granularity, from, to)));
  }
  if (to >= recording.end) spans.push(single(recording.end));
  return spans;
}

function inExchange(
  cursor: Cursor,
  exchange: ExchangeMark,
  granularity: "page" | "copy",
  from: number,
  to: number,
): Span[] {
  const per = granularity === "page" ? 1 : COPIES;
  const count = per * pagesOfExchange(exchange);
  const at = (index: number): number => {
    const times = copyTimes(cursor, exchange, Math.floor(index / per) + 1);
    return (granularity === "page" ? times.at(-1) : times[index % per]) ?? exchange.to;
  };
  const first = firstFrom(count, (index) => at(index) >= from);
  const last = firstFrom(count, (index) => at(index) > to);
  return last > first ? [{ count: last - first, at: (index) => whole(at(first + index)) }] : [];
}

/** The first index below `count` for which a rising condition holds. */
function firstFrom(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
