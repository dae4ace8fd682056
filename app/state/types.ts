// The shape of the page's state: raw facts only. Everything else is derived by selectors and view models.

import type {
  BatchRow,
  Breakpoint,
  BroughtFile,
  Comparison,
  DivergenceSample,
  FaultKind,
  FrameClass,
  FrameMeasure,
  Granularity,
  KernelName,
  LinkProblem,
  Moment,
  Position,
  Problem,
  QuestionAnswers,
  QuestionKind,
  QuestionOf,
  RecordProgress,
  Result,
  RunSummary,
  Scenario,
  Target,
} from "../sim/api.ts";
import type { Language } from "../messages/say.ts";
import type { Changes } from "../sim/scenario/changes.ts";
import type { CoreFileKind } from "../worker/wire.ts";
import type { EditorDocument } from "./editor-document.ts";
import type { LinkEmbed } from "../sim/scenario/link-extras.ts";
import type { MachineTexts } from "./given-files.ts";
import type { Linked } from "./link-view.ts";
import type { Answers, Below, BreakpointFact, Inquiry, Note, Side, Task } from "./question-types.ts";
import type { Story } from "./stories/story.ts";

/** One typed reference to something visible. Every view reads it, every click sets it. */
export type Selection =
  | { readonly kind: "frame"; readonly pfn: number }
  /** Frames from the first to the last, both included. */
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  /** One byte unless a size is given. */
  | { readonly kind: "byte"; readonly address: number; readonly size?: number }
  | { readonly kind: "entry"; readonly index: number }
  | { readonly kind: "slot"; readonly owner: KernelName; readonly offset: number }
  | { readonly kind: "register"; readonly name: string; readonly bit?: number }
  | { readonly kind: "linear"; readonly address: number }
  | { readonly kind: "phase"; readonly index: number }
  | { readonly kind: "device"; readonly name: string };

export const PERSPECTIVES = [
  "overview",
  "exchange",
  "cpu",
  "control",
  "tables",
  "devices",
  "faults",
  "compare",
  "museum",
  "hibernate",
  "questions",
] as const;
export type Perspective = (typeof PERSPECTIVES)[number];

/** Perspectives that are no arrangement of the machine's views: a small window shows them in place of its tabs. */
export const PLACES: readonly Perspective[] = ["faults", "compare", "museum", "hibernate", "questions"];

export const TABS = ["story", "map", "list", "cpu", "more"] as const;
export type Tab = (typeof TABS)[number];

/** How the values of registers and words are written. */
export const NUMBER_FORMATS = ["hex", "unsigned", "signed"] as const;
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

export type RunStatus =
  | { readonly kind: "idle" }
  /**
   * `branch`: of the run on screen, which stays there meanwhile. `part`: what is recorded so far is on screen, and is
   * this share of the whole.
   */
  | {
      readonly kind: "recording";
      readonly progress?: RecordProgress;
      readonly branch?: true;
      readonly part?: number;
    }
  | { readonly kind: "ready" }
  /** `what` was refused: a scenario's title or a file's name. */
  | { readonly kind: "refused"; readonly what: string; readonly problems: readonly Problem[] }
  | { readonly kind: "bad-link"; readonly problem: LinkProblem; readonly text: string }
  | { readonly kind: "crashed"; readonly message: string; readonly at?: Position };

/** What a notice offers to do about what it says. */
export type NoticeAction =
  | { readonly kind: "open"; readonly label: string; readonly source: Source; readonly at?: Position }
  | { readonly kind: "choose-file"; readonly label: string }
  /** A new version of the page waits. */
  | { readonly kind: "update"; readonly label: string };

/** Shown until dismissed or another run is opened; never blocks. */
export interface Notice {
  readonly id: number;
  readonly tone: "info" | "warning" | "error";
  readonly text: string;
  /** How the run ended: not repeated where the outcome is on screen. */
  readonly ending?: string;
  readonly anchor?: string;
  readonly action?: NoticeAction;
  /** Of a topic only the latest is kept. */
  readonly topic?: "opening" | "update" | "question";
}

export interface Settings {
  readonly theme: "system" | "light" | "dark";
  /** Reduced: nothing travels. None: nothing fades either. */
  readonly motion: "system" | "full" | "reduced" | "none";
  /** Off: no key by itself is a command. */
  readonly keys: "default" | "debugger" | "off";
  /** Command id to key sequence; absent means the default. */
  readonly keymap: Readonly<Record<string, string>>;
  readonly announce: "every" | "phases" | "off";
  readonly language: "system" | Language;
  /** Concept leaves out raw encodings, single bits and the two finest steps; the run is the same. */
  readonly detail: "engineer" | "concept";
  /** Type in percent, for a projector. */
  readonly presenter: "off" | "125" | "150";
  /** Hints that have served. */
  readonly hints: readonly string[];
}

/** A scenario and where it came from; `preset` is undefined for one that was brought or linked whole. */
export interface Source {
  readonly preset?: string;
  readonly scenario: Scenario;
  /** A captured jump, whose scenario only describes it. */
  readonly capture?: GivenBytes;
  /** An image of kernel A on the disk of a machine that starts cold; the file names its scenario. */
  readonly image?: GivenBytes;
}

