// The only ways to change the state.

import type {
  Breakpoint,
  FaultKind,
  Granularity,
  Problem,
  QuestionAnswers,
  QuestionKind,
  QuestionOf,
  Result,
  Scenario,
  Target,
} from "../../sim/api.ts";
import type { CoreFileKind } from "../../worker/wire.ts";
import type { EditorDocument } from "../editor-document.ts";
import type { Below, Side } from "../question-types.ts";
import type { BatchPlan, DraftValues } from "./faults.ts";
import type { CompareMode, ListLook, MapLook, Perspective, Tab, TimeRange } from "./looks.ts";
import type { Notice } from "./notices.ts";
import type { HelpPage } from "./reading.ts";
import type { ScenarioChanges, Source } from "./run.ts";
import type { Menu, Selection } from "./selection.ts";
import type { Settings } from "./settings.ts";
import type { LabState } from "./state.ts";

/** How the focus got where it is: a jump makes a history entry, a step does not, history itself writes nothing. */
export type Move = "jump" | "step" | "history";

export interface LabActions {
  open(source: Source, target?: Target): Promise<void>;
  /** Ends a recording under way and goes back to what was open before. */
  cancelOpening(): Promise<void>;
  refuse(what: string, problems: readonly Problem[]): void;
  /** Opens what the reader has dropped or chosen: a program, control code with its symbols, a scenario, a capture, an image. */
  bring(files: readonly File[]): Promise<void>;
  /** Hands out what a kernel exports here as /proc/vmcore, or the image in a slot, the newest unless given. */
  saveCore(kind: CoreFileKind, slot?: number): Promise<void>;
  openCapture(name: string, bytes: Uint8Array): Promise<void>;
  /** Records the open scenario again with changes; why not, if they do not go together. */
  change(changes: ScenarioChanges): Promise<readonly Problem[]>;
  /** The same with a scenario as a whole. */
  replaceScenario(scenario: Scenario): Promise<readonly Problem[]>;
  act(notice: Notice): Promise<void>;
  /** From a refusal back to the run that is still there. */
  backToRun(): void;
  /** A place that this run has not is said in a notice, or to `refused`. */
  goTo(target: Target, how?: Move, refused?: (problems: readonly Problem[]) => void): Promise<void>;
  step(count: number, granularity?: Granularity): Promise<void>;
  runToBreakpoint(direction: 1 | -1): Promise<void>;
  select(selection: Selection | undefined): void;
  setHover(selection: Selection | undefined): void;
  setGranularity(granularity: Granularity): void;
  setPerspective(perspective: Perspective): void;
  play(direction: 0 | 1 | -1): void;
  setSpeed(stepsPerSecond: number): void;
  setFollow(follow: boolean): void;
  toggleBreakpoint(breakpoint: Breakpoint): void;
  setStoryStep(step: number | undefined): void;
  /** Begins another story, or the one at hand, at a step. */
  tellStory(id: string, step?: number): Promise<void>;
  setListFrom(from: number | "now"): void;
  setWalk(linear: number | undefined): void;
  /** Leaves the story where it is; `leftStep` remembers the step. */
  explore(): void;
  setAxis(axis: LabState["axis"]): void;
  setTab(tab: Tab): void;
  toggleMarks(): void;
  nextNumberFormat(): void;
  toggleOverlay(): void;
  /** Starts the worker again and opens the same scenario at the same place. */
  restart(): Promise<void>;
  changeSettings(change: Partial<Settings>): void;
  /** Begins a fault; what is not given follows from the selection and the position. */
  draftFault(kind: FaultKind, values?: DraftValues, card?: string): void;
  changeDraft(values: DraftValues): void;
  dropDraft(): void;
  /** Runs the scenario on screen with the drafted fault added: a new branch. */
  inject(): Promise<void>;
  /** Shows the run under these faults, at the same place where it has it. */
  showBranch(faults: readonly string[], target?: Target): Promise<void>;
  /** The same run without one of its faults, by index. */
  removeFault(index: number): Promise<void>;
  /** Forgets a branch and those that grew from it. */
  dropBranch(faults: readonly string[]): Promise<void>;
  undo(): Promise<void>;
  redo(): Promise<void>;
  /** Leaves out every fault without which the verdict stays. */
  minimise(): Promise<void>;
  runBatch(plan: BatchPlan): Promise<void>;
  stopBatch(): void;
  openRoom(id: string, mended?: boolean): Promise<void>;
  showWall(wall: boolean): void;
  openMenu(menu: Menu | undefined): void;
  /** Where the bytes of a frame were written last before now. */
  goToLastWrite(pfn: number): Promise<void>;
  notify(tone: Notice["tone"], text: string): void;
  dismiss(id: number): void;
  openDialog(dialog: LabState["dialog"]): void;
  // Questions
  /** One of a kind is under way; a cancelled one is refused with what isCancelled knows. */
  ask<K extends QuestionKind>(
    question: QuestionOf<K>,
    title: string,
    signal?: AbortSignal,
  ): Promise<Result<QuestionAnswers[K]>>;
  cancelTask(id: number): void;
  /** True if there was anything to cancel, a seek under way among it. */
  cancelTasks(): boolean;
  /** Takes what is over from the list of tasks. */
  forgetTasks(): void;
  /** Where the bytes of a thing came from, or where they go; of the selection unless another is given. */
  askOrigin(direction: 1 | -1, of?: Selection): Promise<void>;
  /** The writes to a thing, the nearest first. */
  askWriters(direction: 1 | -1, of?: Selection): Promise<void>;
  goToChange(direction: 1 | -1, of?: Selection): Promise<void>;
  /** What "changed" is measured against stays here, or follows again. */
  fixBase(fixed: boolean): void;
  addBreakpoint(breakpoint: Breakpoint): void;
  removeBreakpoint(breakpoint: Breakpoint): void;
  enableBreakpoint(breakpoint: Breakpoint, on: boolean): void;
  /** Of those that have not been counted. */
  countHits(): Promise<void>;
  /** A note here that is kept. */
  bookmark(): void;
  keepNote(id: number, kept: boolean): void;
  renameNote(id: number, name: string): void;
  moveNote(id: number, by: 1 | -1): void;
  dropNote(id: number): void;
  showSide(side: Side): void;
  showBelow(below: Below): void;
  /** Frames that light up once on the map. */
  pulse(pfns: readonly number[]): void;
  // The map and the ranges of time
  changeMap(change: Partial<MapLook>): void;
  lookClosely(pfns: readonly number[]): void;
  changeList(change: Partial<ListLook>): void;
  showRawPage(pfn: number | undefined): void;
  markRange(range: TimeRange | undefined): void;
  /** Magnifies the timeline to a range within the one that it shows. */
  commitRange(range: TimeRange): void;
  /** Back out to the given depth: 0 is the whole run. */
  popRange(depth: number): void;
  // Editing and help
  editScenario(): Promise<void>;
  setEditor(document: EditorDocument | undefined): void;
  /** Gives the scenario to the reader as a file; in the editor, its text as it is. */
  saveScenario(): void;
  openHelp(page: HelpPage, term?: string): void;
  /** Ticks something off in the story at hand. */
  tickOff(what: string): void;
  // Comparing two runs
  /** Lays another run beside the one on screen; why not, where it is refused. */
  compareWith(source: Source | "parent"): Promise<readonly Problem[]>;
  setCompareMode(mode: CompareMode): void;
  /** Locked, the other run keeps step; unlocked it stays where it is. */
  lockOther(locked: boolean): void;
  /** Moves the other run by itself; unlocks it. */
  moveOther(target: Target): Promise<void>;
}
