// The public surface of the core: what a recording can be asked and the shape of every answer. Types and a few
// constants only; every view, the worker's messages and the command line speak in these words. All values are plain
// data that survives structuredClone.

import type { Problem } from "./core/errors.ts";
import type { CodeView, CpuView, TablesView, TlbView, WalkView } from "./processor-api.ts";
export type { Problem, Result } from "./core/errors.ts";
export * from "./processor-api.ts";

export type KernelName = "A" | "B";
/** Which row of the timeline a span lies in: a modelled kernel, or real control code. */
export type Lane = "A" | "code" | "B";

export const GRANULARITIES = ["iteration", "instruction", "copy", "page", "phase", "jump"] as const;
export type Granularity = (typeof GRANULARITIES)[number];

/** `t` completed operations, then `sub` completed iterations of the repeated string instruction under way. */
export interface Position {
  readonly t: number;
  readonly sub: number;
}

// ---------------------------------------------------------------------------------------------- scenario

export interface SegmentSpec {
  readonly name: string;
  /** Physical destination, bytes, page-aligned. */
  readonly mem: number;
  /** Bytes reserved at the destination, page-aligned end. */
  readonly memsz: number;
  /** Bytes of image data; the rest of memsz is zero. 0 makes a pure backup segment. */
  readonly bufsz: number;
  readonly content: "kernel" | "initrd" | "parameters" | "purgatory" | "elfcorehdr" | "backup" | "payload";
}

export interface TaskSpec {
  readonly comm: string;
  /** Text the task holds in memory and has saved nowhere. */
  readonly note?: string;
}

export const REVISION_IDS = ["v8", "mainline-i386"] as const;
export type RevisionId = (typeof REVISION_IDS)[number];

/** Defects of the real code are modelled as they are; each of these mends one. */
export const FIXES = [
  /** mainline: restore_processor_state loads the GDT register before the segments. */
  "gdt-on-return",
  /** Both: CR4 comes back before paging does, so that a PAE directory is walked as one. */
  "pae-before-paging",
  /** mainline: a callee that just returns leaves its own entry where the next image start is read. */
  "callee-entry",
] as const;
export type FixId = (typeof FIXES)[number];

/** A file that the user has brought. */
export interface BroughtFile {
  readonly name: string;
  /** base64url without padding. */
  readonly data: string;
}

/** Data only. `kexec_load`'s own rules decide whether the segments are acceptable. */
export interface Scenario {
  readonly title: string;
  readonly revision: RevisionId;
  readonly seed: number;
  readonly memoryMiB: number;
  /** Does the processor offer PAE: the has_pae argument. */
  readonly cpuHasPae: boolean;
  /** Are the kernels built for PAE; needs a processor that has it. */
  readonly kernelIsPae?: boolean;
  readonly fixes?: readonly FixId[];
  /** An ELF executable that is called in kernel B's place; the segments of content "payload" are its PT_LOADs. */
  readonly payload?: BroughtFile;
  /** Control code in place of ours: an ELF32 object, or flat code with an nm-style symbol list. */
  readonly controlCode?: BroughtFile & { readonly symbols?: string };
  /** mem-min and mem-max of kernel B, half-open, bytes. */
  readonly bRange: { readonly start: number; readonly end: number };
  readonly bEntry: number;
  readonly segments: readonly SegmentSpec[];
  readonly tasks: readonly TaskSpec[];
  /** How many jumps the run makes: odd numbers end in B. */
  readonly jumps: number;
}

export interface PresetInfo {
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly summary: string;
  readonly scenario: Scenario;
}

// ---------------------------------------------------------------------------------------------- the run

export interface FaultInfo {
  readonly kind: string;
  readonly text: string;
  /** Linear address of the instruction at fault. */
  readonly address: number;
  readonly bytes: string;
  /** Exceptions in the order they were raised, e.g. ["#PF", "#DF", "triple fault"]. */
  readonly chain: readonly string[];
  /** All that was raised, in order; a triple fault has what was met while delivering the first and the double fault. */
  readonly exceptions: readonly RaisedException[];
}

export interface RaisedException {
  readonly vector: number;
  /** "#PF". */
  readonly name: string;
  readonly errorCode?: number;
  /** Of a page fault: the address. */
  readonly cr2?: number;
  readonly eip: number;
  readonly text: string;
  /** Name of the exception that was being delivered. */
  readonly during?: string;
}

export interface Outcome {
  readonly kind: "completed" | "aborted" | "crashed" | "stopped";
  readonly text: string;
  readonly errno?: string;
  readonly fault?: FaultInfo;
}

/** One jump: from the decision to jump until the next decision. Leg n ends where leg n + 1 begins. */
export interface JumpSpan {
  readonly n: number;
  readonly from: KernelName;
  readonly to: KernelName;
  /** First position of the leg. */
  readonly start: number;
  /** The transfer itself: the first position at which the other kernel's entry is about to run. */
  readonly t: number;
  /** Physical address jumped to. */
  readonly entry: number;
  /** Source entries in the list of the kernel that preserves itself, for this jump. */
  readonly pairs: number;
  readonly selfPairs: number;
}

