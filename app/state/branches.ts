// Branches of a run: the open scenario without faults is the trunk, and every list of faults is a run of its own, whose
// parent is the run without the last of them.

import type { RunSummary, Scenario } from "../sim/api.ts";
import type { Branch } from "./types/run.ts";

export type Faults = readonly string[];

export const faultsOf = (scenario: Scenario | undefined): Faults => scenario?.faults ?? [];

export function withFaults(scenario: Scenario, faults: Faults): Scenario {
  const { faults: _, ...trunk } = scenario;
  return faults.length === 0 ? trunk : { ...trunk, faults };
}

export const sameFaults = (a: Faults, b: Faults): boolean =>
  a.length === b.length && a.every((text, index) => text === b[index]);

const within = (root: Faults, faults: Faults): boolean => sameFaults(root, faults.slice(0, root.length));

export const branchOf = (branches: readonly Branch[], faults: Faults): Branch | undefined =>
  branches.find((branch) => sameFaults(branch.faults, faults));

export const parentOf = (branches: readonly Branch[], faults: Faults): Branch | undefined =>
  faults.length === 0 ? undefined : branchOf(branches, faults.slice(0, -1));

/** With this branch and all that it grew from. */
export function grown(branches: readonly Branch[], faults: Faults, run?: RunSummary): readonly Branch[] {
  const added = Array.from({ length: faults.length + 1 }, (_, length) => faults.slice(0, length))
    .filter((each) => branchOf(branches, each) === undefined)
    .map((each): Branch => ({ faults: each }));
  const all = [...branches, ...added];
  if (run === undefined) return all;
  return all.map((branch) => (sameFaults(branch.faults, faults) ? { faults, run } : branch));
}

/** Without this branch and all that grew from it. The trunk stays. */
export const pruned = (branches: readonly Branch[], faults: Faults): readonly Branch[] =>
  faults.length === 0 ? branches : branches.filter((branch) => !within(faults, branch.faults));

/** Each below its parent, in the order in which they were made. */
export function inTreeOrder(branches: readonly Branch[], root: Faults = []): readonly Branch[] {
  const self = branchOf(branches, root);
  if (self === undefined) return [];
  const children = branches.filter(
    ({ faults }) => faults.length === root.length + 1 && sameFaults(faults.slice(0, -1), root),
  );
  return [self, ...children.flatMap(({ faults }) => inTreeOrder(branches, faults))];
}
