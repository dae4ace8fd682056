// The state before anything was opened.

import { NO_STORY, type Story } from "./stories/story.ts";
import type { Settings } from "./types/settings.ts";
import type { LabState } from "./types/state.ts";

export const DEFAULT_GRANULARITY: LabState["granularity"] = "copy";

export const DEFAULT_SETTINGS: Settings = {
  theme: "system",
  motion: "system",
  keys: "default",
  keymap: {},
  announce: "phases",
  language: "system",
  detail: "engineer",
  presenter: "off",
  hints: [],
};

export const DEFAULT_MAP: LabState["map"] = {
  tab: "map",
  layout: "rows",
  ruler: "pfn",
  lowFirst: true,
  paint: "class",
  pairs: false,
  hidden: [],
  isolate: undefined,
};

export const DEFAULT_LIST: LabState["list"] = { mode: "table", filter: "all", folded: [] };

/** The map as it is, the timeline unmagnified. */
const WHOLE_RUN = {
  map: DEFAULT_MAP,
  closeFrames: [],
  list: DEFAULT_LIST,
  rawPage: undefined,
  range: undefined,
  outerRanges: [],
  marked: undefined,
} as const satisfies Partial<LabState>;

/** Nothing has been asked or noted. */
const NO_QUESTIONS = {
  tasks: [],
  answers: {},
  inquiry: undefined,
  baseFixed: false,
  breakpointFacts: {},
  trail: [],
  side: undefined,
  below: undefined,
  pulsing: [],
} as const satisfies Partial<LabState>;

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
  language: "en",
  ...WHOLE_RUN,
  ...NO_QUESTIONS,
  editor: undefined,
  reading: {},
  help: { page: "start", term: undefined },
  linked: {},
  embed: undefined,
  online: true,
  crashTold: false,
  other: undefined,
  otherProgress: undefined,
  otherAt: undefined,
  compareMode: "xor",
  divergences: undefined,
});
