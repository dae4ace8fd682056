// kjlab ask: questions about a whole run. Like grep it ends with 1 where there is nothing to be found.

import {
  GRANULARITIES,
  type Breakpoint,
  type Change,
  type ContentHop,
  type QuestionAnswers,
  type QuestionKind,
  type QuestionOf,
  type SearchFor,
  type SearchHit,
  type Watched,
} from "../sim/api.ts";
import { hex32, hexPfn } from "../sim/core/hex.ts";
import { askRun } from "../sim/recording/questions/ask.ts";
import { answer } from "../sim/recording/questions/query.ts";
import type { Run } from "../sim/recording/run.ts";
import { parseBreakpoint } from "../state/breakpoints.ts";
import { json, type Command, type Print } from "./commands.ts";
import { badInput, EXIT, refused } from "./failure.ts";
import { countOption, numberOption, type OptionName, type Options, required } from "./options.ts";
import { positionOf, readScenario, record } from "./scenario.ts";

const MOST = 1_000_000;
const ROWS = 100;

type Ask = (options: Options, run: Run, print: Print) => boolean;

interface Asked {
  readonly options: readonly OptionName[];
  /** Asks and prints; was anything found? */
  readonly ask: Ask;
}

export const ask: Command = (options, print) => {
  const [, kind = "", scenario, ...more] = options.words;
  const asked = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (asked === undefined) throw badInput(`ask: expected ${Object.keys(KINDS).join(", ")}, got ${kind || "nothing"}`);
  if (more.length > 0) throw badInput(`expected one scenario, got ${[scenario, ...more].join(" ")}`);
  const words = ["ask", ...(scenario === undefined ? [] : [scenario])];
  const source = readScenario({ ...options, words }, ["json", ...asked.options]);
  const run = record(source, options);
  return asked.ask(options, run, print) ? EXIT.fine : EXIT.assertion;
};

function answered<K extends QuestionKind>(run: Run, question: QuestionOf<K>): QuestionAnswers[K] {
  const query = askRun(run, question);
  if (!query.ok) throw refused(query.problems);
  return answer(query.value);
}

/** With --json the whole answer, else its lines. */
function tell<T>(options: Options, print: Print, value: T, lines: (value: T) => readonly string[]): void {
  print(options.flags.has("json") ? json(value ?? null) : [...lines(value), ""].join("\n"));
}

function direction(options: Options, usual: 1 | -1): 1 | -1 {
  const text = options.values.get("direction");
  if (text === undefined) return usual;
  if (text !== "forward" && text !== "back") throw badInput(`--direction: expected forward or back, got ${text}`);
  return text === "forward" ? 1 : -1;
}

const limit = (options: Options): number => countOption(options, "limit", MOST) ?? ROWS;
const place = (options: Options, run: Run, usual: string) => positionOf(run, options.values.get("at") ?? usual);

function breakpoint(text: string): Breakpoint {
  const read = parseBreakpoint(text);
  if (read === undefined)
    throw badInput(`${text}: expected a breakpoint such as c:0x00101000+4, reg:cr3, w:0x00406 or ph:swap-in`);
  return read;
}

function watched(options: Options): Watched {
  const text = required(options, "of");
  const read = breakpoint(text);
  if (read.kind === "change") return read.of;
  if (read.kind === "frame-write") return { kind: "frame", pfn: read.pfn };
  throw badInput(`--of: expected c:ADDR+BYTES, w:FRAME or reg:NAME/BIT, got ${text}`);
}

const breakpoints = (options: Options): readonly Breakpoint[] => {
  const texts = options.lists.get("break") ?? [];
  if (texts.length === 0) throw badInput("--break is missing");
  return texts.map(breakpoint);
};

const change: Ask = (options, run, print) => {
  const way = direction(options, -1);
  const from = place(options, run, way === 1 ? "start" : "end");
  const found = answered(run, { kind: "change", of: watched(options), from, direction: way });
  tell(options, print, found, (one) => (one === undefined ? ["no change"] : [changeText(one)]));
  return found !== undefined;
};

const changes: Ask = (options, run, print) => {
  const way = direction(options, 1);
  const from = place(options, run, way === 1 ? "start" : "end");
  const found = answered(run, { kind: "changes", of: watched(options), from, direction: way, limit: limit(options) });
  tell(options, print, found, ({ rows, total, complete }) => [
    ...rows.map(changeText),
    countText(rows.length, total, complete, "changes"),
  ]);
  return found.total > 0;
};

const provenance: Ask = (options, run, print) => {
  const address = numberOption(options, "pa");
  const size = options.values.has("len") ? numberOption(options, "len") : 1;
  const way = direction(options, -1);
  const from = place(options, run, way === 1 ? "start" : "end");
  const hops = answered(run, { kind: "provenance", address, size, from, direction: way });
  tell(options, print, hops, (all) => all.flatMap(hopText));
  return true;
};

