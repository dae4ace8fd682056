// What may be changed in a scenario without writing one: revision, fixes, PAE, how often the image is entered, faults,
// processors.

import { FIXES, type FixId, type RevisionId, type Scenario } from "../api.ts";

export interface Changes {
  readonly revision?: RevisionId | undefined;
  readonly fixes?: readonly FixId[] | undefined;
  /** Kernels built for PAE; the processor is then one that has it. */
  readonly kernelIsPae?: boolean | undefined;
  readonly jumps?: number | undefined;
  /** The whole list, as texts. */
  readonly faults?: readonly string[] | undefined;
  readonly cpus?: number | undefined;
}

/** Processors of a scenario that does not say. */
export const DEFAULT_CPUS = 2;

/** A call is a jump to the payload and one back. */
export const JUMPS_PER_CALL = 2;

/** Fields that would say what is so anyway are left out, so that equal scenarios are equal texts. */
export function withChanges(scenario: Scenario, changes: Changes): Scenario {
  const { kernelIsPae, fixes, faults, cpus, ...rest } = scenario;
  const pae = changes.kernelIsPae ?? kernelIsPae ?? false;
  const planned = changes.faults ?? faults ?? [];
  const processors = changes.cpus ?? cpus ?? DEFAULT_CPUS;
  const mended = FIXES.filter((fix) => (changes.fixes ?? fixes ?? []).includes(fix));
  return {
    ...rest,
    revision: changes.revision ?? scenario.revision,
    jumps: changes.jumps ?? scenario.jumps,
    ...(pae ? { kernelIsPae: true, cpuHasPae: true } : {}),
    ...(mended.length === 0 ? {} : { fixes: mended }),
    ...(planned.length === 0 ? {} : { faults: planned }),
    ...(processors === DEFAULT_CPUS ? {} : { cpus: processors }),
  };
}
