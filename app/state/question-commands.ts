// Commands of questions: provenance, breakpoints, search, the trail, rows of the event log, the diff base.

import type { Breakpoint } from "../sim/api.ts";
import type { Command } from "./command.ts";
import { selectedFrame } from "./interest.ts";
import type { Lab } from "./lab.ts";
import { showsRun } from "./phases.ts";
import { watchedOf } from "./selection-of.ts";
import { showView } from "./show-view.ts";
import type { LabState } from "./types/state.ts";

const command = (
  id: string,
  title: string,
  keys: readonly string[],
  run: (lab: Lab) => void,
  enabled: (state: LabState) => boolean = () => true,
): Command => ({
  id: `ask.${id}`,
  title,
  group: "Ask",
  keys,
  run,
  enabled: ({ store }) => showsRun(store.getState()) && enabled(store.getState()),
});

/** What suits the selection: writes to its frame, a list entry, a register; else the phase that it is in. */
export function breakpointOfSelection(state: LabState): Breakpoint | undefined {
  const { selection, moment, run } = state;
  if (selection?.kind === "entry") return { kind: "entry", index: selection.index };
  if (selection?.kind === "register") return watch(state);
  const frame = selectedFrame(state);
  if (frame !== undefined) return { kind: "frame-write", pfn: frame };
  const index = selection?.kind === "phase" ? selection.index : moment?.phase;
  const phase = index === undefined ? undefined : run?.phases[index];
  return phase === undefined ? undefined : { kind: "phase", id: phase.id };
}

/** Stops where exactly what is selected changes. */
export function watch({ selection, moment }: Pick<LabState, "selection" | "moment">): Breakpoint | undefined {
  const of = watchedOf(selection, moment);
  return of && { kind: "change", of };
}

function toggle(lab: Lab, breakpoint: Breakpoint | undefined): void {
  if (breakpoint !== undefined) lab.actions.toggleBreakpoint(breakpoint);
}

/** Shows the provenance and asks for it. */
export function askOrigin(lab: Lab, direction: 1 | -1): void {
  const { selection, moment } = lab.store.getState();
  if (watchedOf(selection, moment) !== undefined) showView(lab, "provenance");
  void lab.actions.askOrigin(direction);
}

/** The event next to now; of several at one time, one. */
function goToEvent(lab: Lab, direction: 1 | -1): void {
  const { run, moment } = lab.store.getState();
  const now = moment?.at.t ?? 0;
  const times = (run?.events ?? []).map(({ t }) => t);
  const t = direction === 1 ? times.find((each) => each > now) : times.findLast((each) => each < now);
  if (t !== undefined) void lab.actions.goTo({ kind: "position", at: { t, sub: 0 } }, "jump");
}

const canWatch = (state: LabState): boolean => watchedOf(state.selection, state.moment) !== undefined;
const hasEvents = ({ run }: LabState): boolean => (run?.events.length ?? 0) > 0;

export const questionCommands: readonly Command[] = [
  command("origin", "Who wrote this?", ["o"], (lab) => askOrigin(lab, -1)),
  command("destination", "Where did it go?", ["Shift+o"], (lab) => askOrigin(lab, 1)),
  command(
    "last-write",
    "Go to the last write of the selection",
    [],
    (lab) => void lab.actions.goToChange(-1),
    canWatch,
  ),
  command("next-write", "Go to the next write of the selection", [], (lab) => void lab.actions.goToChange(1), canWatch),
  command("breakpoint", "Breakpoint on the selection, else on this phase", ["b"], (lab) =>
    toggle(lab, breakpointOfSelection(lab.store.getState())),
  ),
  command(
    "watch",
    "Watch the selection: stop where it changes",
    ["w"],
    (lab) => toggle(lab, watch(lab.store.getState())),
    canWatch,
  ),
  command("search", "Search for bytes, text, values and names …", ["/", "$mod+Shift+f"], (lab) =>
    lab.actions.openDialog("search"),
  ),
  command("bookmark", "Bookmark here: keep this place in the trail", ["m"], (lab) => lab.actions.bookmark()),
  command("base", "Measure changes against here, or against the stop before again", ["Shift+d"], (lab) =>
    lab.actions.fixBase(!lab.store.getState().baseFixed),
  ),
  command("next-event", "Next row of the event log", ["j"], (lab) => goToEvent(lab, 1), hasEvents),
  command("previous-event", "Previous row of the event log", ["k"], (lab) => goToEvent(lab, -1), hasEvents),
];