const runTo: Ask = (options, run, print) => {
  const way = direction(options, 1);
  const from = place(options, run, way === 1 ? "start" : "end");
  const until = options.values.get("until");
  const found = answered(run, {
    kind: "run",
    from,
    direction: way,
    breakpoints: breakpoints(options),
    ...(until === undefined ? {} : { until: positionOf(run, until) }),
  });
  for (const { problems } of found.refused) throw refused(problems);
  const { hit } = found;
  tell(options, print, hit, (one) =>
    one === undefined ? ["no hit"] : [`t ${one.at.t}  ${JSON.stringify(one.breakpoint)}`],
  );
  return hit !== undefined;
};

const counts: Ask = (options, run, print) => {
  const all = breakpoints(options);
  const found = answered(run, { kind: "counts", breakpoints: all });
  for (const { problems } of found) if (problems !== undefined) throw refused(problems);
  tell(options, print, found, (rows) =>
    rows.map(({ hits, complete }, i) => `${complete ? "" : "at least "}${hits}  ${JSON.stringify(all[i])}`),
  );
  return found.some(({ hits }) => hits > 0);
};

const search: Ask = (options, run, print) => {
  const wanted = searchFor(required(options, "for"));
  const found = answered(run, { kind: "search", for: wanted, at: place(options, run, "end"), limit: limit(options) });
  tell(options, print, found, ({ rows, total, complete }) => [
    ...rows.map(hitText),
    countText(rows.length, total, complete, "places"),
  ]);
  return found.total > 0;
};

function searchFor(text: string): SearchFor {
  const [, kind, rest = ""] = /^(bytes|text|value|name):(.*)$/su.exec(text) ?? [];
  if (kind === "bytes" || kind === "text" || kind === "name") return { kind, text: rest };
  if (kind === "value") return { kind, value: rest.trim() === "" ? NaN : Number(rest) };
  throw badInput(`--for: expected bytes:, text:, value: or name: and what is looked for, got ${text}`);
}

const probe: Ask = (options, run, print) => {
  const by = options.values.get("by") ?? "page";
  const granularity = GRANULARITIES.find((each) => each === by);
  if (granularity === undefined) throw badInput(`--by: expected ${GRANULARITIES.join(", ")}, got ${by}`);
  const series = answered(run, {
    kind: "probe",
    expression: required(options, "expression"),
    granularity,
    from: positionOf(run, options.values.get("from") ?? "start"),
    to: positionOf(run, options.values.get("to") ?? "end"),
    limit: limit(options),
  });
  tell(options, print, series, ({ rows, stops }) => [
    ...rows.map(({ at, anchor, value, why }) => `${time(at.t)}  ${anchor.padEnd(32)} ${value ?? why ?? ""}`),
    countText(rows.length, stops, true, "stops"),
  ]);
  return series.rows.some(({ value }) => value !== undefined);
};

const AROUND: readonly OptionName[] = ["at", "direction"];
const KINDS: Readonly<Record<string, Asked>> = {
  change: { options: [...AROUND, "of"], ask: change },
  changes: { options: [...AROUND, "of", "limit"], ask: changes },
  provenance: { options: [...AROUND, "pa", "len"], ask: provenance },
  run: { options: [...AROUND, "break", "until"], ask: runTo },
  counts: { options: ["break"], ask: counts },
  search: { options: ["for", "at", "limit"], ask: search },
  probe: { options: ["expression", "by", "from", "to", "limit"], ask: probe },
};

const time = (t: number): string => String(t).padStart(10);
const countText = (shown: number, total: number, complete: boolean, what: string): string =>
  `${shown} of ${complete ? "" : "at least "}${total} ${what}`;

function changeText({ at, anchor, by, kind, from, before, after }: Change): string {
  const values = before === undefined || after === undefined ? "" : `  ${hex32(before)} → ${hex32(after)}`;
  const source = from === undefined ? "" : ` from frame ${hexPfn(from)}`;
  return `${time(at.t)}  ${anchor}  ${kind}${source}${values}  ${by}`;
}

const hopText = ({ at, anchor, kind, frame, text, copies }: ContentHop): string[] => [
  `${time(at.t)}  ${anchor}  ${kind}  frame ${hexPfn(frame)}  ${text}`,
  ...copies.map((copy) => `${time(copy.at.t)}    copy ${hexPfn(copy.from)} → ${hexPfn(copy.to)}`),
];

const hitText = (hit: SearchHit): string =>
  hit.kind === "memory"
    ? `${hex32(hit.address)}  ${hit.context}  ${hit.what}`
    : `${time(hit.at.t)}  ${hit.anchor}  ${hit.what}: ${hit.title}`;
