// From a scenario, which is text, to what the machine is built from.

import type { Result, RevisionId, Scenario } from "../api.ts";
import { ok } from "../core/errors.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { MachinePlan, Payload } from "../kernel/plan.ts";
import { listingOf } from "../cpu/listing.ts";
import type { BroughtCode } from "../protocol/brought-code.ts";
import type { Revision } from "../protocol/revision.ts";
import { makeMainline } from "../protocol/mainline-i386/index.ts";
import { makeV8 } from "../protocol/v8/index.ts";
import type { Variant } from "../protocol/variant.ts";
import type { RecordOptions } from "../recording/recorder.ts";
import { recordRun, type Run } from "../recording/run.ts";
import { controlCodeOf, payloadOf } from "./brought.ts";
import { checkScenario } from "./validate.ts";

const MIB = 1024 * 1024;

const REVISIONS: Readonly<Record<RevisionId, (variant: Variant) => Revision>> = {
  v8: makeV8,
  "mainline-i386": makeMainline,
};

export function revisionOf(scenario: Scenario, brought?: BroughtCode): Revision {
  const variant: Variant = { pae: scenario.kernelIsPae ?? false, fixes: new Set(scenario.fixes) };
  if (brought === undefined) return REVISIONS[scenario.revision](variant);
  const { bytes, labels, marks } = brought;
  return REVISIONS[scenario.revision]({ ...variant, control: { listing: listingOf(bytes, labels), marks } });
}

export const planOf = (scenario: Scenario, payload?: Payload): MachinePlan => ({
  seed: scenario.seed,
  frames: (scenario.memoryMiB * MIB) / PAGE_SIZE,
  hasPae: scenario.cpuHasPae,
  kernelIsPae: scenario.kernelIsPae ?? false,
  bRange: scenario.bRange,
  bEntry: scenario.bEntry,
  segments: scenario.segments,
  tasks: scenario.tasks,
  jumps: scenario.jumps,
  payload,
});

/** Refuses a bad scenario before anything runs; otherwise records it. */
export function recordScenario(scenario: Scenario, options: RecordOptions = {}): Result<Run> {
  const checked = checkScenario(scenario);
  if (!checked.ok) return checked;
  const payload = payloadOf(scenario);
  if (!payload.ok) return payload;
  const control = controlCodeOf(scenario);
  if (!control.ok) return control;
  return ok(recordRun(planOf(scenario, payload.value), revisionOf(scenario, control.value), options));
}
