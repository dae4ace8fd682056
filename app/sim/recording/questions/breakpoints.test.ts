// Running to breakpoints stops where a log made by stepping says, forward as backward, and counting counts the same.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Breakpoint, BreakpointCount, Position } from "../../api.ts";
import { eventsOf } from "../events.ts";
import { askRun } from "./ask.ts";
import { parseExpression } from "./expression.ts";
import { holds } from "./evaluate.ts";
import { answer, type Query } from "./query.ts";
import { scenarioInParts } from "../../scenario/to-plan.ts";
import { recorded, tiny } from "../../testing/small-runs.ts";

const run = recorded({ ...tiny, jumps: 3, faults: ["flip:0x00406100.3@swap/7/1"] });
const { recording, cursor } = run;

/** Positions at which an expression becomes true, by trying each. */
function timesOf(text: string): number[] {
  const expression = parseExpression(text);
  if (!expression.ok) throw new Error(JSON.stringify(expression.problems));
  const times: number[] = [];
  for (let t = 0, before = true; t <= recording.end; t++) {
    cursor.seek({ t, sub: 0 });
    const now = holds(run, expression.value);
    if (now && !before) times.push(t);
    before = now;
  }
  return times;
}

const EXPRESSIONS = [
  "cr0.pg == 0",
  "cr3 == 0 || eflags.if && cr4",
  "ecx == 1024",
  "dword[0x406100] != 0 && cr0.pg == 1",
  "byte[esp] == 0",
  "lin[esp] == 0",
  't > 100 && t < 110 || phase == "boot"',
  "exchange.copies == 2",
  "exchange.page == 7",
  'frame(0x406).class == "kernelB"',
  'frame(0x406).owner == "B" && running == "B"',
  "frames(swap) == 1",
  "slot(A, 0x804) != 0",
  "leg == 2",
];

const failing = run.invariants.find(({ checks }) => checks.some(({ holds: held }) => !held));
const LISTED: readonly { readonly breakpoint: Breakpoint; readonly times: readonly number[] }[] = [
  {
    breakpoint: { kind: "phase", id: "swap-in" },
    times: recording.phases.filter(({ id }) => id === "swap-in").map(({ from }) => from),
  },
  {
    breakpoint: { kind: "entry", index: 9 },
    times: recording.exchanges.filter(({ entryT }) => entryT.length >= 9).map(({ entryT }) => entryT.at(8)),
  },
  {
    breakpoint: { kind: "event", words: "FREEZE" },
    times: eventsOf(run).flatMap(({ t, text }) => (/freeze/i.test(text) ? [t] : [])),
  },
  {
    breakpoint: { kind: "invariant", id: failing?.id ?? "" },
    times: (failing?.checks ?? []).flatMap(({ t, holds: held }) => (held ? [] : [t])),
  },
  ...EXPRESSIONS.map((text) => ({ breakpoint: { kind: "expression", text } as const, times: timesOf(text) })),
];

function ask(breakpoints: readonly Breakpoint[], from: Position, direction: 1 | -1, until?: Position) {
  const question = askRun(run, {
    kind: "run",
    from,
    direction,
    breakpoints,
    ...(until === undefined ? {} : { until }),
  });
  if (!question.ok) throw new Error(JSON.stringify(question.problems));
  const { hit, refused } = answer(question.value);
  expect(refused).toEqual([]);
  return hit;
}

