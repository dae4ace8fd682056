// The public surface of the core: what a recording can be asked and the shape of every answer. Types and a few
// constants only; every view, the worker's messages and the command line speak in these words. All values are plain
// data that survives structuredClone.

import type { Problem } from "./core/errors.ts";
import type { DeviceMark, LogEvent } from "./board-api.ts";
import type { FaultPoint, FiredFault, MuseumRoom, Verdict } from "./fault-api.ts";
import type { BootSpan, HibernationSpec, NumberRow } from "./hibernation-api.ts";
import type { FrameClass, FrameMeasure, ListFilter } from "./moment-api.ts";
import type { Granularity, KernelName, Lane, Position } from "./position-api.ts";
import type { CpuView } from "./processor-api.ts";
export type { Problem, Result } from "./core/errors.ts";
export * from "./board-api.ts";
export * from "./fault-api.ts";
export * from "./hibernation-api.ts";
export * from "./moment-api.ts";
export * from "./position-api.ts";
export * from "./processor-api.ts";
export * from "./question-api.ts";

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
  /** v8: processors that were taken down come back when taking down another fails. */
  "cpus-after-failure",
  /** mainline: devices that were suspended are resumed when suspending another fails. */
  "devices-after-failure",
  /** v8: the I/O APIC is cleared and the boot interrupt mode restored before the jump. */
  "io-apic-legacy",
  /** mainline: CS is loaded again on return. */
  "cs-on-return",
  /** mainline: a kernel writes a note of its processor before it jumps, without which its peer has no /proc/vmcore. */
  "jump-notes",
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
  /** What is made to go wrong, in the order in which it was added: texts of Fault. Each is aimed at the run with those before it. */
  readonly faults?: readonly string[];
  /** Processors, one of them the boot processor; 2 unless given. */
  readonly cpus?: number;
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
  /** What A's peer does on each visit, and how A comes back from the disk. Its rounds are half of the jumps. */
  readonly hibernation?: HibernationSpec;
}

export interface PresetInfo {
  /** "tiny", "museum/gdt-left-at-zero". */
  readonly id: string;
  readonly revision: number;
  readonly title: string;
  readonly summary: string;
  readonly scenario: Scenario;
  /** Of a preset of the museum. */
  readonly room?: MuseumRoom;
  /** Of a preset of the museum: the same with the defect mended. */
  readonly mended?: Scenario;
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
  /** "recording": of the part of a run that is recorded so far. */
  readonly kind: "completed" | "aborted" | "crashed" | "stopped" | "recording";
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
  /** Each check of the run, in order. */
  readonly checks: readonly { readonly t: number; readonly holds: boolean }[];
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
  /** Of a part of a run: empty. */
  readonly endHash: string;
  readonly outcome: Outcome;
  readonly jumps: readonly JumpSpan[];
  readonly phases: readonly PhaseSpan[];
  readonly exchanges: readonly ExchangeSpan[];
  readonly boots: readonly BootSpan[];
  readonly numbers: readonly NumberRow[];
  /** Set when the run is a captured jump: its scenario only describes it, and no link can carry it. */
  readonly capture?: CaptureInfo;
  readonly invariants: readonly InvariantResult[];
  readonly consoles: readonly ConsoleLine[];
  /** Steps that faults can be aimed at, in the order of the run. */
  readonly points: readonly FaultPoint[];
  readonly deviceMarks: readonly DeviceMark[];
  readonly events: readonly LogEvent[];
  /** Of a run with faults. */
  readonly fired: readonly FiredFault[];
  readonly verdict?: Verdict;
  /** The last hundred instructions, oldest first, where a run was stopped or crashed while executing. */
  readonly trail: readonly TrailLine[];
  /** The processor as the run left it. */
  readonly processor: CpuView;
  readonly stats: RunStats;
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
  /** Asked beside what is on screen: it is no stop, and what has changed is not measured from here. */
  readonly aside?: boolean;
  readonly frame?: number;
  /** owner "now": whose list is being walked there, or was walked last. */
  readonly list?: {
    readonly owner: KernelName | "now";
    /** Counts what the filter shows. */
    readonly from: number | "now";
    readonly count: number;
    readonly filter?: ListFilter | undefined;
  };
  /** A linear address, or wherever the processor is about to fetch from. */
  readonly walk?: number | "eip";
  /** Descriptor tables and the TLB. */
  readonly system?: boolean;
  /** Disk, image, vmcore, command lines, limits. */
  readonly hibernation?: boolean;
  readonly codeLines?: number;
  /** What "changed" is measured against; the stop before unless given. */
  readonly base?: Position;
  /** Of every frame, for the map. */
  readonly measure?: FrameMeasure | undefined;
  /** All that the list pairs, as far as it can be drawn. */
  readonly pairs?: boolean;
  /** Frames to hint at the bytes of: sixteen numbers each. */
  readonly hints?: readonly number[];
  /** A list page, by its home frame, to show whole. */
  readonly rawPage?: number;
}

/** A run of neighbouring frames of one class. */
export interface Extent {
  readonly start: number;
  /** Half-open. */
  readonly end: number;
  readonly class: FrameClass;
  readonly away: boolean;
  /** Of its frames the one written first in this run: from when on, and who ran. */
  readonly first?: { readonly t: number; readonly by: KernelName; readonly lane: Lane };
  /** Of its frames the one written last up to now: from when on. */
  readonly last?: { readonly t: number; readonly pfn: number };
}

export interface ExtentOrder {
  readonly by: "start" | "frames" | "class" | "first" | "last";
  readonly down: boolean;
}

export interface RecordProgress {
  readonly t: number;
  readonly jumps: number;
  readonly totalJumps: number;
  /** 0 to 1, estimated from pages loaded and exchanged. */
  readonly share: number;
}

export type LinkProblem =
  | { readonly kind: "unreadable"; readonly reason: string; readonly at: number }
  | { readonly kind: "newer"; readonly version: number }
  /** The address only says that what was open is in a file, which is opened by itself. */
  | { readonly kind: "in-file"; readonly what: "capture" | "image" | "scenario" }
  | { readonly kind: "invalid"; readonly problems: readonly Problem[] };