export interface PhaseSpan {
  readonly index: number;
  /** Stable id such as "swap-out". */
  readonly id: string;
  readonly title: string;
  readonly lane: Lane;
  /** Whose kernel or whose control page. */
  readonly owner: KernelName;
  readonly leg: number;
  /** Half-open, positions. */
  readonly from: number;
  readonly to: number;
  readonly anchor: string;
}

/** One run of swap_pages. */
export interface ExchangeSpan {
  readonly owner: KernelName;
  readonly leg: number;
  readonly phase: number;
  readonly from: number;
  readonly to: number;
  readonly entries: number;
  readonly pages: number;
}

export interface InvariantResult {
  readonly id: string;
  readonly title: string;
  readonly status: "pass" | "fail" | "unknown";
  /** Where it was last checked, or where it failed first. */
  readonly t?: number;
  readonly detail: string;
}

export interface ConsoleLine {
  readonly t: number;
  readonly kernel: KernelName;
  readonly text: string;
}

export interface RunStats {
  readonly instructions: number;
  readonly operations: number;
  readonly pagesExchanged: number;
  readonly historyBytes: number;
  readonly checkpoints: number;
}

export interface CaptureInfo {
  /** The file's name. */
  readonly name: string;
  /** The kernel that was recorded. */
  readonly kernel: string;
  /** What the file lacks, and what stands in its place. */
  readonly standIns: readonly string[];
}

/** One of the last instructions of a run that did not end well. */
export interface TrailLine {
  readonly t: number;
  /** Linear address. */
  readonly address: number;
  readonly text: string;
  /** "swap_pages+0x1c", where a symbol is known. */
  readonly symbol?: string;
}

/** All that is known of a recorded run as a whole; sent once. */
export interface RunSummary {
  readonly scenario: Scenario;
  readonly frames: number;
  /** Last position. */
  readonly end: number;
  readonly endHash: string;
  readonly outcome: Outcome;
  readonly jumps: readonly JumpSpan[];
  readonly phases: readonly PhaseSpan[];
  readonly exchanges: readonly ExchangeSpan[];
  /** Set when the run is a captured jump: its scenario only describes it, and no link can carry it. */
  readonly capture?: CaptureInfo;
  readonly invariants: readonly InvariantResult[];
  readonly consoles: readonly ConsoleLine[];
  /** The last hundred instructions, oldest first, where a run was stopped or crashed while executing. */
  readonly trail: readonly TrailLine[];
  /** The processor as the run left it. */
  readonly processor: CpuView;
  readonly stats: RunStats;
}

// ---------------------------------------------------------------------------------------------- one moment

/** Low four bits of a map byte. */
export const FRAME_CLASSES = [
  "untouched",
  "kernelA",
  "kernelB",
  "control",
  "list",
  "swap",
  "reserved",
  "fault",
] as const;
export type FrameClass = (typeof FRAME_CLASSES)[number];
export const CLASS_MASK = 0x0f;
/** The bytes in this frame belong in another frame: a page waiting in, or preserved in, a source page. */
export const AWAY_FROM_HOME = 0x10;
/** Content differs from the previous stop. */
export const CHANGED = 0x20;

export interface FrameMap {
  /** One byte a frame: class, AWAY_FROM_HOME, CHANGED. */
  readonly classes: Uint8Array;
  /** Frames per class, in the order of FRAME_CLASSES. */
  readonly counts: readonly number[];
}

export interface Slot {
  readonly offset: number;
  readonly size: number;
  readonly name: string;
  readonly meaning: string;
  readonly value: number;
  /** False while nothing of this run has been stored there: the value is garbage from before. */
  readonly written: boolean;
  readonly group: "protocol" | "saved" | "links";
}

export interface ControlPageView {
  readonly owner: KernelName;
  readonly pfn: number;
  readonly virtualAddress: number;
  readonly physicalAddress: number;
  readonly swapPfn: number;
  /** Bytes of code at the start of the page. */
  readonly codeBytes: number;
  readonly slots: readonly Slot[];
  readonly stackFrom: number;
  /** Offset of ESP in the page while ESP points into it. */
  readonly stackPointer?: number;
  /** Words in use from the stack pointer (or from the lowest word ever pushed) to the end of the page. */
  readonly stack: readonly { readonly offset: number; readonly value: number }[];
  /** Offset of EIP in the page while it executes. */
  readonly instructionPointer?: number;
  /** True while the peer's exchange has put the page where it cannot be reached under its own kernel. */
  readonly live: boolean;
}

export interface ExchangeProgress {
  /** Index in RunSummary.exchanges. */
  readonly exchange: number;
  /** 1-based page under way or last completed; 0 before the first. */
  readonly page: number;
  readonly pages: number;
  /** Completed copies of that page, 0 to 3. */
  readonly copies: number;
  /** 1-based index of the list entry under way. */
  readonly entry: number;
  readonly entries: number;
  readonly destination?: number;
  readonly source?: number;
  readonly swap: number;
}

