// Commands of the map, the list and the ranges of time.

import type { Command } from "./command.ts";
import type { Lab } from "./lab.ts";
import { showsRun } from "./phases.ts";
import type { ListLook, MapLook } from "./types/looks.ts";
import type { LabState } from "./types/state.ts";

const command = (
  id: string,
  title: string,
  keys: readonly string[],
  run: (lab: Lab, state: LabState) => void,
): Command => ({
  id,
  title,
  group: "Look",
  keys,
  run: (lab) => run(lab, lab.store.getState()),
  enabled: ({ store }) => showsRun(store.getState()),
});

/** Choices with a name each: one command for one value of one setting. */
const PAINTS: Readonly<Record<MapLook["paint"], string>> = {
  class: "Colour the map by owner",
  age: "Colour the map by the age of the last write",
  heat: "Colour the map by the number of writes",
  untouched: "Show frames that were never written",
};
const LAYOUTS: Readonly<Record<MapLook["layout"], string>> = {
  rows: "Lay the map out in rows",
  hilbert: "Lay the map out on a Hilbert curve",
  owner: "Lay the map out by owner",
};
const FILTERS: Readonly<Record<ListLook["filter"], string>> = {
  all: "Show all entries of the list",
  destinations: "Show only destinations of the list",
  jumps: "Show only jumps to list pages",
  selection: "Show only entries of the selection",
};
const MODES: Readonly<Record<ListLook["mode"], string>> = {
  table: "Show the list as a table",
  graph: "Show the list as a graph",
  raw: "Show the list as bytes",
};

const names = <T extends string>(table: Readonly<Record<T, string>>): readonly (readonly [T, string])[] =>
  Object.entries(table) as [T, string][];

/** The class of the frame that is selected, alone; or all classes again. */
function isolate({ actions }: Lab, { map, moment, selection }: LabState): void {
  if (map.isolate !== undefined || map.hidden.length > 0) return actions.changeMap({ isolate: undefined, hidden: [] });
  const frame = selection?.kind === "frame" && moment?.frame?.pfn === selection.pfn ? moment.frame : undefined;
  actions.changeMap({ isolate: frame?.class ?? "control" });
}

/** The phase that the focus is in. */
function markPhase({ actions }: Lab, { run, moment }: LabState): void {
  const phase = run?.phases[moment?.phase ?? 0];
  if (phase !== undefined && phase.to > phase.from) actions.markRange({ from: phase.from, to: phase.to });
}

export const mapCommands: readonly Command[] = [
  ...names(PAINTS).map(([paint, title]) =>
    command(`map.paint-${paint}`, title, [], ({ actions }) => actions.changeMap({ paint, tab: "map" })),
  ),
  ...names(LAYOUTS).map(([layout, title]) =>
    command(`map.layout-${layout}`, title, [], ({ actions }) => actions.changeMap({ layout, tab: "map" })),
  ),
  command("map.pairs", "All pairs of the exchange on the map, or not", ["Shift+a"], ({ actions }, { map }) =>
    actions.changeMap({ pairs: !map.pairs }),
  ),
  command("map.low-first", "Low addresses at the top of the map, or at the bottom", [], ({ actions }, { map }) =>
    actions.changeMap({ lowFirst: !map.lowFirst }),
  ),
  command("map.isolate", "The selected frame's class alone on the map, or all classes", ["Shift+i"], isolate),
  command("map.extents", "The map as a table, or as a picture", [], ({ actions }, { map }) =>
    actions.changeMap({ tab: map.tab === "map" ? "extents" : "map" }),
  ),
  ...names(FILTERS).map(([filter, title]) =>
    command(`list.filter-${filter}`, title, [], ({ actions }) => {
      actions.setListFrom("now");
      actions.changeList({ filter });
    }),
  ),
  ...names(MODES).map(([mode, title]) =>
    command(`list.mode-${mode}`, title, [], ({ actions }) => actions.changeList({ mode })),
  ),
  command("range.mark", "Mark this phase as a range of time", ["Shift+t"], markPhase),
  command("range.magnify", "Magnify the marked range of time", ["Shift+m"], ({ actions }, { marked }) => {
    if (marked !== undefined) actions.commitRange(marked);
  }),
  command("range.out", "Out of the magnified range by one", ["Shift+z"], ({ actions }, { outerRanges }) =>
    actions.popRange(outerRanges.length),
  ),
  command("range.clear", "Unmark the range of time", [], ({ actions }) => actions.markRange(undefined)),
];
