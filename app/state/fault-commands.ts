// Commands of the fault lab, the comparison and the museum.

import type { FaultKind } from "../sim/api.ts";
import { faultsOf } from "./branches.ts";
import type { Command } from "./command.ts";
import type { Lab } from "./lab.ts";
import { neighbour, roomOf, ROOMS } from "./museum.ts";
import { recordsPart, showsRun } from "./phases.ts";
import { fileOf } from "./scenarios.ts";
import type { Selection } from "./types/selection.ts";
import type { LabState } from "./types/state.ts";

/** The fault that suits a thing best, to begin with. */
const KIND_FOR: Readonly<Partial<Record<Selection["kind"], FaultKind>>> = {
  entry: "retarget",
  slot: "set",
  linear: "break",
  device: "dma",
  phase: "skip",
};

export const faultKindFor = (selection: Selection | undefined): FaultKind =>
  KIND_FOR[selection?.kind ?? "frame"] ?? "flip";

/** The fault lab with a draft that is aimed at what is selected. */
export function injectHere(lab: Lab): void {
  lab.actions.draftFault(faultKindFor(lab.store.getState().selection));
  lab.actions.setPerspective("faults");
}

export function goToDivergence(lab: Lab): void {
  const divergence = lab.store.getState().run?.verdict?.divergence;
  if (divergence !== undefined) void lab.actions.goTo({ kind: "position", at: divergence.at }, "jump");
}

const isFile = ({ source }: LabState): boolean => fileOf(source) !== undefined;

const command = (
  id: string,
  title: string,
  keys: readonly string[],
  enabled: (state: LabState) => boolean,
  run: (lab: Lab) => void,
): Command => ({
  id: `faults.${id}`,
  title,
  group: "Faults",
  keys,
  run,
  enabled: ({ store }) => {
    const state = store.getState();
    return showsRun(state) && !recordsPart(state.status) && enabled(state);
  },
});

const hasFaults = ({ source }: LabState): boolean => faultsOf(source?.scenario).length > 0;

function walk(lab: Lab, by: 1 | -1): void {
  const open = roomOf(lab.store.getState().source);
  const next = open === undefined ? ROOMS[0] : neighbour(ROOMS, open.room.id, by);
  if (next !== undefined) void lab.actions.openRoom(next.id);
}

export const faultCommands: readonly Command[] = [
  command(
    "inject-here",
    "Inject a fault here …",
    ["i"],
    (state) => !isFile(state),
    (lab) => injectHere(lab),
  ),
  command(
    "undo",
    "Undo the last change of the scenario",
    ["$mod+z"],
    ({ edits }) => edits.past.length > 0,
    (lab) => void lab.actions.undo(),
  ),
  command(
    "redo",
    "Redo the change of the scenario",
    ["$mod+Shift+z"],
    ({ edits }) => edits.future.length > 0,
    (lab) => void lab.actions.redo(),
  ),
  command(
    "parent",
    "Show the run without the last fault",
    [],
    hasFaults,
    (lab) => void lab.actions.showBranch(faultsOf(lab.store.getState().source?.scenario).slice(0, -1)),
  ),
  command("divergence", "Go to the first divergence from the parent", ["Shift+g"], hasFaults, goToDivergence),
  command("compare", "Compare with the parent", [], hasFaults, (lab) => lab.actions.setPerspective("compare")),
  command(
    "minimise",
    "Minimise: leave out faults that the verdict does not need",
    [],
    ({ source }) => faultsOf(source?.scenario).length > 1,
    (lab) => void lab.actions.minimise(),
  ),
  command(
    "wall",
    "Museum: all rooms",
    [],
    () => true,
    (lab) => lab.actions.showWall(true),
  ),
  command(
    "next-room",
    "Museum: next room",
    [],
    () => ROOMS.length > 0,
    (lab) => walk(lab, 1),
  ),
  command(
    "previous-room",
    "Museum: previous room",
    [],
    () => ROOMS.length > 0,
    (lab) => walk(lab, -1),
  ),
];
