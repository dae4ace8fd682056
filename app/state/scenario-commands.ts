// Commands of the scenario editor.

import type { Command } from "./command.ts";
import { editable } from "./scenario-edits.ts";

export const scenarioCommands: readonly Command[] = [
  {
    id: "scenario.edit",
    title: "Edit this scenario …",
    group: "Scenario",
    keys: ["$mod+e"],
    enabled: ({ store }) => editable(store.getState()),
    run: ({ actions }) => void actions.editScenario(),
  },
  {
    id: "scenario.save",
    title: "Save the scenario as a file",
    group: "Scenario",
    keys: ["$mod+s"],
    everywhere: true,
    run: ({ actions }) => actions.saveScenario(),
  },
];
