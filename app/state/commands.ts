// Every command of the page, once: the keyboard, the palette and the shortcut sheet are made from this list.

import { GRANULARITIES } from "../sim/api.ts";
import { chooseFile } from "./choose-file.ts";
import type { Command } from "./command.ts";
import { exportCommands } from "./export-commands.ts";
import { compareCommands, goToDivergenceFrom, isComparing } from "./compare-commands.ts";
import { faultCommands } from "./fault-commands.ts";
import { helpCommands, settingsCommands } from "./settings-commands.ts";
import { scenarioCommands } from "./scenario-commands.ts";
import type { Lab } from "./lab.ts";
import { STORIES } from "./stories/index.ts";
import { stepsOf } from "./stories/story.ts";
import { legStart, phaseStart, showsRun } from "./phases.ts";
import { mapCommands } from "./map-commands.ts";
import { questionCommands } from "./question-commands.ts";
import { showView } from "./show-view.ts";
import { PERSPECTIVES } from "./types/looks.ts";
import { PERSPECTIVE_TITLES } from "./titles.ts";

export type { Command, CommandGroup } from "./command.ts";
export { showView } from "./show-view.ts";

const hasRun = (lab: Lab): boolean => showsRun(lab.store.getState());
const time = (id: string, title: string, keys: readonly string[], run: (lab: Lab) => void): Command => ({
  id: `time.${id}`,
  title,
  group: "Time",
  keys,
  run,
  enabled: hasRun,
});

function finer(lab: Lab, by: 1 | -1): void {
  const { granularity } = lab.store.getState();
  const next = GRANULARITIES[GRANULARITIES.indexOf(granularity) - by] ?? granularity;
  // Into: one step of the next finer kind. Out: to the end of the enclosing one.
  void lab.actions.step(1, next);
}

export function goPhase(lab: Lab, direction: 1 | -1): void {
  const { run, moment } = lab.store.getState();
  if (run === undefined || moment === undefined) return;
  const t = phaseStart(run, moment.at, moment.phase, direction);
  void lab.actions.goTo({ kind: "position", at: { t, sub: 0 } }, "step");
}

const goOnward = (lab: Lab, direction: 1 | -1): void =>
  isComparing(lab.store.getState()) ? goToDivergenceFrom(lab, direction) : goPhase(lab, direction);

function goLeg(lab: Lab, direction: 1 | -1): void {
  const { run, moment } = lab.store.getState();
  if (run === undefined || moment === undefined) return;
  const t = legStart(run, moment.at, moment.leg, direction);
  void lab.actions.goTo({ kind: "position", at: { t, sub: 0 } }, "jump");
}

export function goEdge(lab: Lab, edge: "start" | "end"): void {
  const { run } = lab.store.getState();
  if (run === undefined) return;
  void lab.actions.goTo({ kind: "position", at: { t: edge === "start" ? 0 : run.end, sub: 0 } }, "jump");
}

export function togglePlay(lab: Lab, direction: 1 | -1 = 1): void {
  const { playing } = lab.store.getState();
  lab.actions.play(playing === 0 ? direction : 0);
}

const timeCommands: readonly Command[] = [
  time("step", "Step forward", [".", "PageDown"], (lab) => void lab.actions.step(1)),
  time("back", "Step back", [",", "PageUp"], (lab) => void lab.actions.step(-1)),
  time("into", "Step into: one unit of the next finer kind", ["Shift+>"], (lab) => finer(lab, 1)),
  time("out", "Step out: one unit of the next coarser kind", ["Shift+<"], (lab) => finer(lab, -1)),
  time("next-phase", "Next phase", ["]"], (lab) => goPhase(lab, 1)),
  time("previous-phase", "Previous phase", ["["], (lab) => goPhase(lab, -1)),
  time("onward", "Next phase; of two runs, next place where they part", ["n"], (lab) => goOnward(lab, 1)),
  time("onward-back", "Previous phase; of two runs, previous place where they part", ["p"], (lab) => goOnward(lab, -1)),
  time("next-jump", "Next jump", ["[Shift]+}", "Shift+n"], (lab) => goLeg(lab, 1)),
  time("previous-jump", "Previous jump", ["[Shift]+{", "Shift+p"], (lab) => goLeg(lab, -1)),
  time("play", "Play or pause", ["Space"], (lab) => togglePlay(lab)),
  time("reverse", "Play backwards or pause", ["Shift+Space"], (lab) => togglePlay(lab, -1)),
  time("continue", "Run to the next breakpoint", ["c"], (lab) => void lab.actions.runToBreakpoint(1)),
  time(
    "continue-back",
    "Run back to the previous breakpoint",
    ["Shift+c"],
    (lab) => void lab.actions.runToBreakpoint(-1),
  ),
  time("start", "Go to the start", ["Home"], (lab) => goEdge(lab, "start")),
  time("end", "Go to outcome (the end of the run)", ["End"], (lab) => goEdge(lab, "end")),
  time("axis", "Toggle the time axis: phases or true time", ["t"], (lab) =>
    lab.actions.setAxis(lab.store.getState().axis === "phases" ? "time" : "phases"),
  ),
  ...GRANULARITIES.map((granularity, index) =>
    time(`granularity-${granularity}`, `Step by ${granularity}`, [String(index + 1)], (lab) =>
      lab.actions.setGranularity(granularity),
    ),
  ),
];

