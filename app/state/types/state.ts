// The shape of the page's state: raw facts only. Everything else is derived by selectors and view models.

import type { Language } from "../../messages/say.ts";
import type {
  Breakpoint,
  BroughtFile,
  Comparison,
  DivergenceSample,
  Granularity,
  Moment,
  Position,
  RecordProgress,
  RunSummary,
  Target,
} from "../../sim/api.ts";
import type { LinkEmbed } from "../../sim/scenario/link-extras.ts";
import type { EditorDocument } from "../editor-document.ts";
import type { MachineTexts } from "../given-files.ts";
import type { Linked } from "../link-view.ts";
import type { Answers, Below, BreakpointFact, Inquiry, Note, Side, Task } from "../question-types.ts";
import type { Story } from "../stories/story.ts";
import type { Move } from "./actions.ts";
import type { Batch, Draft } from "./faults.ts";
import type { CompareMode, ListLook, MapLook, NumberFormat, Perspective, Tab, TimeRange } from "./looks.ts";
import type { Notice } from "./notices.ts";
import type { HelpPage, StoryReading } from "./reading.ts";
import type { Branch, ComparedRun, RunStatus, Source, Version } from "./run.ts";
import type { Menu, Selection } from "./selection.ts";
import type { Settings } from "./settings.ts";

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
