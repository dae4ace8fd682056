// Many runs from one: each of a list of faults added to a run, and the fewest faults that still give its verdict.

import type { BatchRow, Scenario, Verdict } from "../../api.ts";
import { hex } from "../../core/hex.ts";
import type { Run } from "../../recording/run.ts";
import { verdictOf } from "../../recording/verdict.ts";
import { recordScenario, type ScenarioOptions } from "../to-plan.ts";

const withFaults = (scenario: Scenario, faults: readonly string[]): Scenario => {
  const { faults: _, ...rest } = scenario;
  return faults.length === 0 ? rest : { ...rest, faults };
};

function endHashOf({ cursor, recording }: Run): string {
  cursor.seek({ t: recording.end, sub: 0 });
  return hex(cursor.hash(), 8).slice(2);
}

/** One row for each fault, in order; `run` is that of the scenario without any of them. */
export function* batch(
  scenario: Scenario,
  run: Run,
  faults: readonly string[],
  options: ScenarioOptions = {},
): Generator<BatchRow> {
  const ends = new Map<string, { readonly index: number; readonly verdict: Verdict }>();
  for (const [index, fault] of faults.entries()) {
    const recorded = recordScenario(withFaults(scenario, [...(scenario.faults ?? []), fault]), {
      ...options,
      parent: run,
    });
    if (!recorded.ok) {
      yield { fault, problems: recorded.problems };
      continue;
    }
    const endHash = endHashOf(recorded.value);
    const { outcome, end } = recorded.value.recording;
    const key = [endHash, end, outcome.kind, outcome.text].join();
    const same = ends.get(key);
    // where it ends as another did, and when, it came by the same states but for where the fault fell
    const verdict = same?.verdict ?? verdictOf(recorded.value);
    if (same === undefined) ends.set(key, { index, verdict });
    yield { fault, verdict, endHash, ...(same === undefined ? {} : { same: same.index }) };
  }
}

/** Drops faults one by one, the last first, as long as the kind of the verdict stays. */
export function minimised(scenario: Scenario, run: Run, options: ScenarioOptions = {}): Scenario {
  if (run.faults.length === 0) return scenario;
  const { kind } = verdictOf(run);
  let kept = [...(scenario.faults ?? [])];
  for (let i = kept.length - 1; i >= 0 && kept.length > 1; i--) {
    const fewer = kept.toSpliced(i, 1);
    const recorded = recordScenario(withFaults(scenario, fewer), options);
    if (recorded.ok && verdictOf(recorded.value).kind === kind) kept = fewer;
  }
  return withFaults(scenario, kept);
}
