// What the kernel floor needs to know to build and drive a machine; a scenario is turned into it.

import type { CircumstanceId } from "../api.ts";
import type { ContentStore, Owner } from "../memory/content-store.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { KernelImage } from "./image.ts";
import { imagePage, imagePageCount, LOWMEM_END } from "./image-pages.ts";
import type { LoadSegment } from "./kimage.ts";
import { BOOT_PARAMS, KERNEL_DATA } from "./layouts.ts";
import { fillPage, type PageKind } from "./page-bytes.ts";
import { pageMemory } from "./image.ts";
import { offsetOf, StructAt } from "./struct.ts";

export interface PlannedSegment {
  readonly name: string;
  readonly content: "kernel" | "initrd" | "parameters" | "purgatory" | "elfcorehdr" | "backup" | "payload";
  readonly mem: number;
  readonly memsz: number;
  readonly bufsz: number;
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
}

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

const KIND: Record<PlannedSegment["content"], PageKind> = {
  kernel: "code",
  initrd: "records",
  parameters: "zero",
  purgatory: "code",
  elfcorehdr: "zero",
  backup: "zero",
  payload: "zero",
};

/** The kexec tool's buffers: a family of contents for each segment, zero behind bufsz. */
export function imageContents(plan: MachinePlan, image: KernelImage | undefined, store: ContentStore): LoadSegment[] {
  const params = image === undefined ? undefined : bootParameters(plan, image);
  return plan.segments.map((segment, index) => {
    const owner: Owner = "B";
    const literal = (page: number): Uint8Array | undefined => {
      if (segment.content === "kernel" && segment.mem === image?.base) return image.pages[page];
      if (segment.content === "payload") return pageOf(plan.payload?.parts.get(segment.mem), page);
      return segment.content === "parameters" && page === 0 ? params : undefined;
    };
    const firstContent = store.define(segment.memsz / PAGE_SIZE, {
      owner,
      what: whatOf(segment),
      home: (page) => segment.mem / PAGE_SIZE + page,
      literal: (page) => literal(page) !== undefined,
      fill: (page, words) => {
        const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
        const own = literal(page);
        if (own !== undefined) bytes.set(own);
        else if (segment.content !== "kernel" || page >= imagePageCount(plan.kernelIsPae)) {
          fillPage(KIND[segment.content], plan.seed + index * 0x10001 + page, words);
        }
        const data = Math.max(0, segment.bufsz - page * PAGE_SIZE);
        if (data < PAGE_SIZE) bytes.fill(0, data);
      },
    });
    const { name, mem, memsz, bufsz } = segment;
    return { name, mem, memsz, bufsz, firstContent };
  });
}

/** End of what firmware leaves free at the bottom. */
const LOW_MEMORY_END = 0xa0000;
const MIB = 1024 * 1024;

/** Its own range; or everything from 1 MiB on, as a tool says that forgets to limit it. */
function toldMemory({ bRange, frames, circumstances }: MachinePlan): { readonly start: number; readonly end: number } {
  if (!circumstances.has("told-all-memory")) return bRange;
  return { start: MIB, end: Math.min(frames * PAGE_SIZE, LOWMEM_END) };
}

const pageOf = (bytes: Uint8Array | undefined, page: number): Uint8Array | undefined => {
  const part = bytes?.subarray(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  return part === undefined || part.length === 0 ? undefined : part;
};

function whatOf({ content, name }: PlannedSegment): string {
  if (content === "payload") return `payload, ${name}`;
  return content === "backup" ? "kernel B, free memory" : `kernel B, ${name}`;
}

/** What the kexec tool tells kernel B: its memory, its parts, its command line. Also patches B's data page to find it. */
function bootParameters(plan: MachinePlan, image: KernelImage): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const params = new StructAt(pageMemory(page), BOOT_PARAMS, 0);
  const part = (content: PlannedSegment["content"]) => plan.segments.find((segment) => segment.content === content);
  const told = toldMemory(plan);
  params.set("mem_start", told.start);
  params.set("mem_end", told.end);
  params.set("low_end", plan.circumstances.has("told-low-memory") ? LOW_MEMORY_END : 0);
  const kernel = plan.segments.find((segment) => segment.mem === image.base);
  params.set("kernel_end", kernel === undefined ? image.base : kernel.mem + kernel.memsz);
  params.set("elfcorehdr", part("elfcorehdr")?.mem ?? 0);
  params.set("elfcorehdr_size", part("elfcorehdr")?.memsz ?? 0);
  params.set("initrd", part("initrd")?.mem ?? 0);
  params.set("initrd_size", part("initrd")?.memsz ?? 0);
  const k = (bytes: number) => `${bytes / 1024}K`;
  const elfcorehdr = part("elfcorehdr");
  params.setText(
    "cmdline",
    `root=/dev/ram0 console=ttyS0 memmap=exactmap memmap=${k(told.end - told.start)}@${k(told.start)}` +
      (elfcorehdr === undefined ? "" : ` elfcorehdr=${k(elfcorehdr.mem)}`),
  );
  const data = image.pages[(imagePage(image.base, "data") - image.base) / PAGE_SIZE];
  const parameters = part("parameters");
  if (data !== undefined && parameters !== undefined) {
    const words = pageMemory(data);
    words.write32(offsetOf(KERNEL_DATA, "boot_params"), parameters.mem);
  }
  return page;
}
