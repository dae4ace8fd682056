// Brings a view on screen and the keyboard focus into it.

import { focusView } from "./focus-view.ts";
import type { Lab } from "./lab.ts";
import { BELOW, SIDES } from "./question-types.ts";
import type { Perspective, Tab } from "./types/looks.ts";

/** Where a view is found when the perspective on screen does not have it. */
const HOMES: Readonly<Record<string, { readonly perspective: Perspective; readonly tab: Tab }>> = {
  map: { perspective: "overview", tab: "map" },
  list: { perspective: "exchange", tab: "list" },
  control: { perspective: "control", tab: "more" },
  registers: { perspective: "cpu", tab: "cpu" },
  walk: { perspective: "cpu", tab: "more" },
  frame: { perspective: "control", tab: "more" },
  descriptors: { perspective: "tables", tab: "more" },
  tlb: { perspective: "tables", tab: "more" },
  exceptions: { perspective: "tables", tab: "more" },
  faults: { perspective: "faults", tab: "more" },
  injection: { perspective: "faults", tab: "more" },
  differences: { perspective: "compare", tab: "more" },
  museum: { perspective: "museum", tab: "more" },
  image: { perspective: "hibernate", tab: "more" },
  limits: { perspective: "hibernate", tab: "more" },
  channels: { perspective: "hibernate", tab: "more" },
  devices: { perspective: "devices", tab: "more" },
  stack: { perspective: "devices", tab: "more" },
  interrupts: { perspective: "devices", tab: "more" },
  processors: { perspective: "devices", tab: "more" },
  tasks: { perspective: "devices", tab: "more" },
  events: { perspective: "devices", tab: "more" },
  provenance: { perspective: "questions", tab: "more" },
  probes: { perspective: "questions", tab: "more" },
  search: { perspective: "questions", tab: "more" },
  story: { perspective: "overview", tab: "story" },
  trail: { perspective: "overview", tab: "more" },
  breakpoints: { perspective: "overview", tab: "more" },
};

/** The nearest place: on screen already, a tab of the left column or below the map, else another perspective. */
function bringOnScreen({ actions }: Lab, id: string): void {
  const home = HOMES[id];
  const [side, below] = [SIDES.find((each) => each === id), BELOW.find((each) => each === id)];
  if (side !== undefined) actions.showSide(side);
  if (document.getElementById(id) !== null) return;
  if (below !== undefined && document.getElementById("below-map") !== null) return actions.showBelow(below);
  if (side !== undefined && document.querySelector("#side, #rail") !== null) return;
  if (home === undefined) return;
  actions.setPerspective(home.perspective);
  actions.setTab(home.tab);
}

export function showView(lab: Lab, id: string): void {
  bringOnScreen(lab, id);
  // The view may have to be loaded first.
  requestAnimationFrame(() =>
    setTimeout(() => {
      focusView(id);
      document.getElementById(id)?.scrollIntoView({ block: "start" });
    }, 0),
  );
}
