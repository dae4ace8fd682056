// The whole hibernation: what a scenario says of it, and what a run and a moment answer. Part of the public surface; api.ts
// gives it on.

import type { KernelName } from "./position-api.ts";

// ---------------------------------------------------------------------------------------------- scenario

/** What becomes of a visit to the peer kernel: it saves an image and returns, or it saves one and switches the machine off. */
export const ROUNDS = ["checkpoint", "off"] as const;
export type Round = (typeof ROUNDS)[number];

/** plain: all of A's memory. filtered: without A's free pages, which takes the backup pages map. */
export const IMAGE_KINDS = ["plain", "filtered"] as const;
export type ImageKind = (typeof IMAGE_KINDS)[number];

/** krestore: C writes the image through old memory. load: C passes it to one kexec_load. multi-stage: to as many as it takes. */
export const RESTORES = ["krestore", "load", "multi-stage"] as const;
export type RestoreKind = (typeof RESTORES)[number];

/** Ways in which a fact can travel from kernel A to its peer. */
export const CHANNELS = ["command-line", "register", "note", "initrd"] as const;
export type Channel = (typeof CHANNELS)[number];

/** The three facts: A's jump-back entry, the head word of A's list (the backup pages map), the address of the ELF core header. */
export const TRAVELLING_FACTS = ["entry", "map", "header"] as const;
export type TravellingFact = (typeof TRAVELLING_FACTS)[number];

export const SLEEP_STATES = ["S4", "S5"] as const;
export type SleepState = (typeof SLEEP_STATES)[number];

export interface HibernationSpec {
  /** One for each pair of jumps: to the peer, and back to A. */
  readonly rounds: readonly Round[];
  readonly image: ImageKind;
  readonly restore: RestoreKind;
  /** Memory that kernel C is told of, half-open, bytes. For krestore it has to lie within B's range. */
  readonly cRange: { readonly start: number; readonly end: number };
  /** register, register, command-line unless given. */
  readonly channels?: Readonly<Partial<Record<TravellingFact, Channel>>>;
  /** S5 unless given. */
  readonly sleep?: SleepState;
  /** Which image C takes; the newest unless given. */
  readonly resume?: "newest" | "older";
  /** A keeps B's own image on the disk once B has booted, and loads that: B boots only once. */
  readonly cachedB?: boolean;
}

export const DEFAULT_CHANNELS: Readonly<Record<TravellingFact, Channel>> = {
  entry: "register",
  map: "register",
  header: "command-line",
};

// ---------------------------------------------------------------------------------------------- the run

/** From power-on to power-off; the first span begins with kernel A running, or with a cold boot where an image was brought. */
export interface BootSpan {
  readonly n: number;
  /** Positions, half-open. */
  readonly from: number;
  readonly to: number;
  /** The kernel that is there first. */
  readonly kernel: KernelName;
  readonly begins: "running" | "cold boot";
  /** How power went; absent in the last span of a run that ends with power on. */
  readonly ended?: SleepState | "power lost";
}

/** A figure that people ask for, of the scenario as it ran. */
export interface NumberRow {
  /** "source-pages", "image-plain", "swsusp-limit", ... */
  readonly id: string;
  readonly group: "memory" | "image" | "copies";
  readonly name: string;
  readonly value: number;
  readonly unit: "bytes" | "pages" | "copies" | "calls";
  /** How it comes about, in one sentence. */
  readonly how: string;
  /** Counted in this run rather than worked out from the scenario. */
  readonly measured: boolean;
}

// ---------------------------------------------------------------------------------------------- a moment

/** PT_LOAD of an image or of /proc/vmcore. */
export interface CoreLoadView {
  readonly paddr: number;
  readonly bytes: number;
  /** In the file. */
  readonly offset: number;
}

export interface CoreNoteView {
  readonly name: string;
  readonly type: number;
  readonly bytes: number;
  /** What it says, a line each. */
  readonly lines: readonly string[];
}

export const IMAGE_STATES = ["empty", "incomplete", "complete", "resumed", "damaged"] as const;
/** incomplete: pages without a valid header. resumed: A has been brought back from it, so it must not be used again. */
export type ImageState = (typeof IMAGE_STATES)[number];

/** One of the two places on the disk that hold an image in turn. */
export interface ImageSlotView {
  readonly slot: number;
  readonly state: ImageState;
  /** Of "damaged" and "incomplete": what is wrong, and what to do. */
  readonly problem?: string;
  /** First block of the slot, and blocks in it. */
  readonly firstBlock: number;
  readonly blocks: number;
  /** Everything from here on where there is a header that can be read. */
  readonly header?: ImageHeaderView;
}

export interface ImageHeaderView {
  /** 1 for the first image of the run, and so on. */
  readonly sequence: number;
  readonly kind: ImageKind;
  /** A's jump-back entry; 0 if it was not saved. */
  readonly entry: number;
  /** Head word of A's list, 0 if it has not come. */
  readonly map: number;
  /** Frames of the machine that wrote it. */
  readonly frames: number;
  readonly fileBytes: number;
  /** Block of the file's first byte; byte n of the file lies in block firstBlock + n / 4096. */
  readonly fileBlock: number;
  /** Pages of A in the file, and pages left out because A has them free. */
  readonly pages: number;
  readonly dropped: number;
  readonly sleep?: SleepState;
  /** Files that A's file system had when the image was made. */
  readonly saves: number;
  readonly loads: readonly CoreLoadView[];
  readonly notes: readonly CoreNoteView[];
  readonly kept?: KeptPages;
}

/** Pages of A that had been exchanged, home frame and the frame in which the file has it, by turns. */
export type KeptPages = Uint32Array;

export interface VmcoreView {
  /** Who exports it. */
  readonly kernel: KernelName;
  /** Address of the ELF core header in memory that it is made from. */
  readonly header: number;
  readonly fileBytes: number;
  readonly loads: readonly CoreLoadView[];
  readonly notes: readonly CoreNoteView[];
  readonly kept?: KeptPages;
}

export interface CommandLineView {
  readonly kernel: KernelName;
  /** Physical address of the text. */
  readonly address: number;
  readonly text: string;
}

/** What a channel can do for a fact, and what it has done in this run. */
export interface ChannelView {
  readonly fact: TravellingFact;
  readonly channel: Channel;
  readonly chosen: boolean;
  readonly firstBoot: { readonly can: boolean; readonly why: string };
  readonly reEntry: { readonly can: boolean; readonly why: string };
  /** What lies there at this moment, read from memory. */
  readonly value?: number;
}

/** Memory limits of the three kernels side by side. */
export interface LimitView {
  readonly kernel: KernelName;
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

export interface LimitRule {
  readonly id: string;
  readonly text: string;
  readonly holds: boolean;
  /** Where it does not: the ranges in conflict. */
  readonly detail: string;
}

export interface HibernationView {
  /** Areas of the disk, in blocks. */
  readonly disk: {
    readonly blocks: number;
    readonly areas: readonly { readonly name: string; readonly first: number; readonly blocks: number }[];
  };
  readonly slots: readonly ImageSlotView[];
  /** Set while some kernel exports it. */
  readonly vmcore?: VmcoreView;
  /** Why there is none. */
  readonly noVmcore?: string;
  readonly commandLines: readonly CommandLineView[];
  readonly channels: readonly ChannelView[];
  readonly limits: readonly LimitView[];
  readonly rules: readonly LimitRule[];
}