/** A file that a run begins with: no link carries it. */
export interface GivenBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A run of the open scenario under a list of faults. Its parent is the one without the last of them; the trunk has none. */
export interface Branch {
  readonly faults: readonly string[];
  /** Absent until it has been on screen. */
  readonly run?: RunSummary;
}

/** What undo leads back to. */
export interface Version {
  readonly source: Source;
  readonly branches: readonly Branch[];
  readonly shown: readonly string[];
  readonly anchor: string;
}

/** What a fault's text is made of, as typed: by the names of the members of Fault. */
export type DraftValues = Readonly<Partial<Record<DraftField, string>>>;
export const DRAFT_FIELDS = [
  "point",
  "errno",
  "id",
  "address",
  "bit",
  "pfn",
  "entry",
  "device",
  "line",
  "block",
  "offset",
  "value",
  "at",
] as const;
export type DraftField = (typeof DRAFT_FIELDS)[number];

/** A fault that has not been injected yet. */
export interface Draft {
  readonly kind: FaultKind;
  /** Card of the catalogue that it was begun from. */
  readonly card?: string;
  readonly values: DraftValues;
  /** Why it was refused. */
  readonly problems: readonly Problem[];
}

/** One fault after another, each in a run of its own. */
export interface BatchPlan {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Texts of faults, row by row; undefined where there is none. */
  readonly cells: readonly (string | undefined)[];
}

export interface Batch {
  readonly plan: BatchPlan;
  /** Faults of the branch that each is added to. */
  readonly base: readonly string[];
  /** By cell. */
  readonly answers: readonly (BatchRow | undefined)[];
  readonly running: boolean;
  /** Milliseconds so far. */
  readonly elapsed: number;
}

/** A context menu: where it opens, and what it is about. */
export interface Menu {
  readonly x: number;
  readonly y: number;
  readonly about: Selection;
  /** Of a list entry or a slot: the word there. */
  readonly word?: number;
}

export interface StoryReading {
  /** The step that was shown last. */
  readonly at: number;
  /** Ids of steps whose question is answered ("id?") or whose task is done ("id"). */
  readonly done: readonly string[];
}

export const HELP_PAGES = ["start", "glossary", "about"] as const;
export type HelpPage = (typeof HELP_PAGES)[number];