const VIEW_KEYS = [
  ["map", "memory map", "m"],
  ["list", "indirection list", "l"],
  ["control", "control page", "c"],
  ["registers", "registers", "r"],
  ["walk", "page walk", "w"],
  ["frame", "frame inspector", "f"],
  ["descriptors", "descriptor tables", "d"],
  ["tlb", "TLB", "b"],
  ["exceptions", "exceptions of this run", "x"],
  ["devices", "devices", "h"],
  ["stack", "call stack", "k"],
  ["interrupts", "interrupts", "i"],
  ["tasks", "tasks", "p"],
  ["events", "event log", "e"],
  ["faults", "fault lab", "a"],
  ["image", "disk and image", "g"],
  ["limits", "memory limits", "q"],
  ["channels", "channels", "j"],
  ["differences", "differences from the parent", "n"],
  ["provenance", "provenance", "o"],
  ["probes", "probes", "v"],
  ["search", "search", "y"],
  ["trail", "trail", "z"],
  ["breakpoints", "breakpoints", "."],
  ["story", "story", "s"],
  ["timeline", "timeline", "t"],
] as const;

/** Esc, step by step: what takes long, then play, then the mark of the pointer, then the selection. */
function giveUp(lab: Lab): void {
  const { playing, hover } = lab.store.getState();
  if (lab.actions.cancelTasks()) return;
  if (playing !== 0) return lab.actions.play(0);
  if (hover !== undefined) lab.actions.setHover(undefined);
  lab.actions.select(undefined);
}

const lookCommands: readonly Command[] = [
  {
    id: "look.follow",
    title: "Follow what happens now",
    group: "Look",
    keys: ["f"],
    run: (lab) => lab.actions.setFollow(true),
  },
  {
    id: "look.marks",
    title: "Mark changed values, or not",
    group: "Look",
    keys: ["d"],
    run: (lab) => lab.actions.toggleMarks(),
  },
  {
    id: "look.numbers",
    title: "Registers and words in hex, unsigned or signed",
    group: "Look",
    keys: ["x"],
    run: (lab) => lab.actions.nextNumberFormat(),
  },
  {
    id: "look.clear",
    title: "Cancel what is under way, else stop, else clear the selection",
    group: "Look",
    keys: ["Escape"],
    run: giveUp,
  },
  ...PERSPECTIVES.map((perspective, index): Command => ({
    id: `look.perspective-${perspective}`,
    title: `Perspective: ${PERSPECTIVE_TITLES[perspective]}`,
    group: "Look",
    // The tenth is 0, as on the keyboard; what comes behind has a letter.
    keys: [`v ${index < 10 ? (index + 1) % 10 : "u"}`],
    run: (lab) => lab.actions.setPerspective(perspective),
  })),
  ...VIEW_KEYS.map(([id, title, key]): Command => ({
    id: `look.focus-${id}`,
    title: `Focus the ${title}`,
    group: "Look",
    keys: [`v ${key}`],
    run: (lab) => showView(lab, id),
  })),
];

function storyStep(lab: Lab, by: 1 | -1): void {
  const { story, storyStep: now, leftStep } = lab.store.getState();
  const from = now ?? leftStep ?? -1;
  lab.actions.setStoryStep(Math.min(stepsOf(story).length - 1, Math.max(0, from + by)));
}

const storyCommands: readonly Command[] = [
  { id: "story.next", title: "Next story step", group: "Story", keys: ["s"], run: (lab) => storyStep(lab, 1) },
  {
    id: "story.back",
    title: "Previous story step",
    group: "Story",
    keys: ["Shift+s"],
    run: (lab) => storyStep(lab, -1),
  },
  {
    id: "story.restart",
    title: "Start the story again",
    group: "Story",
    keys: [],
    run: (lab) => lab.actions.setStoryStep(0),
  },
  ...STORIES.map(({ id, title }): Command => ({
    id: `story.tell-${id}`,
    title: `Story: ${title}`,
    group: "Story",
    keys: [],
    run: (lab) => void lab.actions.tellStory(id),
  })),
  { id: "story.explore", title: "Explore from here", group: "Story", keys: ["e"], run: (lab) => lab.actions.explore() },
];

const dialog = (
  name: "share" | "palette" | "shortcuts" | "settings" | "scenarios" | "goto",
  title: string,
  keys: readonly string[],
): Command => ({
  id: `page.${name}`,
  title,
  group: name === "goto" ? "Go to" : "Page",
  keys,
  run: (lab) => lab.actions.openDialog(name),
  enabled: (lab) => !["share", "goto"].includes(name) || hasRun(lab),
});

export function nextTheme(lab: Lab): void {
  const dark = document.documentElement.dataset["theme"] === "dark";
  lab.actions.changeSettings({ theme: dark ? "light" : "dark" });
}

const pageCommands: readonly Command[] = [
  dialog("goto", "Go to an anchor or a time …", ["g", "$mod+g"]),
  dialog("palette", "Command palette", ["$mod+k", "F1"]),
  dialog("shortcuts", "Keyboard shortcuts", ["[Shift]+?"]),
  dialog("scenarios", "Open another scenario …", []),
  { id: "page.open-file", title: "Open a file …", group: "Page", keys: [], run: () => chooseFile() },
  dialog("share", "Share …", ["Shift+l"]),
  dialog("settings", "Settings …", ["$mod+,"]),
  { id: "page.theme", title: "Switch between light and dark", group: "Page", keys: [], run: nextTheme },
  {
    id: "page.overlay",
    title: "Toggle performance overlay",
    group: "Page",
    keys: [],
    run: (lab) => lab.actions.toggleOverlay(),
  },
];

export const COMMANDS: readonly Command[] = [
  ...timeCommands,
  ...lookCommands,
  ...scenarioCommands,
  ...questionCommands,
  ...mapCommands,
  ...faultCommands,
  ...compareCommands,
  ...storyCommands,
  ...pageCommands,
  ...exportCommands,
  ...settingsCommands,
  ...helpCommands,
];
export const commandById = (id: string): Command | undefined => COMMANDS.find((command) => command.id === id);
