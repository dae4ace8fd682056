// A probe's rows are the stops that stepping comes to, with the values that are there.

import { describe, expect, it } from "vitest";
import { GRANULARITIES, type Granularity, type Position } from "../../api.ts";
import { stepFrom } from "../steps.ts";
import { askRun } from "./ask.ts";
import { answer } from "./query.ts";
import { recorded, scenarioOf, tiny } from "../../testing/small-runs.ts";

const run = recorded({ ...tiny, jumps: 2 });
const { cursor, recording } = run;
const whole = { from: { t: 0, sub: 0 }, to: { t: recording.end, sub: 0 } };

function probe(expression: string, granularity: Granularity, limit: number, range = whole) {
  const question = askRun(run, { kind: "probe", expression, granularity, ...range, limit });
  if (!question.ok) throw new Error(JSON.stringify(question.problems));
  return answer(question.value);
}

function stepped(
  granularity: Granularity,
  { from, to }: { readonly from: Position; readonly to: Position },
): Position[] {
  const found = [from];
  for (let at = from; ;) {
    const next = stepFrom(cursor, at, granularity, 1);
    if (next.t > to.t || (next.t === at.t && next.sub === at.sub)) return found;
    found.push((at = next));
  }
}

describe("a probe", () => {
  it.each(GRANULARITIES.filter((each) => each !== "iteration"))("stops by %s where stepping does", (granularity) => {
    expect(probe("t", granularity, 10_000).rows.map(({ at }) => at)).toEqual(stepped(granularity, whole));
  });

  it("stops at iterations in a short range, and refuses a long one", () => {
    const from = recording.exchanges[0]?.from ?? 0;
    const range = { from: { t: from, sub: 0 }, to: { t: from + 20, sub: 0 } };
    expect(probe("sub", "iteration", 10_000, range).rows.map(({ at }) => at)).toEqual(stepped("iteration", range));
    const question = { kind: "probe", expression: "t", granularity: "iteration", ...whole, limit: 9 } as const;
    expect(askRun(run, question).ok).toBe(false);
  });

  it("counts iterations without going through them, and lets others in meanwhile", () => {
    const from = recording.exchanges[0]?.from ?? 0;
    const range = { from: { t: from, sub: 0 }, to: { t: from + 700, sub: 0 } };
    const question = { kind: "probe", expression: "sub", granularity: "iteration", ...range, limit: 20 } as const;
    const query = askRun(run, question);
    if (!query.ok) throw new Error(JSON.stringify(query.problems));
    let rests = 0;
    let next = query.value.next();
    for (; next.done !== true; next = query.value.next()) rests += 1;
    let stops = 0;
    for (let t = from; t < from + 700; t++) {
      cursor.seek({ t, sub: 0 });
      stops += Math.max(1, cursor.repIterations());
    }
    expect(next.value.stops).toBe(stops + 1);
    expect(stops).toBeGreaterThan(10_000);
    expect(rests).toBeGreaterThan(700);
    expect(next.value.rows.every(({ at, value }) => value === at.sub)).toBe(true);
    expect(next.value.rows.some(({ at }) => at.sub > 0)).toBe(true);
  });

  it("samples a long range evenly, both ends with it", () => {
    const { rows, stops } = probe("t", "instruction", 101);
    expect(stops).toBe(recording.end + 1);
    expect(rows).toHaveLength(101);
    expect([rows[0]?.at.t, rows.at(-1)?.at.t]).toEqual([0, recording.end]);
    const gaps = rows.slice(1).map(({ at }, i) => at.t - (rows[i]?.at.t ?? 0));
    expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1);
    expect(rows.every(({ value, at }) => value === at.t)).toBe(true);
  });

  it("says why a row has no value", () => {
    const { rows } = probe("exchange.page", "phase", 1000);
    expect(rows.some(({ value }) => value === undefined)).toBe(true);
    expect(rows.every(({ value, why }) => (value === undefined) === (why !== undefined))).toBe(true);
  });

  it("goes through a run with several boots", () => {
    const other = recorded(scenarioOf("hibernate-tiny"));
    const question = askRun(other, {
      kind: "probe",
      expression: "leg",
      granularity: "page",
      from: { t: 0, sub: 0 },
      to: { t: other.recording.end, sub: 0 },
      limit: 12,
    });
    const series = question.ok ? answer(question.value) : undefined;
    expect(series?.rows).toHaveLength(12);
    expect(series?.rows.map(({ at }) => at.t)).toEqual(series?.rows.map(({ at }) => at.t).toSorted((a, b) => a - b));
  });
});
