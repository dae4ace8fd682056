// A scenario with faults, recorded: the run without any, then one run for each fault, aimed at the run before it.

import type { RecordProgress, Result, Scenario } from "../../api.ts";
import { invariant, ok, refuse } from "../../core/errors.ts";
import { INSTRUCTION_BUDGET, type RecordOptions } from "../../recording/recorder.ts";
import type { Part } from "../../recording/part.ts";
import type { Run } from "../../recording/run.ts";
import { divergenceOf } from "../../recording/verdict.ts";
import { aim, refuseIdle, type Listed } from "./aim.ts";
import { readFault } from "./text.ts";

/** Records a scenario, which has been checked, with these of its faults; the options have them aimed. */
export type RecordWith = (faults: readonly string[], options: RecordOptions) => Generator<Part, Run>;

export interface ChainOptions extends RecordOptions {
  /** The run without the last fault, where it is at hand. */
  readonly parent?: Run | undefined;
}

/** So many times the instructions of the run without the last fault, and some: then a run has lost its way. */
const BUDGET_FACTOR = 8;
const LEAST_BUDGET = 5_000_000;
/** Bytes of history of the runs before the last one that are kept with it. */
const KEPT_ANCESTRY = 256 * 1024 * 1024;

/** Yields at boundaries: the part recorded so far of the last run, which is the one that was asked for. */
export function* recordChain(
  { faults: texts = [] }: Pick<Scenario, "faults">,
  record: RecordWith,
  { parent, ...options }: ChainOptions,
): Generator<Part | undefined, Result<Run>> {
  const listed: Listed[] = [];
  for (const [index, text] of texts.entries()) {
    const fault = readFault(text, `faults[${index}]`);
    if (!fault.ok) return fault;
    listed.push({ index, text, fault: fault.value });
  }
  const known = parent !== undefined && parent.faults.length === listed.length - 1 ? parent : undefined;
  const todo = known === undefined ? listed : listed.slice(-1);
  const runs = todo.length + (known === undefined ? 1 : 0);
  let done = 0;
  const step = (): RecordOptions => ({ ...options, onProgress: share(options.onProgress, done++, runs) });
  let run = known ?? (yield* todo.length === 0 ? record([], step()) : unseen(record([], step())));
  for (const [index, each] of todo.entries()) {
    const aimed = aim(each, run);
    if (!aimed.ok) return aimed;
    const budget = options.budget ?? budgetAfter(run);
    const recording = record(texts.slice(0, each.index + 1), { ...step(), budget, faults: aimed.value });
    const next = yield* index === todo.length - 1 ? recording : unseen(recording);
    const child = { ...next, parent: withFewAncestors(run) };
    const idle = refuseIdle(each, isDifferent(child, run));
    if (idle !== undefined) return refuse(idle);
    run = child;
  }
  return ok(run);
}

/** Only a step on the way. */
function* unseen(recording: Generator<Part, Run>): Generator<undefined, Run> {
  for (;;) {
    const { done, value } = recording.next();
    if (done === true) return value;
    yield undefined;
  }
}

export const budgetAfter = ({ recording }: Run): number =>
  Math.min(INSTRUCTION_BUDGET, LEAST_BUDGET + BUDGET_FACTOR * recording.instructions);

function isDifferent(run: Run, parent: Run): boolean {
  if (JSON.stringify(run.recording.outcome) !== JSON.stringify(parent.recording.outcome)) return true;
  return divergenceOf(run, parent) !== undefined;
}

/** One run's progress as its share of several. */
function share(onProgress: RecordOptions["onProgress"], index: number, runs: number): RecordOptions["onProgress"] {
  if (onProgress === undefined || runs === 1) return onProgress;
  return (progress: RecordProgress) => onProgress({ ...progress, share: (index + progress.share) / runs });
}

/** Whoever goes back finds the runs before this one, unless they are too large to be kept. */
function withFewAncestors(run: Run): Run {
  let bytes = 0;
  const chain: Run[] = [];
  for (let each: Run | undefined = run; each !== undefined; each = each.parent) {
    bytes += each.recording.historyBytes;
    if (chain.length > 0 && bytes > KEPT_ANCESTRY) break;
    chain.push(each);
  }
  const oldest = chain.at(-1);
  invariant(oldest !== undefined, "a run is its own first ancestor");
  if (oldest.parent === undefined) return run;
  return chain.slice(0, -1).reduceRight<Run>((parent, each) => ({ ...each, parent }), withoutParent(oldest));
}

function withoutParent(run: Run): Run {
  const { parent: _, ...rest } = run;
  return rest;
}
