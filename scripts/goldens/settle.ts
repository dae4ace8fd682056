// Settles what each case must give: the outcome of the engines that do what the manual says, and who deviates.

import {
  definedBits,
  differences,
  eipOf,
  flagsOf,
  type Golden,
  type Heading,
  type Outcome,
  resumeFlagOf,
  storeEvent,
  summaryOf,
  type Word,
} from "../../app/sim/cpu/goldens/golden.ts";
import type { Assembled } from "./assemble.ts";
import { CASES, type GroupedCase } from "./cases.ts";
import type { Outcomes } from "./run.ts";

const ALL_BITS = 0xffffffff;
/** Shorter runs of zeros stay in the code. */
const GAP = 16;

export interface Ran {
  readonly versions: Readonly<Record<string, string>>;
  readonly handlers: Buffer;
  readonly assembled: readonly Assembled[];
  readonly outcomes: Readonly<Record<string, Outcomes>>;
}

const hex = (value: number): string => `0x${(value >>> 0).toString(16).padStart(8, "0")}`;

/** In what an outcome is not what the case's author took from the manual. */
function againstManual(one: GroupedCase, { labels }: Assembled, got: Outcome): string[] {
  const found: string[] = [];
  const end = one.end ?? "finished";
  if (got.end !== end) found.push(`end: ${end}, got ${got.end}`);
  const names = got.events.map(summaryOf).join(", ");
  if (end === "finished" && names !== one.events.join(", "))
    found.push(`events: ${one.events.join(", ") || "none"}, got ${names || "none"}`);
  got.events.forEach((event, i) => {
    const label = labels.get(`f${i + 1}`);
    if (label !== undefined && eipOf(event) !== label)
      found.push(`EIP of event ${i + 1}: ${hex(label)}, got ${hex(eipOf(event))}`);
  });
  const resume = got.events.map(resumeFlagOf);
  if (one.rf !== undefined && resume.some((flag) => flag !== one.rf))
    found.push(`RF: ${one.rf}, got ${resume.join(", ")}`);
  const [first] = got.events;
  const flags = first === undefined ? undefined : flagsOf(first);
  if (one.flags !== undefined && flags !== one.flags) found.push(`flags: ${hex(one.flags)}, got ${hex(flags ?? 0)}`);
  if (end === "shutdown") return found;
  Object.entries(one.words ?? {}).forEach(([name, [, value, mask = ALL_BITS]], i) => {
    const word = got.words[i] ?? 0;
    if (((word ^ value) & mask) !== 0) found.push(`${name}: ${hex(value & mask)}, got ${hex(word & mask)}`);
  });
  return found;
}

/** The stretches between long runs of zeros. */
function chunks(code: Buffer): [number, string][] {
  const found: [number, string][] = [];
  let start = 0;
  while (start < code.length) {
    const gap = code.indexOf(Buffer.alloc(GAP), start);
    const end = gap < 0 ? code.length : gap;
    if (end > start) found.push([start, code.toString("hex", start, end)]);
    start = end;
    while (start < code.length && code[start] === 0) start += 1;
  }
  return found;
}

/** Two of the differences. */
const brief = (found: readonly string[]): string =>
  found.slice(0, 2).join("; ") + (found.length > 2 ? `; and ${found.length - 2} more` : "");

interface Verdict {
  readonly outcome: Outcome | undefined;
  readonly deviates: Readonly<Record<string, string>>;
}

function judge(
  one: GroupedCase,
  assembled: Assembled,
  results: readonly (readonly [string, Outcome | undefined])[],
): Verdict {
  const words = wordsOf(one);
  const relevant = { words, rf: one.rf !== undefined };
  const right = results.flatMap(([, got]) =>
    got !== undefined && againstManual(one, assembled, got).length === 0 ? [got] : [],
  );
  const followers = (outcome: Outcome): number =>
    right.filter((other) => differences(outcome, other, relevant).length === 0).length;
  const outcome = right.toSorted((a, b) => followers(b) - followers(a))[0];
  const deviates: Record<string, string> = {};
  for (const [name, got] of results) {
    if (got === undefined) deviates[name] = "hangs or dies";
    else {
      const found = againstManual(one, assembled, got);
      if (found.length === 0 && outcome !== undefined) found.push(...differences(outcome, got, relevant));
      if (found.length > 0) deviates[name] = brief(found);
    }
  }
  return { outcome, deviates };
}

const wordsOf = (one: GroupedCase): Word[] =>
  Object.entries(one.words ?? {}).map(([name, [address, value, mask = ALL_BITS]]) => [
    name,
    address,
    mask >>> 0,
    value >>> 0,
  ]);

const orNothing = <T extends { readonly length: number }>(list: T): T | undefined =>
  list.length > 0 ? list : undefined;

/** JSON leaves out what is undefined. */
function golden(one: GroupedCase, { bytes }: Assembled, { deviates }: Verdict, outcome: Outcome): object {
  const rf = one.rf !== undefined;
  const words = wordsOf(one).map(([name, at, mask], i) => [name, at, mask, ((outcome.words[i] ?? 0) & mask) >>> 0]);
  const alone = Object.keys(deviates).length > 1;
  return {
    group: one.group,
    name: one.name,
    code: chunks(bytes),
    patches: orNothing(one.patches ?? []),
    words: orNothing(words),
    rf: rf || undefined,
    end: one.end,
    events: outcome.events.map((event) => storeEvent(definedBits(event, rf))),
    deviates: Object.keys(deviates).length > 0 ? deviates : undefined,
    judge: alone ? one.judge : undefined,
  } satisfies { [K in keyof Golden]: unknown };
}

/** At least two engines must be right, or one with a sentence of its author. */
export function settle({ versions, handlers, assembled, outcomes }: Ran): {
  lines: readonly string[];
  report: readonly string[];
  unsettled: number;
} {
  const cases: object[] = [];
  let agreed = 0;
  const dropped: { name: string; reason: string }[] = [];
  const report: string[] = [];
  let unsettled = 0;
  CASES.forEach((one, i) => {
    const name = `${one.group}: ${one.name}`;
    const code = assembled[i];
    if (code === undefined) throw new Error(`"${name}" has no code`);
    const results = Object.entries(outcomes).map(([engine, all]) => [engine, all[i]] as const);
    const verdict = judge(one, code, results);
    const told = Object.entries(verdict.deviates).map(([engine, what]) => `  ${engine}: ${what}`);
    if (told.length > 0) report.push(name, ...told);
    if (one.dropped !== undefined) {
      dropped.push({ name, reason: one.dropped });
      return;
    }
    const wrong = Object.keys(verdict.deviates).length;
    const enough = results.length - wrong >= 2 || (results.length - wrong === 1 && one.judge !== undefined);
    if (verdict.outcome === undefined || !enough) {
      unsettled += 1;
      report.push("  UNSETTLED");
      return;
    }
    cases.push(golden(one, code, verdict, verdict.outcome));
    if (wrong === 0) agreed += 1;
  });
  report.push(
    `${cases.length} goldens, all engines agree on ${agreed}; ${dropped.length} dropped, ${unsettled} unsettled`,
  );
  const heading: Heading = { engines: versions, handlers: handlers.toString("hex"), dropped };
  return { lines: [heading, ...cases].map((line) => JSON.stringify(line)), report, unsettled };
}
