// The kexec tool's buffers: what lies in the segments that it passes to kexec_load.

import { oldMemoryHeaders } from "../formats/elf-core.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { ContentStore } from "../memory/content-store.ts";
import { bootParameters } from "./boot-parameters.ts";
import { initrdText } from "./channels.ts";
import type { KernelImage } from "./image.ts";
import { imagePage, imagePageCount } from "./image-pages.ts";
import type { LoadSegment } from "./kimage.ts";
import { BOOT_PARAMS, NOTES_BYTES, NOTES_OFFSET } from "./layouts.ts";
import { fillPage, type PageKind } from "./page-bytes.ts";
import { bBaseOf, type MachinePlan, type PlannedSegment } from "./plan.ts";
import { A_BASE, FIRMWARE_RANGES } from "./population.ts";
import { offsetOf } from "./struct.ts";

const KIND: Record<PlannedSegment["content"], PageKind> = {
  kernel: "code",
  initrd: "records",
  parameters: "zero",
  purgatory: "code",
  elfcorehdr: "zero",
  backup: "zero",
  payload: "zero",
};

/** What purgatory has to know: where it lies, what comes after it, and all other data of the image. */
export interface PurgatoryOrder {
  readonly address: number;
  readonly kernel: number;
  readonly cmdline: number;
  readonly parts: readonly { readonly mem: number; readonly bytes: Uint8Array }[];
}

/** The bytes of the segment. Purgatory is code of a revision, which this floor does not know. */
export type WritePurgatory = (order: PurgatoryOrder) => Uint8Array;

/** The segment that the image is entered by, where that is not the kernel itself. */
export const purgatoryOf = ({ segments, bEntry }: MachinePlan): PlannedSegment | undefined =>
  segments.find(({ content, mem }) => content === "purgatory" && mem === bEntry);

