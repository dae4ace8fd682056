// From a scenario, which is text, to what the machine is built from.

import type { RecordProgress, Result, Scenario } from "../api.ts";
import { ok } from "../core/errors.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { MachinePlan } from "../kernel/plan.ts";
import type { Revision } from "../protocol/revision.ts";
import { v8 } from "../protocol/v8/index.ts";
import { recordRun, type Run } from "../recording/run.ts";
import { checkScenario } from "./validate.ts";

const MIB = 1024 * 1024;

export const REVISIONS: Readonly<Record<Scenario["revision"], Revision>> = { v8 };

export const planOf = (scenario: Scenario): MachinePlan => ({
  seed: scenario.seed,
  frames: (scenario.memoryMiB * MIB) / PAGE_SIZE,
  hasPae: scenario.cpuHasPae,
  bRange: scenario.bRange,
  bEntry: scenario.bEntry,
  segments: scenario.segments,
  tasks: scenario.tasks,
  jumps: scenario.jumps,
});

/** Refuses a bad scenario before anything runs; otherwise records it. */
export function recordScenario(scenario: Scenario, onProgress?: (progress: RecordProgress) => void): Result<Run> {
  const checked = checkScenario(scenario);
  if (!checked.ok) return checked;
  return ok(recordRun(planOf(scenario), REVISIONS[scenario.revision], onProgress));
}
