// From a scenario, which is text, to what the machine is built from.

import {
  type CircumstanceId,
  DEFAULT_CHANNELS,
  type HibernationSpec,
  type Result,
  type RevisionId,
  type Scenario,
} from "../api.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { BroughtImage, HibernationPlan, MachinePlan, Payload } from "../kernel/plan.ts";
import { listingOf } from "../cpu/listing.ts";
import type { BroughtCode } from "../protocol/brought-code.ts";
import type { Revision } from "../protocol/revision.ts";
import { makeMainline } from "../protocol/mainline-i386/index.ts";
import { makeV8 } from "../protocol/v8/index.ts";
import type { Variant } from "../protocol/variant.ts";
import type { Part } from "../recording/part.ts";
import { recordInParts, type Run } from "../recording/run.ts";
import { runThrough } from "../recording/slices.ts";
import { controlCodeOf, payloadOf } from "./brought.ts";
import { DEFAULT_CPUS } from "./changes.ts";
import { recordChain, type ChainOptions, type RecordWith } from "./faults/record.ts";
import { readFault } from "./faults/text.ts";
import { checkScenario } from "./validate.ts";

const MIB = 1024 * 1024;

const REVISIONS: Readonly<Record<RevisionId, (variant: Variant) => Revision>> = {
  v8: makeV8,
  "mainline-i386": makeMainline,
};

export function revisionOf(scenario: Scenario, brought?: BroughtCode): Revision {
  const variant: Variant = {
    pae: scenario.kernelIsPae ?? false,
    fixes: new Set(scenario.fixes),
    circumstances: circumstancesOf(scenario),
    kjumpNote: Object.values(scenario.hibernation?.channels ?? {}).includes("note"),
  };
  if (brought === undefined) return REVISIONS[scenario.revision](variant);
  const { bytes, labels, marks } = brought;
  return REVISIONS[scenario.revision]({ ...variant, control: { listing: listingOf(bytes, labels), marks } });
}

export const planOf = (scenario: Scenario, payload?: Payload, coldStart?: BroughtImage): MachinePlan => ({
  seed: scenario.seed,
  frames: (scenario.memoryMiB * MIB) / PAGE_SIZE,
  hasPae: scenario.cpuHasPae,
  kernelIsPae: scenario.kernelIsPae ?? false,
  bRange: scenario.bRange,
  bEntry: scenario.bEntry,
  segments: scenario.segments,
  tasks: scenario.tasks,
  jumps: scenario.jumps,
  cpus: scenario.cpus ?? DEFAULT_CPUS,
  circumstances: circumstancesOf(scenario),
  ioApic: scenario.revision === "mainline-i386" || circumstancesOf(scenario).has("io-apic"),
  payload,
  ...(scenario.hibernation === undefined ? {} : { hibernation: hibernationOf(scenario.hibernation, coldStart) }),
});

/** With everything said that a scenario may leave out. */
const hibernationOf = ({ channels, ...spec }: HibernationSpec, coldStart?: BroughtImage): HibernationPlan => ({
  sleep: "S5",
  resume: "newest",
  cachedB: false,
  ...spec,
  channels: { ...DEFAULT_CHANNELS, ...channels },
  cBase: spec.cRange.start,
  ...(coldStart === undefined ? {} : { coldStart }),
});

/** What the scenario's faults of the form with:ID bring about. */
function circumstancesOf({ faults = [] }: Scenario): ReadonlySet<CircumstanceId> {
  const read = faults.map((text) => readFault(text));
  return new Set(read.flatMap((fault) => (fault.ok && fault.value.kind === "with" ? [fault.value.id] : [])));
}

export interface ScenarioOptions extends ChainOptions {
  /** The run begins with a cold boot from it. */
  readonly coldStart?: BroughtImage | undefined;
}

/**
 * Refuses a bad scenario before anything runs; otherwise records it. Yields where it may rest, and there the part of the
 * run that is recorded so far, if it is the run itself and not one that its faults are aimed at.
 */
export function* scenarioInParts(
  input: Scenario,
  { coldStart, ...options }: ScenarioOptions = {},
): Generator<Part | undefined, Result<Run>> {
  const checked = checkScenario(input);
  if (!checked.ok) return checked;
  const scenario = checked.value;
  const payload = payloadOf(scenario);
  if (!payload.ok) return payload;
  const control = controlCodeOf(scenario);
  if (!control.ok) return control;
  const record: RecordWith = (faults, recording) =>
    recordInParts(
      planOf({ ...scenario, faults }, payload.value, coldStart),
      revisionOf({ ...scenario, faults }, control.value),
      recording,
    );
  return yield* recordChain(scenario, record, options);
}

export const recordScenario = (scenario: Scenario, options: ScenarioOptions = {}): Result<Run> =>
  runThrough(scenarioInParts(scenario, options));