/** A family of contents for each segment, zero behind bufsz. */
export function imageContents(
  plan: MachinePlan,
  image: KernelImage | undefined,
  store: ContentStore,
  writePurgatory: WritePurgatory,
): LoadSegment[] {
  const loaded: LoadSegment[] = [];
  const purgatory = once(() => writePurgatory(purgatoryOrder(plan, loaded, store)));
  const literals = literalsOf(plan, image, purgatory);
  for (const [index, segment] of plan.segments.entries()) {
    const literal = (page: number): Uint8Array | undefined => literals(segment)(page);
    const first = store.define(segment.memsz / PAGE_SIZE, {
      owner: "B",
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
    loaded.push({ name, mem, memsz, bufsz, content: (page) => first + page });
  }
  return loaded;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** The page of a segment that is given byte by byte rather than by a recipe. */
type Pages = (page: number) => Uint8Array | undefined;
const NONE: Pages = () => undefined;

function literalsOf(
  plan: MachinePlan,
  image: KernelImage | undefined,
  purgatory: () => Uint8Array,
): (segment: PlannedSegment) => Pages {
  const params = image === undefined ? undefined : bootParameters(plan, image);
  const entered = purgatoryOf(plan);
  const header = plan.hibernation === undefined ? undefined : coreHeader(plan);
  return (segment) => {
    switch (segment.content) {
      case "kernel":
        return segment.mem === image?.base ? (page) => image.pages[page] : NONE;
      case "payload":
        return (page) => pageOf(plan.payload?.parts.get(segment.mem), page);
      case "parameters":
        return (page) => (page === 0 ? params : undefined);
      case "purgatory":
        return segment === entered ? (page) => pageOf(purgatory(), page) : NONE;
      case "elfcorehdr":
        return (page) => pageOf(header, page);
      case "initrd":
        return (page) => initrdPage(plan, segment, page);
      case "backup":
        return NONE;
    }
  };
}

const pageOf = (bytes: Uint8Array | undefined, page: number): Uint8Array | undefined => {
  const part = bytes?.subarray(page * PAGE_SIZE, (page + 1) * PAGE_SIZE);
  return part === undefined || part.length === 0 ? undefined : part;
};

function whatOf({ content, name }: PlannedSegment): string {
  if (content === "payload") return `payload, ${name}`;
  return content === "backup" ? "kernel B, free memory" : `kernel B, ${name}`;
}

/** Everything but purgatory itself, as far as it is data. */
function purgatoryOrder(plan: MachinePlan, loaded: readonly LoadSegment[], store: ContentStore): PurgatoryOrder {
  const parameters = plan.segments.find(({ content }) => content === "parameters");
  const parts = loaded
    .filter(({ mem, bufsz }) => mem !== plan.bEntry && bufsz > 0)
    .map((segment) => ({ mem: segment.mem, bytes: dataOf(segment, store) }));
  const cmdline = (parameters?.mem ?? 0) + offsetOf(BOOT_PARAMS, "cmdline");
  return { address: plan.bEntry, kernel: bBaseOf(plan), cmdline, parts };
}

function dataOf({ bufsz, content }: LoadSegment, store: ContentStore): Uint8Array {
  const bytes = new Uint8Array(bufsz);
  for (let at = 0; at < bufsz; at += PAGE_SIZE) {
    bytes.set(store.bytesOf(content(at / PAGE_SIZE)).subarray(0, bufsz - at), at);
  }
  return bytes;
}

/** Where A's ELF notes lie: the tool finds the address in A's files, long before there are notes. */
export const NOTES_OF_A = { paddr: imagePage(A_BASE, "kimage") + NOTES_OFFSET, bytes: NOTES_BYTES };

/** The ELF core header segment: all of RAM but for what firmware has and what B will have. */
function coreHeader({ bRange, circumstances, frames }: MachinePlan): Uint8Array {
  const holes = [...FIRMWARE_RANGES, bRange].toSorted((a, b) => a.start - b.start);
  const loads: { paddr: number; bytes: number }[] = [];
  let from = 0;
  for (const { start, end } of [...holes, { start: frames * PAGE_SIZE, end: Infinity }]) {
    if (start > from) loads.push({ paddr: from, bytes: start - from });
    from = Math.max(from, end);
  }
  const bytes = oldMemoryHeaders([NOTES_OF_A], loads);
  const inverted = loads.findIndex(({ paddr }) => paddr === EXCLUDED_FROM + INVERTED_BYTES);
  if (circumstances.has("dump-excludes-too-much") && inverted >= 0) invertLoad(bytes, 1 + inverted);
  return bytes;
}

/** Where later tools begin to leave out: at the first range of addresses above 640 KiB that is not RAM. */
const EXCLUDED_FROM = 0xf0000;
const INVERTED_BYTES = 0x10000;
const [HEADER_BYTES, PROGRAM_HEADER_BYTES] = [64, 56];
const [P_FILESZ, P_MEMSZ] = [32, 40];

/** The range of RAM from 1 MiB on ends before it begins, and its size as a word of 32 bits is 0xffff0000. */
function invertLoad(bytes: Uint8Array, index: number): void {
  const row = new DataView(bytes.buffer, bytes.byteOffset + HEADER_BYTES + index * PROGRAM_HEADER_BYTES);
  for (const field of [P_FILESZ, P_MEMSZ]) row.setUint32(field, -INVERTED_BYTES >>> 0, true);
}

/** The last page of its data begins with where the ELF core header is, if that is how the address travels. */
function initrdPage(
  { hibernation, segments }: MachinePlan,
  { bufsz }: PlannedSegment,
  page: number,
): Uint8Array | undefined {
  const header = segments.find(({ content }) => content === "elfcorehdr");
  if (hibernation?.channels.header !== "initrd" || header === undefined) return undefined;
  if (page !== Math.floor((bufsz - 1) / PAGE_SIZE)) return undefined;
  return Uint8Array.from(initrdText(header.mem), (letter) => letter.charCodeAt(0));
}
