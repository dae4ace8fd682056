// The smallest preset with faults, for tests.

import type { Problem, Scenario } from "../../../api.ts";
import type { Run } from "../../../recording/run.ts";
import { findPreset } from "../../presets.ts";
import { recordScenario } from "../../to-plan.ts";

const preset = findPreset("tiny")?.scenario;
if (preset === undefined) throw new Error("the preset tiny is gone");
export const TINY: Scenario = preset;

export const withFaults = (...faults: string[]): Scenario => ({ ...TINY, faults });

export function runOf(scenario: Scenario, parent?: Run): Run {
  const run = recordScenario(scenario, { parent });
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

export function problemsOf(scenario: Scenario, parent?: Run): readonly Problem[] {
  const run = recordScenario(scenario, { parent });
  return run.ok ? [] : run.problems;
}