export type EntryKind = "destination" | "indirection" | "done" | "source" | "ignored";

export interface ListRow {
  /** 1-based position in the order the walker meets them; 1 is the head word. */
  readonly index: number;
  /** Physical address of the entry; undefined for the head word, which lies in the kimage. */
  readonly address?: number;
  readonly raw: number;
  readonly kind: EntryKind;
  /** Page-aligned address the entry names. */
  readonly target: number;
  /** For a source entry: the page frames it pairs. */
  readonly destinationPfn?: number;
  readonly sourcePfn?: number;
  readonly self: boolean;
  /** 1-based number among the source entries. */
  readonly page?: number;
  readonly state: "done" | "current" | "pending";
}

export interface ListView {
  readonly owner: KernelName;
  readonly head: number;
  readonly entries: number;
  readonly pages: number;
  readonly selfPairs: number;
  readonly listPages: readonly number[];
  /** Index of the first row, 0-based. */
  readonly from: number;
  readonly rows: readonly ListRow[];
  /** Named when the list never ends or repeats itself. */
  readonly defect?: string;
}

export interface FieldOverlay {
  readonly offset: number;
  readonly size: number;
  readonly name: string;
  readonly meaning: string;
  readonly struct: string;
}

export interface ProvenanceHop {
  readonly kind: "write" | "copy" | "initial";
  readonly t?: number;
  readonly anchor?: string;
  readonly from?: number;
  readonly to: number;
  readonly text: string;
}

export interface FrameView {
  readonly pfn: number;
  readonly bytes: Uint8Array;
  /** 1 where the byte differs from the previous stop. */
  readonly changed: Uint8Array;
  readonly class: FrameClass;
  readonly away: boolean;
  readonly owner?: KernelName;
  /** Frame in which these bytes belong. */
  readonly home?: number;
  /** "kernel text", "task struct of vim", "zero page". */
  readonly what: string;
  readonly fields: readonly FieldOverlay[];
  /** Newest first. */
  readonly provenance: readonly ProvenanceHop[];
  readonly hash: string;
}

export interface TaskView {
  readonly pid: number;
  readonly comm: string;
  readonly frozen: boolean;
  readonly note?: string;
  readonly pfn: number;
}

/** Everything the page shows of one position. */
export interface Moment {
  readonly at: Position;
  /** Canonical name of this very position. */
  readonly anchor: string;
  readonly hash: string;
  readonly completed: string;
  readonly next: string;
  readonly phase: number;
  readonly leg: number;
  readonly running: KernelName;
  readonly lane: Lane;
  readonly exchange?: ExchangeProgress;
  readonly cpu: CpuView;
  readonly map: FrameMap;
  readonly code: CodeView;
  readonly controlPages: readonly ControlPageView[];
  readonly list?: ListView;
  readonly frame?: FrameView;
  readonly walk?: WalkView;
  readonly tables?: TablesView;
  readonly tlb?: TlbView;
  readonly tasks: readonly TaskView[];
}

// ---------------------------------------------------------------------------------------------- requests

/** Where to go. A step counts from `from`; negative counts go back. */
export type Target =
  | { readonly kind: "position"; readonly at: Position }
  | { readonly kind: "anchor"; readonly anchor: string }
  | {
      readonly kind: "step";
      readonly from: Position;
      readonly granularity: Granularity;
      readonly count: number;
    };

/** What else to answer for the moment, beside what is always there. */
export interface Interest {
  readonly frame?: number;
  readonly list?: { readonly owner: KernelName; readonly from: number | "now"; readonly count: number };
  /** A linear address, or wherever the processor is about to fetch from. */
  readonly walk?: number | "eip";
  /** Descriptor tables and the TLB. */
  readonly system?: boolean;
  readonly codeLines?: number;
}

export type Breakpoint =
  | { readonly kind: "phase"; readonly id: string }
  | { readonly kind: "frame-write"; readonly pfn: number };

export interface BreakpointHit {
  readonly at: Position;
  readonly breakpoint: Breakpoint;
}

/** A run of neighbouring frames of one class. */
export interface Extent {
  readonly start: number;
  /** Half-open. */
  readonly end: number;
  readonly class: FrameClass;
  readonly away: boolean;
}

export interface RecordProgress {
  readonly t: number;
  readonly jumps: number;
  readonly totalJumps: number;
  /** 0 to 1, estimated from pages exchanged. */
  readonly share: number;
}

export type LinkProblem =
  | { readonly kind: "unreadable"; readonly reason: string; readonly at: number }
  | { readonly kind: "newer"; readonly version: number }
  /** The address only says that what was open is in a file, which is opened by itself. */
  | { readonly kind: "in-file"; readonly what: "capture" | "scenario" }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };
