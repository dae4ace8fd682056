// The state before anything was opened.

import { NO_STORY, type Story } from "./stories/story.ts";
import type { LabState, Settings } from "./types.ts";

export const DEFAULT_GRANULARITY: LabState["granularity"] = "copy";

export const DEFAULT_SETTINGS: Settings = {
  theme: "system",
  motion: "system",
  keys: "on",
  keymap: {},
  announce: "phases",
};

export const initialState = (settings: Settings, story: Story = NO_STORY): LabState => ({
  source: undefined,
  status: { kind: "idle" },
  run: undefined,
  moment: undefined,
  previous: undefined,
  seeking: undefined,
  selection: undefined,
  hover: undefined,
  device: undefined,
  granularity: DEFAULT_GRANULARITY,
  perspective: "overview",
  playing: 0,
  speed: 8,
  follow: true,
  breakpoints: [],
  branches: [],
  edits: { past: [], future: [] },
  draft: undefined,
  batch: undefined,
  minimising: false,
  comparison: undefined,
  parent: undefined,
  wall: false,
  menu: undefined,
  story,
  storyStep: undefined,
  listFrom: "now",
  walk: undefined,
  leftStep: undefined,
  axis: "phases",
  tab: "story",
  marks: true,
  numbers: "hex",
  overlay: false,
  seekMs: 0,
  move: "step",
  linkExtra: {},
  settings,
  notices: [],
  pendingCode: undefined,
  pasted: undefined,
  dialog: undefined,
});
