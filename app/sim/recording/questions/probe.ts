// An expression over time: its value at each stop of a granularity, or at so many of them, evenly spread.

import type { ProbeRow, ProbeSeries, QuestionOf } from "../../api.ts";
import { ok, problemText, refuse, type Result } from "../../core/errors.ts";
import { anchorAt } from "../anchors.ts";
import type { Run } from "../run.ts";
import { evaluate } from "./evaluate.ts";
import { type Expression, parseExpression } from "./expression.ts";
import type { Query } from "./query.ts";
import { type Stops, stopsOf } from "./stops.ts";

/** Rows at most, whatever is asked for. */
const MOST_ROWS = 10_000;

export function probe(run: Run, question: QuestionOf<"probe">): Result<Query<ProbeSeries>> {
  const expression = parseExpression(question.expression);
  if (!expression.ok) return expression;
  if (!(question.limit >= 1))
    return refuse({ path: "limit", expected: `1 to ${MOST_ROWS} rows`, got: `${question.limit}` });
  const [a, b] = [run.cursor.clamp(question.from), run.cursor.clamp(question.to)];
  const isForward = a.t < b.t || (a.t === b.t && a.sub <= b.sub);
  const stops = stopsOf(run, question.granularity, isForward ? a : b, isForward ? b : a);
  const limit = Math.min(MOST_ROWS, Math.trunc(question.limit));
  return stops.ok ? ok(series(run, expression.value, stops.value, limit)) : stops;
}

function* series(run: Run, expression: Expression, counted: Query<Stops>, limit: number): Query<ProbeSeries> {
  const stops = yield* counted;
  const rows: ProbeRow[] = [];
  const count = Math.min(limit, stops.count);
  for (let i = 0; i < count; i++) {
    const index = count === stops.count ? i : count === 1 ? 0 : Math.round((i * (stops.count - 1)) / (count - 1));
    rows.push(rowAt(run, expression, stops, index));
    yield { share: (i + 1) / count, found: rows.length };
  }
  return { rows, stops: stops.count };
}

function rowAt(run: Run, expression: Expression, stops: Stops, index: number): ProbeRow {
  const { cursor } = run;
  const at = cursor.seek(stops.at(index));
  const value = evaluate(run, expression);
  const place = { at, anchor: anchorAt(cursor, at) };
  return value.ok
    ? { ...place, value: value.value }
    : { ...place, value: undefined, why: value.problems.map(problemText).join("; ") };
}
