// What the reader brings: a program in kernel B's place, control code in place of ours, a scenario, a capture; and what
// is changed in the scenario that is open. Nothing is lost: whatever is opened, a notice leads back.

import type { Scenario } from "../sim/api.ts";
import { problemText, type Problem } from "../sim/core/errors.ts";
import { say } from "../messages/say.ts";
import {
  baseFor,
  codeOf,
  joinedOf,
  sortGiven,
  underAnother,
  wholeOf,
  withGiven,
  withPasted,
  type Given,
  type Whole,
} from "./given.ts";
import { readGiven, type GivenFile } from "./given-files.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { endingText } from "./outcome-words.ts";
import { sameFile } from "./open-branch.ts";
import { remember, versionOf } from "./scenario-edits.ts";
import { changedSource, fileOf, shownTitle, sourceOf } from "./scenarios.ts";
import type { LabActions } from "./types/actions.ts";
import type { Notice, NoticeAction } from "./types/notices.ts";
import type { Source } from "./types/run.ts";

export type BringActions = Pick<LabActions, "bring" | "openCapture" | "change" | "replaceScenario" | "act">;
export type BringOthers = Pick<LabActions, "open" | "refuse" | "openDialog" | "explore" | "dismiss" | "backToRun">;

const PROBLEMS_SHOWN = 3;
const shortTitle = (source: Source): string => shownTitle(source, /[:,]/);

/** Says things, and opens things so that there is a way back. */
class Desk {
  readonly store: LabStore;
  readonly others: BringOthers;

  constructor(store: LabStore, others: BringOthers) {
    this.store = store;
    this.others = others;
  }

  tell(tone: Notice["tone"], text: string, action?: NoticeAction, ending?: string): void {
    const more = { ...(action && { action }), ...(ending !== undefined && { ending }) };
    this.store.setState((state) => withNotice(state, { tone, text, ...more, topic: "opening" }));
  }

  /** In a sentence, beside the run; where there is none, instead of it. */
  refuse(what: string, problems: readonly Problem[], action?: NoticeAction): void {
    if (this.store.getState().moment === undefined) return this.others.refuse(what, problems);
    this.others.openDialog(undefined);
    const shown = problems.slice(0, PROBLEMS_SHOWN).map(problemText);
    const more = problems.length - shown.length;
    const values = { what, problems: shown.join("; "), more };
    this.tell(
      "error",
      more === 0
        ? say("{what} was refused: {problems}. The run on screen is as it was.", values)
        : say("{what} was refused: {problems}; and {more} more. The run on screen is as it was.", values),
      action,
    );
  }

  async replace(source: Source, what: string): Promise<void> {
    const back = this.wayBack();
    this.others.openDialog(undefined);
    this.others.explore();
    await this.others.open(source);
    const { status, run, source: open } = this.store.getState();
    const isSameFile = fileOf(source) !== undefined && sameFile(open, source);
    const isOpen = open === source || isSameFile;
    if (status.kind !== "ready" || run === undefined || !isOpen) return;
    this.tell("info", what, back, endingText(run));
  }

  private wayBack(): NoticeAction | undefined {
    const { source, moment, status } = this.store.getState();
    if (source === undefined || moment === undefined || status.kind !== "ready") return undefined;
    return { kind: "open", label: say("Back to {source}", { source: shortTitle(source) }), source, at: moment.at };
  }
}

async function bringScenario(desk: Desk, { what, isOpen, scenario, texts }: Whole): Promise<void> {
  if (scenario.ok) {
    const source = sourceOf(scenario.value);
    desk.store.setState({ pasted: texts && { source, texts } });
    return desk.replace(source, isOpen);
  }
  desk.others.openDialog(undefined);
  desk.others.refuse(what, scenario.problems);
}

/** A second text of the machine that is open; where both do not fit each other, the new one can be had alone. */
async function bringWhole(desk: Desk, given: Given, alone: Whole): Promise<void> {
  const texts = withPasted(given, desk.store.getState());
  const joined = texts && joinedOf(texts);
  if (joined === undefined || !alone.scenario.ok) return bringScenario(desk, alone);
  if (joined.scenario.ok) return bringScenario(desk, joined);
  const source = sourceOf(alone.scenario.value);
  return desk.refuse(joined.what, joined.scenario.problems, {
    kind: "open",
    label: say("Open the new text alone"),
    source,
  });
}

