// Faults, museum and comparison: what can be made to go wrong in a run, what came of it, and where two runs part. Part of
// the public surface; api.ts gives it on.

import type { Problem } from "./core/errors.ts";
import type { KernelName, Position } from "./position-api.ts";

/**
 * Circumstances that are no step of a run: what other versions, tools and machines get wrong. `with:ID` in a scenario's
 * faults brings one about.
 */
export const CIRCUMSTANCES = {
  "told-all-memory": "The kexec tool tells kernel B of all memory instead of its own range",
  "told-low-memory": "The kexec tool gives kernel B the first 640 KiB, which nobody exchanges",
  "no-kexec": "The kernel is built without CONFIG_KEXEC",
  "nothing-loaded": "kexec -e without a kexec -l before it",
  "no-kexec-jump": "The kernel is built without CONFIG_KEXEC_JUMP",
  "seventeen-segments": "The kexec tool passes seventeen segments",
  "overlapping-segments": "The kexec tool passes two segments that overlap",
  "unaligned-segment": "The kexec tool passes a segment that does not begin at a page",
  "oversized-segment": "The kexec tool passes a segment larger than half of memory",
  "lost-entry": "The tool in kernel B passes an address that was right once, not the jump-back entry",
  "plain-kexec": "The kexec tool loads without --load-preserve-context: no return is expected",
  "no-zero-pushed": "The control code pushes no 0 for a plain kexec, so that a word that means nothing is on the stack",
  "called-twice": "A second kexec -e arrives while the first is under way",
  "load-while-jumping": "A second kexec -l arrives while a jump is under way",
  "lock-system-sleep": "kernel_kexec takes the lock that the reboot system call already holds (4.19 to 5.11)",
  "live-update-hook": "The live update hook runs for an image that comes back",
  "io-apic": "The machine has an I/O APIC and kernel A uses it, which v8 does not undo",
  "acpi-suspend": "Devices are put into ACPI low power instead of being frozen (July 2007)",
  "device-shutdown": "Devices are shut down as for a reboot instead of being frozen (July 2007)",
  "hot-unplug": "Devices are unplugged instead of being frozen (July 2007)",
  "mounted-twice": "Kernel B mounts the file system that kernel A has mounted",
  "entry-not-saved": "The tool in kernel B does not write the jump-back entry into the image",
  "memory-removed": "Half of the memory is gone at the cold boot: the firmware reports the rest",
  "krestore-unchecked": "krestore writes pages of the image also where kernel C itself lives",
  "c-told-all-memory": "The boot loader tells kernel C of all memory instead of its own range",
  "dump-excludes-too-much":
    "The kexec tool leaves the dump's range out from 640 KiB on, not from where kernel B's begins",
  "stale-map": "The tool in kernel B takes the backup pages map that it has kept from another boot",
} as const;
export type CircumstanceId = keyof typeof CIRCUMSTANCES;

/**
 * One fault, read from its text. Points and anchors may begin with `jump/N/` or `boot/N/`; without it the first in the run is meant.
 *
 *   fail:POINT=ERRNO   skip:POINT   with:CIRCUMSTANCE
 *   flip:ADDRESS.BIT@ANCHOR   set:ADDRESS=WORD@ANCHOR   zero:PFN@ANCHOR   retarget:ENTRY=WORD@ANCHOR
 *   irq:LINE@ANCHOR   nmi@ANCHOR   dma:DEVICE=PFN@ANCHOR   break:ADDRESS@ANCHOR
 *   power@ANCHOR   rot:BLOCK+OFFSET.BIT@ANCHOR
 */
export type Fault =
  | { readonly kind: "fail"; readonly point: string; readonly errno: string }
  | { readonly kind: "skip"; readonly point: string }
  | { readonly kind: "with"; readonly id: CircumstanceId }
  | { readonly kind: "flip"; readonly address: number; readonly bit: number; readonly at: string }
  | { readonly kind: "set"; readonly address: number; readonly value: number; readonly at: string }
  | { readonly kind: "zero"; readonly pfn: number; readonly at: string }
  /** The word of the list entry with this 1-based index, in the walker's order, of the kernel that runs. */
  | { readonly kind: "retarget"; readonly entry: number; readonly value: number; readonly at: string }
  | { readonly kind: "irq"; readonly line: number; readonly at: string }
  | { readonly kind: "nmi"; readonly at: string }
  | { readonly kind: "dma"; readonly device: string; readonly pfn: number; readonly at: string }
  /** Arms debug register 0 for instruction fetches from a linear address. */
  | { readonly kind: "break"; readonly address: number; readonly at: string }
  /** Power is lost. */
  | { readonly kind: "power"; readonly at: string }
  /** A bit of a byte of a block on the disk is another than was written. */
  | {
      readonly kind: "rot";
      readonly block: number;
      readonly offset: number;
      readonly bit: number;
      readonly at: string;
    };
export type FaultKind = Fault["kind"];

export const POINT_GROUPS = ["load", "leave", "code", "enter", "return"] as const;
/** load: kexec_load. leave: from the system call to control code. code: control code. enter: kernel B. return: the way back. */
export type PointGroup = (typeof POINT_GROUPS)[number];

