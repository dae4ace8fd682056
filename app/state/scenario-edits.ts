// Undo and redo of what the reader changes in the scenario: its fields and its faults. Time travel is something else.

import { faultsOf } from "./branches.ts";
import type { LabStore } from "./lab.ts";
import { fileOf } from "./scenarios.ts";
import type { Version } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

const UNDO_MOST = 50;

/** What is open, and where the reader is in it; undefined where nothing is. */
export const versionOf = ({ source, branches, moment }: LabState): Version | undefined =>
  source && { source, branches, shown: faultsOf(source.scenario), anchor: moment?.anchor ?? "0" };

/** Whether there is a scenario to edit: a file is what it is. */
export const editable = ({ source }: LabState): boolean => source !== undefined && fileOf(source) === undefined;

/** Runs are not for changing while one is made. */
export const changeable = (state: LabState): boolean => state.status.kind === "ready" && editable(state);

/** `history` is what there was before the edit: opening another scenario begins a new one. */
export function remember(store: LabStore, before: Version | undefined, history: LabState["edits"]): void {
  if (before === undefined) return;
  store.setState({ edits: { past: [...history.past, before].slice(-UNDO_MOST), future: [] } });
}

/** Goes one edit back or forward; `restore` says whether it is on screen. */
export async function travel(
  store: LabStore,
  direction: "undo" | "redo",
  restore: (to: Version) => Promise<boolean>,
): Promise<void> {
  const state = store.getState();
  const { past, future } = state.edits;
  const to = direction === "undo" ? past.at(-1) : future.at(-1);
  const now = versionOf(state);
  if (to === undefined || now === undefined || !changeable(state)) return;
  if (!(await restore(to))) return;
  const edits =
    direction === "undo"
      ? { past: past.slice(0, -1), future: [...future, now] }
      : { past: [...past, now], future: future.slice(0, -1) };
  store.setState({ edits });
}