describe("running", () => {
  it.each(LISTED)("to $breakpoint stops at each hit, and backward at the same", ({ breakpoint, times }) => {
    const expected = [...new Set(times)].toSorted((a, b) => a - b);
    expect(expected.length).toBeGreaterThan(0);
    const some = fc.constantFrom(...expected.slice(0, 50), 0, recording.end);
    fc.assert(
      fc.property(some, fc.integer({ min: -2, max: 2 }), fc.constantFrom<1 | -1>(1, -1), (base, more, direction) => {
        const t = Math.max(0, Math.min(recording.end, base + more));
        const next = direction === 1 ? expected.find((each) => each > t) : expected.findLast((each) => each < t);
        expect(ask([breakpoint], { t, sub: 0 }, direction)?.at.t).toBe(next);
      }),
      { numRuns: 12 },
    );
    const counted = askRun(run, { kind: "counts", breakpoints: [breakpoint] });
    expect(counted.ok && answer(counted.value)).toEqual([
      { hits: expected.filter((t) => t > 0 || breakpoint.kind !== "expression").length, complete: true },
    ]);
  });

  it("stops at the nearest of several, and never behind the fence", () => {
    const all = LISTED.map(({ breakpoint }) => breakpoint);
    const times = LISTED.flatMap((each) => [...each.times]).toSorted((a, b) => a - b);
    fc.assert(
      fc.property(
        fc.nat(recording.end),
        fc.nat(recording.end),
        fc.constantFrom<1 | -1>(1, -1),
        (t, fence, direction) => {
          const next = direction === 1 ? times.find((each) => each > t) : times.findLast((each) => each < t);
          const isBehind = next !== undefined && (direction === 1 ? next > fence : next < fence);
          const hit = ask(all, { t, sub: 0 }, direction, { t: fence, sub: 0 });
          expect(hit?.at.t).toBe(isBehind ? undefined : next);
        },
      ),
      { numRuns: 10 },
    );
  });

  it("goes back to the start of an operation that is under way", () => {
    const copy = timesOf("exchange.copies == 2").at(0) ?? 0;
    cursor.seek({ t: copy, sub: 0 });
    const hit = ask([{ kind: "expression", text: "exchange.copies == 2" }], { t: copy, sub: 3 }, -1);
    expect(hit?.at.t).toBe(copy);
  });

  it.each<Breakpoint>([
    { kind: "expression", text: "cr0.pg ==" },
    { kind: "expression", text: "cr0.pg == 0 && dword[4 * sub] == 0" },
    { kind: "frame-write", pfn: -1 },
    { kind: "change", of: { kind: "register", name: "xmm0" } },
    { kind: "change", of: { kind: "register", name: "eax", bit: 32 } },
    { kind: "change", of: { kind: "bytes", address: 0xfffffff0, size: 4 } },
  ])("says why %o cannot be, and stops at the others all the same", (bad) => {
    const good: Breakpoint = { kind: "phase", id: "swap-in" };
    const breakpoints = [good, bad, good];
    const question = askRun(run, { kind: "run", from: { t: 0, sub: 0 }, direction: 1, breakpoints });
    const { hit, refused } = question.ok ? answer(question.value) : { refused: [] };
    const first = recording.phases.find(({ id }) => id === "swap-in")?.from;
    expect([hit?.at.t, hit?.breakpoint]).toEqual([first, good]);
    expect(refused.map(({ index, problems }) => [index, problems.length])).toEqual([[1, 1]]);
    const counted = askRun(run, { kind: "counts", breakpoints });
    const rows = counted.ok ? answer(counted.value) : [];
    expect(rows.map(({ hits, problems }) => [hits > 0, problems?.length])).toEqual([
      [true, undefined],
      [false, 1],
      [true, undefined],
    ]);
  });
});

it("a question about a part is about what was recorded when it was asked, and says that it is no more", () => {
  const scenario = { ...tiny, jumps: 3 };
  const texts = ["exchange.page == 3", 'running == "B" && cr0.pe'];
  const breakpoints = [
    ...texts.map((text): Breakpoint => ({ kind: "expression", text })),
    { kind: "frame-write", pfn: 0x406 } as const,
    { kind: "phase", id: "swap-in" } as const,
  ];
  const whole = recorded(scenario);
  const asked = askRun(whole, { kind: "counts", breakpoints });
  const right = asked.ok ? answer(asked.value) : [];
  expect(right.every(({ hits, complete }) => hits > 0 && complete)).toBe(true);
  const parts = scenarioInParts(scenario);
  const questions: { readonly end: number; readonly query: Query<readonly BreakpointCount[]> }[] = [];
  const answers: { readonly end: number; readonly counts: readonly BreakpointCount[] }[] = [];
  for (let n = 0, next = parts.next(); ; n++, next = parts.next()) {
    const part = next.done === true ? whole : next.value?.open();
    if (n % 60 === 40 && part !== undefined && next.done !== true) {
      const question = askRun(part, { kind: "counts", breakpoints });
      if (question.ok) questions.push({ end: part.recording.end, query: question.value });
    }
    for (const { end, query } of [...questions]) {
      const { done, value } = query.next();
      if (done !== true) continue;
      answers.push({ end, counts: value });
      questions.splice(
        questions.findIndex((each) => each.query === query),
        1,
      );
    }
    if (next.done === true && questions.length === 0) break;
    if (next.done === true) throw new Error("a question was still open");
  }
  expect(answers.length).toBeGreaterThan(2);
  for (const { end, counts } of answers) {
    expect(counts.every(({ complete }) => !complete)).toBe(true);
    const until = (breakpoint: Breakpoint): number => {
      let hits = 0;
      for (let t = 0; ; hits++) {
        const question = askRun(whole, { kind: "run", from: { t, sub: 0 }, direction: 1, breakpoints: [breakpoint] });
        const hit = question.ok ? answer(question.value).hit : undefined;
        if (hit === undefined || hit.at.t > end) return hits;
        t = hit.at.t;
      }
    };
    expect(counts.map(({ hits }) => hits)).toEqual(breakpoints.map(until));
  }
});