/** A named step of a run that a fault can be aimed at. */
export interface FaultPoint {
  /** "device_suspend/eth0", with "jump/N/" or, after a cold boot, "boot/N/" in front unless it is the first in the run. */
  readonly id: string;
  readonly group: PointGroup;
  readonly kernel: KernelName;
  /** Position at which the step is about to be done. */
  readonly t: number;
  readonly title: string;
  /** Errnos that it can fail with. */
  readonly fails: readonly string[];
  readonly skips: boolean;
  /** Label that the kernel goes to when it fails. */
  readonly undo?: string;
  /** Steps under way around it. */
  readonly depth?: number;
  /** Texts of the faults that fit. */
  readonly faults: readonly string[];
}

/** A fault that has had its effect. */
export interface FiredFault {
  /** Index in the scenario's faults, and its text. */
  readonly index: number;
  readonly text: string;
  readonly t: number;
  readonly anchor: string;
}

/** lost: power has failed, kernel A is not there at the end, and no image can bring it back. */
export type VerdictKind =
  | "survived"
  | "refused"
  | "detected"
  | "corrupted"
  | "hang"
  | "triple-fault"
  | "crashed"
  | "lost";

/** What came of the faults of a run. */
export interface Verdict {
  readonly kind: VerdictKind;
  /** One sentence. */
  readonly text: string;
  readonly errno?: string;
  /** Of "detected": the invariant that failed first. */
  readonly invariant?: string;
  readonly t?: number;
  /** Frames that differ at the end from the run without the last fault, bookkeeping of the kernels left out. */
  readonly frames: readonly number[];
  /** The first position at which this run is not the one without the last fault; absent where they never differ. */
  readonly divergence?: { readonly at: Position; readonly anchor: string };
}

/** One run of a batch: the run at hand with one fault more. */
export interface BatchRow {
  readonly fault: string;
  /** Absent where the fault is refused. */
  readonly verdict?: Verdict;
  readonly endHash?: string;
  /** Index of the first row that ended in the same state; absent in that row itself. */
  readonly same?: number;
  readonly problems?: readonly Problem[];
}

export interface BatchProgress {
  /** Rows that are done, this one included. */
  readonly done: number;
  readonly total: number;
  readonly row: BatchRow;
}

/** A room of the museum. */
export interface MuseumRoom {
  /** Number of the failure in the lab's list. */
  readonly item: number;
  /** Preset: "museum/gdt-left-at-zero". */
  readonly id: string;
  readonly title: string;
  readonly cause: string;
  readonly symptom: string;
  /** Who has it: "mainline 2.6.27 to 6.1", "every revision". */
  readonly where: string;
  readonly mended: string;
  /** What the switch does: "with the fix 996afb6efd1a", "with the step done". */
  readonly switch: string;
  /** Expected, and checked by a test. */
  readonly verdict: VerdictKind;
  /** Of the mended one. */
  readonly after: VerdictKind;
}

/** A failure that this machine cannot show. */
export interface EmptyRoom {
  readonly item: number;
  readonly title: string;
  readonly missing: string;
}

// ---------------------------------------------------------------------------------------------- comparison

export interface FrameDifference {
  readonly pfn: number;
  /** Bytes that differ. */
  readonly bytes: number;
  readonly here: string;
  readonly there: string;
}

/** What two runs hold in one frame: the same; both something, and not the same; only this run, only the other anything. */
export const FRAME_RELATIONS = ["=", "~", "+", "-"] as const;
export type FrameRelation = (typeof FRAME_RELATIONS)[number];

/** The run on screen at the shown position and the other at the place of the same name. */
export interface Comparison {
  readonly here: Position;
  readonly anchor: string;
  readonly hereHash: string;
  readonly there: Position;
  readonly thereAnchor: string;
  readonly thereHash: string;
  /**
   * False where the other never comes to a place of that name: then it waits where the two were last in step, or, of a
   * run and its parent, where they part. Also false where it has been moved by itself.
   */
  readonly sameName: boolean;
  /** Frames of either machine; the common part is compared. */
  readonly sizes: { readonly here: number; readonly there: number };
  /** One byte a frame of the common part: index in FRAME_RELATIONS. */
  readonly map: Uint8Array;
  /** Map bytes of either, of the common part. */
  readonly hereClasses: Uint8Array;
  readonly thereClasses: Uint8Array;
  /** Frames that differ, in the order of memory; no more than COMPARED_FRAMES of them. */
  readonly frames: readonly FrameDifference[];
  readonly differing: number;
  /** Frames that are equal, which the table leaves out. */
  readonly equal: number;
  readonly registers: readonly { readonly name: string; readonly here: number; readonly there: number }[];
  /** Where the two runs part. */
  readonly divergence?: { readonly at: Position; readonly anchor: string };
}
export const COMPARED_FRAMES = 4096;

/** How many frames differ at one place that both runs have. */
export interface DivergenceSample {
  readonly here: number;
  readonly there: number;
  readonly frames: number;
}