export interface LabState {
  readonly source: Source | undefined;
  readonly status: RunStatus;
  readonly run: RunSummary | undefined;
  /** What is shown; never blank once there was one. */
  readonly moment: Moment | undefined;
  /** The stop before it: what "changed" is measured against. */
  readonly previous: Moment | undefined;
  /** Set while an answer for a newer focus is awaited. */
  readonly seeking: Target | undefined;
  readonly selection: Selection | undefined;
  readonly hover: Selection | undefined;
  /** Whose card is open: the device selected last. */
  readonly device: string | undefined;
  readonly granularity: Granularity;
  readonly perspective: Perspective;
  readonly playing: 0 | 1 | -1;
  /** Steps per second. */
  readonly speed: number;
  /** Views track the current activity until the user scrolls away. */
  readonly follow: boolean;
  readonly breakpoints: readonly Breakpoint[];
  /** Runs of the open scenario, in the order in which they were made. */
  readonly branches: readonly Branch[];
  readonly edits: { readonly past: readonly Version[]; readonly future: readonly Version[] };
  readonly draft: Draft | undefined;
  readonly batch: Batch | undefined;
  readonly minimising: boolean;
  /** Of the moment on screen with the parent's, while that is looked at. */
  readonly comparison: Comparison | undefined;
  /** All rooms of the museum, though a room is open. */
  readonly wall: boolean;
  readonly menu: Menu | undefined;
  /** The story chosen last. */
  readonly story: Story;
  /** Index of its step that is shown, through all chapters; undefined when the story is closed. */
  readonly storyStep: number | undefined;
  readonly listFrom: number | "now";
  readonly walk: number | undefined;
  /** Story step to return to while the reader explores by hand. */
  readonly leftStep: number | undefined;
  /** Phases of like width, or true time. */
  readonly axis: "phases" | "time";
  /** Which panel a small screen shows. */
  readonly tab: Tab;
  /** Are changed values marked? */
  readonly marks: boolean;
  readonly numbers: NumberFormat;
  readonly overlay: boolean;
  /** How long the last answer took, milliseconds. */
  readonly seekMs: number;
  /** How the last focus move was meant. */
  readonly move: Move;
  /** Keys of the link we do not know; given back unchanged. */
  readonly linkExtra: Readonly<Record<string, string>>;
  readonly settings: Settings;
  readonly notices: readonly Notice[];
  /** Flat control code that waits for its symbol list. */
  readonly pendingCode: BroughtFile | undefined;
  /** Texts of a real machine, and the scenario that they have made: the next text may be of the same machine. */
  readonly pasted: { readonly source: Source; readonly texts: MachineTexts } | undefined;
  readonly dialog:
    | "share"
    | "palette"
    | "shortcuts"
    | "settings"
    | "scenarios"
    | "goto"
    | "search"
    | "editor"
    | "help"
    | "export"
    | "compare"
    | undefined;
  // Languages
  /** What the page speaks; the setting may leave it to the system. */
  readonly language: Language;
  // The map and the ranges of time
  readonly map: MapLook;
  /** Frames whose bytes the map is close enough to hint at. */
  readonly closeFrames: readonly number[];
  readonly list: ListLook;
  /** The list page whose bytes the list shows. */
  readonly rawPage: number | undefined;
  /** The range that the timeline is magnified to, and that probes and searches keep to; undefined is the whole run. */
  readonly range: TimeRange | undefined;
  /** The ranges around it, outermost first. */
  readonly outerRanges: readonly TimeRange[];
  /** Marked on the timeline, not magnified yet. */
  readonly marked: TimeRange | undefined;
  // Questions
  readonly tasks: readonly Task[];
  readonly answers: Answers;
  /** What the provenance view is about. */
  readonly inquiry: Inquiry | undefined;
  /** Is "changed" measured against a stop that the reader has fixed, which is `previous`? */
  readonly baseFixed: boolean;
  /** By breakpointText. */
  readonly breakpointFacts: Readonly<Record<string, BreakpointFact>>;
  readonly trail: readonly Note[];
  /** What the reader has asked to see in the left column, and the step of the story that was told then. */
  readonly side: { readonly tab: Side; readonly step: number | undefined } | undefined;
  /** What the reader has asked to see below the map, with the run and the frame that were at hand then. */
  readonly below:
    | { readonly tab: Below; readonly frame: number | undefined; readonly run: RunSummary | undefined }
    | undefined;
  readonly pulsing: readonly number[];
  // Editing and help
  /** The scenario editor's document; it stays while the editor is closed. */
  readonly editor: EditorDocument | undefined;
  /** How far each story has been read, by its id. */
  readonly reading: Readonly<Record<string, StoryReading>>;
  /** Which page of the help is open, and the term that it is about. */
  readonly help: { readonly page: HelpPage; readonly term: string | undefined };
  // Out of the page
  /** What the author of the link that was opened has added to it. */
  readonly linked: Linked;
  /** Set where the page stands within another one. */
  readonly embed: LinkEmbed | undefined;
  readonly online: boolean;
  /** Is the reader to be told that the machine died? The first time the page mends it by itself. */
  readonly crashTold: boolean;
  // Comparing two runs
  readonly other: ComparedRun | undefined;
  /** While the other run is recorded. */
  readonly otherProgress: RecordProgress | "begun" | undefined;
  /** Where the other run stands, once it moves by itself; undefined while it keeps step with the one on screen. */
  readonly otherAt: Position | undefined;
  readonly compareMode: CompareMode;
  /** How many frames differ all along both runs, once that is known. */
  readonly divergences: readonly DivergenceSample[] | undefined;
}

/** The map beside what it shows: its own settings. */
export interface MapLook {
  readonly tab: "map" | "extents";
  readonly layout: "rows" | "hilbert" | "owner";
  readonly ruler: "pfn" | "address";
  /** Are low addresses at the top? */
  readonly lowFirst: boolean;
  /** What the colours say: whose a frame is, or a measure of its writes. */
  readonly paint: "class" | FrameMeasure | "untouched";
  /** Every pair of the exchange as an arc. */
  readonly pairs: boolean;
  /** Painted as if they were nothing. */
  readonly hidden: readonly FrameClass[];
  readonly isolate: FrameClass | undefined;
}

/** The indirection list beside what it shows: its own settings. */
export interface ListLook {
  readonly mode: "table" | "graph" | "raw";
  /** "selection": entries that name or pair the frames selected. */
  readonly filter: "all" | "destinations" | "jumps" | "selection";
  /** List pages that are folded up, from 0 in the order of the walk. */
  readonly folded: readonly number[];
}

/** Positions, half-open. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/** A run beside the one on screen: its parent, or any other. */
export interface ComparedRun {
  readonly source: Source | "parent";
  readonly run: RunSummary;
}

export const COMPARE_MODES = ["side", "overlay", "xor"] as const;
export type CompareMode = (typeof COMPARE_MODES)[number];

/** What the reader may change in the open scenario. */
export interface ScenarioChanges extends Changes {
  /** Our own control code instead of the one brought. */
  readonly ownCode?: boolean;
}

/** How the focus got where it is: a jump makes a history entry, a step does not, history itself writes nothing. */
export type Move = "jump" | "step" | "history";

/** The only ways to change the state. */
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
  /** Lays another run beside the one on screen, in its own perspective; why not, where it is refused. */
  compareWith(source: Source | "parent"): Promise<readonly Problem[]>;
  setCompareMode(mode: CompareMode): void;
  /** Locked, the other run keeps step; unlocked it stays where it is. */
  lockOther(locked: boolean): void;
  /** Moves the other run by itself; unlocks it. */
  moveOther(target: Target): Promise<void>;
}
