// Names as the reader sees them.

import type { Perspective, Tab } from "./types.ts";

export const PERSPECTIVE_TITLES: Readonly<Record<Perspective, string>> = {
  overview: "Overview",
  exchange: "Exchange",
  cpu: "CPU",
  control: "Control page",
};

export const TAB_TITLES: Readonly<Record<Tab, string>> = {
  story: "Story",
  map: "Map",
  list: "List",
  cpu: "CPU",
  more: "More",
};
