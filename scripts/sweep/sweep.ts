// Every step of a run made to fail in each way it can, and left out where it can be: one run each, beside the run without.

import type { FaultPoint, Scenario, Verdict, VerdictKind } from "../../app/sim/api.ts";
import { pointsOf } from "../../app/sim/recording/points.ts";
import { verdictOf } from "../../app/sim/recording/verdict.ts";
import type { Run } from "../../app/sim/recording/run.ts";
import { readFault } from "../../app/sim/scenario/faults/text.ts";
import { readPointName } from "../../app/sim/recording/point-names.ts";
import { recordScenario } from "../../app/sim/scenario/to-plan.ts";

/** A step as the predictions see it. */
export interface SweptPoint extends FaultPoint {
  /** Without leg and number. */
  readonly name: string;
}

/** The run that is swept: what it is a run of, what it comes to by itself. */
export interface Trunk {
  readonly scenario: Scenario;
  readonly points: readonly SweptPoint[];
  readonly verdict: VerdictKind;
}

/** One fault of the sweep, and what came of it. */
export interface Swept {
  /** Of the step, in the trunk's points. */
  readonly index: number;
  readonly point: SweptPoint;
  readonly fault: string;
  /** "skip", or the errno. */
  readonly how: string;
  readonly verdict: Verdict;
  /** Invariants that fail, and do not without the fault. */
  readonly failing: readonly string[];
}

function recorded(scenario: Scenario, parent?: Run): Run {
  const run = recordScenario(scenario, { parent });
  if (!run.ok) throw new Error(`${scenario.faults?.at(-1) ?? scenario.title}: ${JSON.stringify(run.problems)}`);
  return run.value;
}

export function trunkOf(scenario: Scenario): { readonly trunk: Trunk; readonly run: Run } {
  const run = recorded(scenario);
  const points = pointsOf(run.recording).map((point) => ({
    ...point,
    name: readPointName(point.id)?.name ?? point.id,
  }));
  return { trunk: { scenario, points, verdict: verdictOf(run).kind }, run };
}

export function* sweep({ scenario, points }: Trunk, run: Run): Generator<Swept> {
  for (const [index, point] of points.entries()) {
    for (const fault of point.faults) {
      const branch = recorded({ ...scenario, faults: [fault] }, run);
      yield {
        index,
        point,
        fault,
        how: howOf(fault),
        verdict: verdictOf(branch),
        failing: newlyFailing(branch, run),
      };
    }
  }
}

function howOf(text: string): string {
  const fault = readFault(text);
  return fault.ok && fault.value.kind === "fail" ? fault.value.errno : "skip";
}

const failingIn = ({ invariants }: Run): string[] =>
  invariants.filter(({ status }) => status === "fail").map(({ id }) => id);

function newlyFailing(branch: Run, run: Run): string[] {
  const before = failingIn(run);
  return failingIn(branch).filter((id) => !before.includes(id));
}
