// Commands that take something out of the page. What makes the files is loaded when one is asked for.

import type { Command } from "./command.ts";
import type { Lab } from "./lab.ts";
import { showsRun } from "./phases.ts";
import { save } from "./save-file.ts";

/** By the ids of EXPORTS; a test holds the two together. */
export const EXPORT_TITLES: Readonly<Record<string, string>> = {
  trace: "Export the timeline as a trace for Perfetto",
  events: "Export the event log as CSV",
  trail: "Export a report of the trail",
  breakpoints: "Export the breakpoints",
  scenario: "Export the scenario",
  timeline: "Export a picture of the timeline",
  walk: "Export a picture of the page walk",
  list: "Export a picture of the indirection list",
};

async function take(lab: Lab, id: string): Promise<void> {
  const [{ EXPORTS, makeExport }, { themeColours }] = await Promise.all([
    import("./export.ts"),
    import("./theme-colours.ts"),
  ]);
  const kind = EXPORTS.find((each) => each.id === id);
  const state = lab.store.getState();
  const page = `${location.origin}${location.pathname}`;
  const file = kind?.available(state) === true ? makeExport(kind, state, page, themeColours()) : undefined;
  if (file !== undefined) save(file.name, file.type, file.content);
  else lab.actions.openDialog("export");
}

const enabled = (lab: Lab): boolean => showsRun(lab.store.getState());

export const exportCommands: readonly Command[] = [
  {
    id: "page.export",
    title: "Export …",
    group: "Page",
    keys: ["Shift+e"],
    run: (lab) => lab.actions.openDialog("export"),
    enabled,
  },
  ...Object.entries(EXPORT_TITLES).map(([id, title]): Command => ({
    id: `page.export-${id}`,
    title,
    group: "Page",
    keys: [],
    run: (lab) => void take(lab, id),
    enabled,
  })),
];
