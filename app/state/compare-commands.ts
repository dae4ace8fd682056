// Commands of the comparison of two runs.

import type { Command } from "./command.ts";
import { divergenceFrom } from "./divergences.ts";
import type { Lab } from "./lab.ts";
import { recordsPart, showsRun } from "./phases.ts";
import { COMPARE_MODES } from "./types/looks.ts";
import type { LabState } from "./types/state.ts";

export const isComparing = ({ perspective, other }: LabState): boolean =>
  perspective === "compare" && other !== undefined;

const command = (
  id: string,
  title: string,
  keys: readonly string[],
  enabled: (state: LabState) => boolean,
  run: (lab: Lab) => void,
): Command => ({
  id: `compare.${id}`,
  title,
  group: "Faults",
  keys,
  run,
  enabled: ({ store }) => {
    const state = store.getState();
    return showsRun(state) && !recordsPart(state.status) && enabled(state);
  },
});

export function goToDivergenceFrom(lab: Lab, direction: 1 | -1): void {
  const t = divergenceFrom(lab.store.getState(), direction);
  if (t !== undefined) void lab.actions.goTo({ kind: "position", at: { t, sub: 0 } }, "jump");
}

export const compareCommands: readonly Command[] = [
  command(
    "choose",
    "Compare with another run …",
    ["Shift+v"],
    () => true,
    (lab) => lab.actions.openDialog("compare"),
  ),
  command("next", "Next place where the two runs part", [], isComparing, (lab) => goToDivergenceFrom(lab, 1)),
  command("previous", "Previous place where the two runs part", [], isComparing, (lab) => goToDivergenceFrom(lab, -1)),
  command("lock", "Lock the two runs together, or let the other stand still", [], isComparing, (lab) =>
    lab.actions.lockOther(lab.store.getState().otherAt !== undefined),
  ),
  command("mode", "Next way to draw two maps: side by side, overlay, XOR", [], isComparing, (lab) => {
    const { compareMode } = lab.store.getState();
    lab.actions.setCompareMode(
      COMPARE_MODES[(COMPARE_MODES.indexOf(compareMode) + 1) % COMPARE_MODES.length] ?? "side",
    );
  }),
];
