// The shape of the page's state: raw facts only. Everything else is derived by selectors and view models.

import type {
  Breakpoint,
  BroughtFile,
  Granularity,
  KernelName,
  LinkProblem,
  Moment,
  Position,
  Problem,
  RecordProgress,
  RunSummary,
  Scenario,
  Target,
} from "../sim/api.ts";
import type { Changes } from "../sim/scenario/changes.ts";

/** One typed reference to something visible. Every view reads it, every click sets it. */
export type Selection =
  | { readonly kind: "frame"; readonly pfn: number }
  | { readonly kind: "byte"; readonly address: number }
  | { readonly kind: "entry"; readonly index: number }
  | { readonly kind: "slot"; readonly owner: KernelName; readonly offset: number }
  | { readonly kind: "register"; readonly name: string }
  | { readonly kind: "linear"; readonly address: number }
  | { readonly kind: "phase"; readonly index: number };

export const PERSPECTIVES = ["overview", "exchange", "cpu", "control", "tables"] as const;
export type Perspective = (typeof PERSPECTIVES)[number];

export const TABS = ["story", "map", "list", "cpu", "more"] as const;
export type Tab = (typeof TABS)[number];

/** How the values of registers and words are written. */
export const NUMBER_FORMATS = ["hex", "unsigned", "signed"] as const;
export type NumberFormat = (typeof NUMBER_FORMATS)[number];

export type RunStatus =
  | { readonly kind: "idle" }
  | { readonly kind: "recording"; readonly progress?: RecordProgress }
  | { readonly kind: "ready" }
  /** `what` was refused: a scenario's title or a file's name. */
  | { readonly kind: "refused"; readonly what: string; readonly problems: readonly Problem[] }
  | { readonly kind: "bad-link"; readonly problem: LinkProblem; readonly text: string }
  | { readonly kind: "crashed"; readonly message: string; readonly at?: Position };

/** What a notice offers to do about what it says. */
export type NoticeAction =
  | { readonly kind: "open"; readonly label: string; readonly source: Source; readonly at?: Position }
  | { readonly kind: "choose-file"; readonly label: string };

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
  readonly topic?: "opening";
}

export interface Settings {
  readonly theme: "system" | "light" | "dark";
  readonly motion: "system" | "full" | "reduced";
  readonly keys: "on" | "off";
  /** Command id to key sequence; absent means the default. */
  readonly keymap: Readonly<Record<string, string>>;
  readonly announce: "every" | "phases" | "off";
}

/** A scenario and where it came from; `preset` is undefined for one that was brought or linked whole. */
export interface Source {
  readonly preset?: string;
  readonly scenario: Scenario;
  /** A captured jump, whose scenario only describes it. */
  readonly capture?: { readonly name: string; readonly bytes: Uint8Array };
}

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
  readonly granularity: Granularity;
  readonly perspective: Perspective;
  readonly playing: 0 | 1 | -1;
  /** Steps per second. */
  readonly speed: number;
  /** Views track the current activity until the user scrolls away. */
  readonly follow: boolean;
  readonly breakpoints: readonly Breakpoint[];
  /** Index of the story step shown; undefined when the story is closed. */
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
  readonly dialog: "share" | "palette" | "shortcuts" | "settings" | "scenarios" | "goto" | undefined;
}

/** One step of a story: text beside the machine, and where and at what to look. */
export interface StoryStep {
  readonly id: string;
  readonly title: string;
  /** Paragraphs; `[words](ref)` points at a thing, `code` is code, {key} a key, *word* stressed. */
  readonly body: readonly string[];
  readonly anchor: string;
  /** A reference such as "frame/swap", resolved against the moment. */
  readonly selection?: string;
  readonly perspective?: Perspective;
  readonly granularity?: Granularity;
  /** References that the step is about, for marking and for its description. */
  readonly highlight: readonly string[];
  /** What to try by hand. */
  readonly hint?: string;
}

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
  /** Opens what the reader has dropped or chosen: a program, control code with its symbols, a scenario, a capture. */
  bring(files: readonly File[]): Promise<void>;
  openCapture(name: string, bytes: Uint8Array): Promise<void>;
  /** Records the open scenario again with changes; why not, if they do not go together. */
  change(changes: ScenarioChanges): Promise<readonly Problem[]>;
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
  notify(tone: Notice["tone"], text: string): void;
  dismiss(id: number): void;
  openDialog(dialog: LabState["dialog"]): void;
}
