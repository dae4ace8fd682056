// What the kernel floor needs to know to build and drive a machine; a scenario is turned into it.

import type { Channel, CircumstanceId, HibernationSpec, TravellingFact } from "../api.ts";
import type { ImageHeader } from "./hibernation/image-format.ts";

export interface PlannedSegment {
  readonly name: string;
  readonly content: "kernel" | "initrd" | "parameters" | "purgatory" | "elfcorehdr" | "backup" | "payload";
  readonly mem: number;
  readonly memsz: number;
  readonly bufsz: number;
}

/** A scenario's hibernation with everything said. */
export interface HibernationPlan extends Required<Omit<HibernationSpec, "channels">> {
  readonly channels: Readonly<Record<TravellingFact, Channel>>;
  /** Physical address of kernel C's image: the start of its range. */
  readonly cBase: number;
  /** The run begins with a cold boot, and this image is on the disk. */
  readonly coldStart?: BroughtImage;
}

/** An image that somebody has brought: its file, and the header that it had on the disk it comes from. */
export interface BroughtImage {
  readonly core: Uint8Array;
  readonly header: ImageHeader;
}

export interface MachinePlan {
  readonly seed: number;
  readonly frames: number;
  readonly hasPae: boolean;
  readonly kernelIsPae: boolean;
  readonly bRange: { readonly start: number; readonly end: number };
  readonly bEntry: number;
  readonly segments: readonly PlannedSegment[];
  readonly tasks: readonly { readonly comm: string; readonly note?: string }[];
  readonly jumps: number;
  /** Processors, the boot processor among them. */
  readonly cpus: number;
  readonly circumstances: ReadonlySet<CircumstanceId>;
  /** Does kernel A use the I/O APIC. */
  readonly ioApic: boolean;
  /** A program in kernel B's place. */
  readonly payload: Payload | undefined;
  readonly hibernation?: HibernationPlan;
}

/** Where kernel B's image begins: its kernel segment, or the entry of what stands in its place. */
export const bBaseOf = ({ segments, bEntry }: Pick<MachinePlan, "segments" | "bEntry">): number =>
  segments.find(({ content }) => content === "kernel")?.mem ?? bEntry;

export interface Payload {
  readonly name: string;
  /** File bytes of each PT_LOAD, by the physical address it lies at. */
  readonly parts: ReadonlyMap<number, Uint8Array>;
  readonly symbols: readonly PayloadSymbol[];
}

export interface PayloadSymbol {
  readonly name: string;
  /** Physical address. */
  readonly value: number;
}
