// Names as the reader sees them.

import type { Outcome } from "../sim/api.ts";
import type { Perspective, Tab } from "./types/looks.ts";

export const PERSPECTIVE_TITLES: Readonly<Record<Perspective, string>> = {
  overview: "Overview",
  exchange: "Exchange",
  cpu: "CPU",
  control: "Control page",
  tables: "Tables",
  faults: "Faults",
  compare: "Compare",
  museum: "Museum",
  devices: "Devices",
  hibernate: "Hibernate",
  questions: "Ask",
};

export const TAB_TITLES: Readonly<Record<Tab, string>> = {
  story: "Story",
  map: "Map",
  list: "List",
  cpu: "CPU",
  more: "More",
};

/** How a run ended; the timeline's end and the card at the end say the same. */
export const OUTCOME_TITLES: Readonly<Record<Outcome["kind"], string>> = {
  completed: "The run completed",
  aborted: "The run was aborted",
  crashed: "The machine crashed",
  stopped: "The machine stopped",
  recording: "Recording goes on",
};

/** For the end of the timeline. */
export const OUTCOME_WORDS: Readonly<Record<Outcome["kind"], string>> = {
  completed: "end",
  aborted: "aborted",
  crashed: "crashed",
  stopped: "stopped",
  recording: "recorded up to here",
};
