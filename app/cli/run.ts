// kjlab run: a whole run, or as much of it as --until says; and if it did not end well, its last hundred instructions.

import {
  FRAME_CLASSES,
  KERNELS,
  type FaultInfo,
  type FiredFault,
  type InvariantResult,
  type KernelName,
  type RunSummary,
  type TrailLine,
  type Verdict,
} from "../sim/api.ts";
import { hex32 } from "../sim/core/hex.ts";
import { momentAt } from "../sim/recording/moment.ts";
import { summaryOf } from "../sim/recording/summary.ts";
import { callsOf, type Calls } from "../sim/scenario/calls.ts";
import { json, type Command } from "./commands.ts";
import { EXIT } from "./failure.ts";
import { positionOf, readScenario, record } from "./scenario.ts";

export const run: Command = (options, print) => {
  const source = readScenario(options, ["json", "until"]);
  const recorded = record(source, options);
  const summary = summaryOf(recorded, source.scenario);
  const moment = momentAt(recorded, positionOf(recorded, options.values.get("until") ?? "end"), {});
  const until = moment.at.t;
  const { outcome, trail } = summary;
  const calls = callsOf(summary, until);
  const answer = {
    scenario: source.name,
    revision: source.scenario.revision,
    outcome,
    ...(summary.verdict === undefined ? {} : { verdict: summary.verdict, fired: summary.fired }),
    t: until,
    anchor: moment.anchor,
    hash: moment.hash,
    jumps: reached(summary.jumps, until).map(({ n, from, to, t, entry, pairs, selfPairs }) => {
      return { n, from, to, t, entry, pairs, selfPairs };
    }),
    ...(calls === undefined ? {} : { payload: calls }),
    invariants: summary.invariants.map((result) => upTo(result, until)),
    consoles: consolesOf(summary, until),
    trail,
    frames: summary.frames,
    frameClasses: Object.fromEntries(FRAME_CLASSES.map((kind, i) => [kind, moment.map.counts[i] ?? 0])),
  };
  print(options.flags.has("json") ? json(answer) : text(answer));
  if (outcome.kind !== "completed") return EXIT.outcome;
  return summary.invariants.some((result) => result.status === "fail") ? EXIT.assertion : EXIT.fine;
};

const reached = <T extends { readonly t: number }>(items: readonly T[], until: number): T[] =>
  items.filter((item) => item.t <= until);

/** Those of A and B always; C's where the run has one. */
const consolesOf = (summary: RunSummary, until: number): Answer["consoles"] => ({
  A: consoleText(summary, "A", until),
  B: consoleText(summary, "B", until),
  ...(summary.scenario.hibernation === undefined ? {} : { C: consoleText(summary, "C", until) }),
});

const consoleText = ({ consoles }: RunSummary, kernel: KernelName, until: number): string =>
  reached(consoles, until)
    .filter((line) => line.kernel === kernel)
    .map((line) => `${line.text}\n`)
    .join("");

/** What was known of an invariant at position t: a check made later says nothing yet. */
function upTo({ id, status, t, detail }: InvariantResult, until: number) {
  if (t === undefined || t > until) return { id, status: "unknown" as const, detail: "not checked up to here" };
  return { id, status, t, detail };
}

interface Answer {
  readonly outcome: { readonly kind: string; readonly text: string; readonly fault?: FaultInfo };
  readonly verdict?: Verdict;
  readonly fired?: readonly FiredFault[];
  readonly t: number;
  readonly anchor: string;
  readonly hash: string;
  readonly jumps: readonly {
    /** As in its anchor, jump/N. */
    readonly n: number;
    readonly from: string;
    readonly to: string;
    readonly t: number;
    readonly entry: number;
    readonly pairs: number;
    readonly selfPairs: number;
  }[];
  readonly payload?: Calls;
  readonly invariants: readonly { readonly id: string; readonly status: string; readonly detail: string }[];
  readonly consoles: Readonly<Partial<Record<KernelName, string>>>;
  readonly trail: readonly TrailLine[];
}

const MARKS: Readonly<Record<string, string>> = { pass: "✓", fail: "!", unknown: "?" };

function text({ outcome, payload, verdict, fired = [], ...answer }: Answer): string {
  return [
    `${outcome.kind}: ${outcome.text}`,
    ...(verdict === undefined ? [] : [verdictText(verdict)]),
    ...fired.map((fault) => `fault ${fault.index + 1}  t ${fault.t}  ${fault.anchor}  ${fault.text}`),
    `t ${answer.t}  ${answer.anchor}  state ${answer.hash}`,
    ...answer.jumps.map(
      (jump) =>
        `jump ${jump.n}  ${jump.from} → ${jump.to}  t ${jump.t}  entry ${hex32(jump.entry)}  ` +
        `${jump.pairs} pairs, ${jump.selfPairs} self-pairs`,
    ),
    ...(payload === undefined ? [] : [callsText(payload)]),
    ...answer.invariants.map((result) => `${MARKS[result.status] ?? "?"} ${result.id}: ${result.detail}`),
    ...KERNELS.flatMap((kernel) =>
      (answer.consoles[kernel] ?? "")
        .split("\n")
        .slice(0, -1)
        .map((line) => `${kernel}| ${line}`),
    ),
    ...(outcome.fault?.exceptions ?? []).map(
      ({ name, text: what, eip }) => `exception ${name} at ${hex32(eip)}: ${what}`,
    ),
    ...trailText(answer.trail),
    "",
  ].join("\n");
}

function verdictText({ kind, text: what, divergence }: Verdict): string {
  const parted = divergence === undefined ? "" : `; parts from the run without it at ${divergence.anchor}`;
  return `verdict ${kind}: ${what}${parted}`;
}

const callsText = ({ name, called, returned, astray }: Calls): string =>
  `${name} called ${called}, returned ${returned}` +
  (astray === undefined ? "" : `; call ${called} went to ${hex32(astray)} instead of its entry`);

function trailText(trail: readonly TrailLine[]): string[] {
  if (trail.length === 0) return [];
  const widest = Math.max(...trail.map(({ symbol }) => symbol?.length ?? 0));
  const title = trail.length === 1 ? "the last instruction:" : `the last ${trail.length} instructions:`;
  return [
    title,
    ...trail.map(
      ({ t, address, symbol = "", text: instruction }) =>
        `${String(t).padStart(11)}  ${hex32(address)}  ${symbol.padEnd(widest)}  ${instruction}`,
    ),
  ];
}
