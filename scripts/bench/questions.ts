// What each kind of question costs: the whole answer, and the longest stretch for which it lets nothing in between.

import type { Position, Question, QuestionKind, Result } from "../../app/sim/api.ts";
import { randomAt } from "../../app/sim/core/rng.ts";
import { exchangeAt, pageStart, pagesOfExchange } from "../../app/sim/recording/exchanges.ts";
import { askRun } from "../../app/sim/recording/questions/ask.ts";
import type { Query } from "../../app/sim/recording/questions/query.ts";
import type { Run } from "../../app/sim/recording/run.ts";
import { median, timed } from "./measure.ts";
import type { Report } from "./report.ts";

const ASKED = 7;
const PAGE = 4096;

/** Somewhere in the run: a position, a frame that takes part in an exchange, and a range of pages in it. */
interface Somewhere {
  readonly at: Position;
  readonly pfn: number;
  readonly range: readonly [Position, Position];
  readonly end: Position;
}

type Asked = { readonly [K in QuestionKind]: (where: Somewhere) => Extract<Question, { kind: K }> };

const QUESTIONS: Asked = {
  change: ({ at, pfn }) => ({
    kind: "change",
    of: { kind: "bytes", address: pfn * PAGE + 64, size: 4 },
    from: at,
    direction: -1,
  }),
  changes: ({ at, pfn }) => ({ kind: "changes", of: { kind: "frame", pfn }, from: at, direction: -1, limit: 100 }),
  provenance: ({ at, pfn }) => ({ kind: "provenance", address: pfn * PAGE, size: 4, from: at, direction: -1 }),
  run: ({ at, pfn }) => ({ kind: "run", from: at, direction: 1, breakpoints: [{ kind: "frame-write", pfn }] }),
  counts: ({ pfn }) => ({
    kind: "counts",
    breakpoints: [
      { kind: "frame-write", pfn },
      { kind: "phase", id: "swap-out" },
    ],
  }),
  search: ({ at }) => ({ kind: "search", for: { kind: "value", value: 0x600df00d }, at, limit: 100 }),
  probe: ({ range: [from, to] }) => ({
    kind: "probe",
    expression: "exchange.page",
    granularity: "page",
    from,
    to,
    limit: 200,
  }),
};

function somewhere({ recording }: Run, i: number): Somewhere {
  const t = randomAt(47, i) % recording.end;
  const exchanges = recording.exchanges.filter((exchange) => pagesOfExchange(exchange) > 0);
  const exchange = recording.exchanges[exchangeAt(recording, t) ?? -1] ?? exchanges[i % exchanges.length];
  if (exchange === undefined) throw new Error("a run without an exchange");
  const page = 1 + (randomAt(48, i) % pagesOfExchange(exchange));
  const place = (t: number): Position => ({ t, sub: 0 });
  return {
    at: place(t),
    pfn: exchange.entryWord.at(exchange.sources.at(page - 1)) >>> 12,
    range: [place(pageStart(exchange, 1)), place(exchange.to)],
    end: place(recording.end),
  };
}

interface Cost {
  readonly whole: number;
  readonly slice: number;
}

function cost(asked: Result<Query<unknown>>): Cost {
  if (!asked.ok) throw new Error(JSON.stringify(asked.problems));
  let whole = 0;
  let slice = 0;
  for (let done = false; !done;) {
    const { value, time } = timed(() => asked.value.next());
    whole += time;
    slice = Math.max(slice, time);
    done = value.done === true;
  }
  return { whole, slice };
}

export function benchQuestions(run: Run, report: Report): void {
  for (const [kind, question] of Object.entries(QUESTIONS)) {
    const costs = Array.from({ length: ASKED }, (_, i) => cost(askRun(run, question(somewhere(run, i)))));
    report.figure(`question "${kind}", median of ${ASKED}`, median(costs.map(({ whole }) => whole)), "ms");
    report.figure(`question "${kind}", longest`, Math.max(...costs.map(({ whole }) => whole)), "ms");
    report.figure(`question "${kind}", longest slice`, Math.max(...costs.map(({ slice }) => slice)), "ms");
  }
}
