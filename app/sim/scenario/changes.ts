// What may be changed in a scenario without writing one: revision, fixes, PAE, how often the image is entered, faults,
// processors, how it hibernates.

import {
  DEFAULT_CHANNELS,
  FIXES,
  TRAVELLING_FACTS,
  type FixId,
  type HibernationSpec,
  type RevisionId,
  type Scenario,
} from "../api.ts";

export interface Changes {
  readonly revision?: RevisionId | undefined;
  readonly fixes?: readonly FixId[] | undefined;
  /** Kernels built for PAE; the processor is then one that has it. */
  readonly kernelIsPae?: boolean | undefined;
  readonly jumps?: number | undefined;
  /** The whole list, as texts. */
  readonly faults?: readonly string[] | undefined;
  readonly cpus?: number | undefined;
  /** Of a scenario that hibernates: what is named takes the place of what was. */
  readonly hibernation?: Partial<HibernationSpec> | undefined;
}

/** Processors of a scenario that does not say. */
export const DEFAULT_CPUS = 2;

/** A call is a jump to the payload and one back. */
export const JUMPS_PER_CALL = 2;

/** Each round of a hibernation is a jump to the peer and one back to A. */
export const JUMPS_PER_ROUND = 2;

/** Fields that would say what is so anyway are left out, so that equal scenarios are equal texts. */
export function withChanges(scenario: Scenario, changes: Changes): Scenario {
  const { kernelIsPae, fixes, faults, cpus, hibernation: spec, ...rest } = scenario;
  const hibernation = spec === undefined ? undefined : hibernationWith({ ...spec, ...changes.hibernation });
  const pae = changes.kernelIsPae ?? kernelIsPae ?? false;
  const planned = changes.faults ?? faults ?? [];
  const processors = changes.cpus ?? cpus ?? DEFAULT_CPUS;
  const mended = FIXES.filter((fix) => (changes.fixes ?? fixes ?? []).includes(fix));
  return {
    ...rest,
    revision: changes.revision ?? scenario.revision,
    jumps:
      changes.hibernation?.rounds === undefined || hibernation === undefined
        ? (changes.jumps ?? scenario.jumps)
        : JUMPS_PER_ROUND * hibernation.rounds.length,
    ...(pae ? { kernelIsPae: true, cpuHasPae: true } : {}),
    ...(mended.length === 0 ? {} : { fixes: mended }),
    ...(planned.length === 0 ? {} : { faults: planned }),
    ...(processors === DEFAULT_CPUS ? {} : { cpus: processors }),
    ...(hibernation === undefined ? {} : { hibernation }),
  };
}

function hibernationWith({ channels, sleep, resume, cachedB, ...rest }: HibernationSpec): HibernationSpec {
  const chosen = TRAVELLING_FACTS.flatMap((fact) => {
    const channel = channels?.[fact];
    return channel === undefined || channel === DEFAULT_CHANNELS[fact] ? [] : [[fact, channel] as const];
  });
  return {
    ...rest,
    ...(chosen.length === 0 ? {} : { channels: Object.fromEntries(chosen) }),
    ...(sleep === undefined || sleep === "S5" ? {} : { sleep }),
    ...(resume === undefined || resume === "newest" ? {} : { resume }),
    ...(cachedB === true ? { cachedB } : {}),
  };
}