/** A program, control code, or both. */
async function bringCode(desk: Desk, given: Given): Promise<void> {
  const state = desk.store.getState();
  const code = codeOf(given, state);
  const base = baseFor(given, state.source);
  const names = [given.payload?.name, code?.file.name].filter((name) => name !== undefined).join(" and ");
  if (base === undefined || names === "") {
    const expected = say("flat code dropped with it, or open");
    return desk.refuse(given.symbols?.name ?? say("The file"), [
      { path: say("symbol list"), expected, got: say("none") },
    ]);
  }
  if (given.code?.kind === "flat" && given.symbols === undefined) {
    desk.store.setState({ pendingCode: code?.file });
    desk.others.openDialog(undefined);
    const text = say("{names} is taken for flat control code. Its symbol list, as nm prints it, is still needed.", {
      names,
    });
    return desk.tell("info", text, { kind: "choose-file", label: say("Choose the symbol list…") });
  }
  const brought = withGiven(base, given, code);
  if (!brought.ok) return desk.refuse(names, brought.problems, underAnother(base, given, code));
  desk.store.setState({ pendingCode: undefined });
  const what =
    code === undefined
      ? say("{names} is open.", { names })
      : say("The control code is now that of {file}.", { file: code.file.name });
  return desk.replace(sourceOf(brought.value), what);
}

async function bring(desk: Desk, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const read: GivenFile[] = [];
  for (const file of files) {
    const result = await readGiven(file);
    if (!result.ok) return desk.refuse(file.name, result.problems);
    read.push(result.value);
  }
  const given = sortGiven(read);
  if (!given.ok) return desk.refuse(say("What was given"), given.problems);
  const { capture, image } = given.value;
  if (capture !== undefined) return openCapture(desk, capture.name, capture.bytes);
  if (image !== undefined) return openImage(desk, image);
  const whole = wholeOf(given.value);
  return whole === undefined ? bringCode(desk, given.value) : bringWhole(desk, given.value, whole);
}

const openCapture = (desk: Desk, name: string, bytes: Uint8Array): Promise<void> =>
  openFile(
    desk,
    name,
    { scenario: untilRead(say("Capture {name}", { name })), capture: { name, bytes } },
    say("{name} has been executed.", { name }),
  );

const openImage = (desk: Desk, { name, bytes }: GivenFile): Promise<void> =>
  openFile(
    desk,
    name,
    { scenario: untilRead(say("Image {name}", { name })), image: { name, bytes } },
    say("{name} lies on the disk of a machine that starts cold: kernel C brings A back from it.", { name }),
  );

/** What a file is no good for is known once the worker has read it; the run before it is still there. */
async function openFile(desk: Desk, name: string, source: Source, what: string): Promise<void> {
  await desk.replace(source, what);
  const { status, moment } = desk.store.getState();
  if (status.kind !== "refused" || moment === undefined) return;
  desk.others.backToRun();
  desk.refuse(name, status.problems);
}

/** Says what is being opened until the file itself has been read. */
const untilRead = (title: string): Scenario => ({
  title,
  revision: "mainline-i386",
  seed: 0,
  memoryMiB: 0,
  cpuHasPae: false,
  bRange: { start: 0, end: 0 },
  bEntry: 0,
  segments: [],
  tasks: [],
  jumps: 0,
});

/** An edit of what is open: undo leads back. What only the machine can refuse comes back too. */
async function recordAgain(desk: Desk, source: Source): Promise<readonly Problem[]> {
  const before = desk.store.getState();
  await desk.replace(source, say("Recorded again."));
  const { status, moment, source: open } = desk.store.getState();
  if (status.kind === "refused" && moment !== undefined) {
    desk.others.backToRun();
    return status.problems;
  }
  if (status.kind === "ready" && open === source) remember(desk.store, versionOf(before), before.edits);
  return [];
}

export function bringActions(store: LabStore, others: BringOthers): BringActions {
  const desk = new Desk(store, others);
  return {
    bring: (files) => bring(desk, files),
    openCapture: (name, bytes) => openCapture(desk, name, bytes),
    change: async (changes) => {
      const open = store.getState().source?.scenario;
      if (open === undefined) return [];
      const source = changedSource(open, changes);
      return source.ok ? recordAgain(desk, source.value) : source.problems;
    },
    replaceScenario: (scenario) => recordAgain(desk, sourceOf(scenario)),
    act: async ({ id, action }) => {
      others.dismiss(id);
      if (action?.kind !== "open") return;
      const { source, at } = action;
      // The way back is no step from which one would want to go back again.
      if (at === undefined) return desk.replace(source, `${shortTitle(source)} is open.`);
      others.explore();
      await others.open(source, { kind: "position", at });
    },
  };
}
