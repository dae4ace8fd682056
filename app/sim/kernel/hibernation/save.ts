// The tool in the kernel that has taken over: writes A's memory, as /proc/vmcore has it, into the slot that does not hold the
// newest image. Nothing that it does matters until the header says that the image is complete.

import type { ImageKind, SleepState } from "../../api.ts";
import { DISK } from "../../devices/registers.ts";
import { type CoreLoad, coreHeaders, type CoreNote, kjumpNote, LOADS_MAX } from "../../formats/elf-core.ts";
import { crc32 } from "../../core/crc32.ts";
import { hexPfn } from "../../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE, pagesOf } from "../../core/units.ts";
import type { SlotArea } from "../disk-layout.ts";
import { transfer } from "../file-system.ts";
import type { Kernel } from "../kernel.ts";
import type { Errno } from "../kimage.ts";
import { entryKind, entryTarget, walkList } from "../kimage-entry.ts";
import { PageAllocator } from "../page-alloc.ts";
import { context, op, type Work } from "../step.ts";
import { type Buffer, fillFrame, takeBuffer } from "./buffer.ts";
import type { PeerFacts } from "./facts.ts";
import { freePagesOf, withoutFree } from "./free-pages.ts";
import { CHECKSUMS_PER_BLOCK, headerBytes, type ImageHeader, sleepWord } from "./image-format.ts";
import { type BackupMap, headOf, OldMemory, readBackupMap } from "./old-memory.ts";
import { flushDisk, readFilesSaved, readSlots, withHeader } from "./slots.ts";
import { procVmcore } from "./vmcore.ts";

export interface SaveRequest {
  readonly kind: ImageKind;
  readonly areas: readonly SlotArea[];
  readonly facts: PeerFacts;
  /** Offset of the head word in a control page of the revision at hand. */
  readonly headAt: number;
  /** Undefined where A is to go on at once. */
  readonly sleep: SleepState | undefined;
}

/** Why there is no image. */
export interface Unsaved {
  readonly errno: Errno;
  readonly text: string;
}

const unsaved = (errno: Errno, text: string): Unsaved => ({ errno, text });

export function* saveImage(kernel: Kernel, request: SaveRequest): Work<ImageHeader | Unsaved> {
  const core = procVmcore(kernel);
  if (typeof core === "string") return unsaved("EINVAL", core);
  const pages = new PageAllocator(kernel);
  const buffer = takeBuffer(pages);
  const sums = pages.low();
  if (buffer === undefined || sums === undefined) return unsaved("ENOMEM", "no memory for a buffer");
  const saved = yield* new Saver(kernel, request, buffer, sums).save(core.notes, core.loads);
  for (let i = 0; i < buffer.count; i++) pages.free(buffer.frame + i);
  pages.free(sums);
  return saved;
}

type Failed = Errno | undefined;

/** One image on its way. Holds what the tool has in its own memory: pages of A, checksums and header lie in RAM and on the disk. */
class Saver {
  private readonly kernel: Kernel;
  private readonly request: SaveRequest;
  private readonly buffer: Buffer;
  /** Frame of the checksums that are not on the disk yet. */
  private readonly sums: number;
  private checksumsCrc = 0;

  constructor(kernel: Kernel, request: SaveRequest, buffer: Buffer, sums: number) {
    this.kernel = kernel;
    this.request = request;
    this.buffer = buffer;
    this.sums = sums;
  }

  *save(notes: readonly CoreNote[], all: readonly CoreLoad[]): Work<ImageHeader | Unsaved> {
    const { kernel, request } = this;
    const { facts, areas, sleep } = request;
    const slots = yield* readSlots(kernel, areas, this.buffer);
    const saves = typeof slots === "string" ? slots : yield* readFilesSaved(kernel, this.buffer);
    if (saves === "damaged") return unsaved("EINVAL", "the superblock of the file system is damaged");
    if (typeof slots === "string" || typeof saves === "string") return unsaved("EIO", "the disk cannot be read");
    const [newest] = withHeader(slots).filter(({ header }) => header.state !== "incomplete");
    const area = slots.find(({ slot }) => slot !== newest?.slot)?.area;
    if (area === undefined) return unsaved("EINVAL", "the disk has no room for images");
    const { loads, dropped, kind } = yield* this.choose(all);
    const lacking = lacks(kernel, request, loads);
    if (lacking !== undefined) return unsaved("EINVAL", `the image would lack ${lacking}`);
    const entry = kernel.circumstances.has("entry-not-saved") ? 0 : facts.entry;
    const note = kjumpNote({ entry, map: facts.map, elfcorehdr: facts.header, sleepState: sleepWord(sleep) });
    const { head, fileBytes } = coreHeaders([...notes, note], loads);
    if (pagesOf(fileBytes) > area.file.blocks)
      return unsaved("EINVAL", "the image is larger than its place on the disk");
    const pages = pagesOf(fileBytes - head.length);
    const header: ImageHeader = {
      state: "incomplete",
      sequence: (newest?.header.sequence ?? 0) + 1,
      kind,
      entry,
      map: facts.map,
      frames: framesOf(all, kernel),
      fileBytes,
      fileBlock: area.file.first,
      checksumBlock: area.checksums.first,
      checksumsCrc: 0,
      pages,
      dropped,
      sleep,
      saves,
    };
    yield* kernel.printk(
      `image ${header.sequence}: ${pages} pages in ${loads.length} ranges, ${dropped} free pages left out`,
    );
    const failed =
      (yield* this.header(area, header, "begin", "the slot's old image is not valid any more")) ??
      (yield* this.file(area, head, loads)) ??
      (yield* this.flush("pages", "pages and checksums are on the medium"));
    if (failed !== undefined) return unsaved(failed, `image ${header.sequence} cannot be written: ${failed}`);
    const complete: ImageHeader = { ...header, state: "complete", checksumsCrc: this.checksumsCrc };
    const late =
      (yield* this.header(area, complete, "commit", "the header that makes the image valid")) ??
      (yield* this.flush("header", "the header is on the medium"));
    if (late !== undefined) {
      yield* this.header(area, header, "withdraw", "the image is not valid after all");
      return unsaved(late, `the header of image ${header.sequence} cannot be written: ${late}`);
    }
    yield context("image");
    yield* kernel.printk(`image ${header.sequence} is complete: ${fileBytes / 1024}K at block ${header.fileBlock}`);
    return complete;
  }

  /** All pages, or those that A does not have free. */
  private *choose(all: readonly CoreLoad[]): Work<{ kind: ImageKind; loads: readonly CoreLoad[]; dropped: number }> {
    const plain = { kind: "plain", loads: all, dropped: 0 } as const;
    if (this.request.kind === "plain") return plain;
    const { kernel, request } = this;
    const frames = framesOf(all, kernel);
    const map = readBackupMap((address) => kernel.memory.read32(address), request.facts.map, frames);
    if (typeof map === "string") yield* kernel.printk(`image: no backup pages map: ${map}`);
    const known: BackupMap = typeof map === "string" ? new Map() : map;
    const isFree = freePagesOf(new OldMemory(kernel.memory, known), all, frames);
    if (typeof isFree === "string") {
      yield* kernel.printk(`image: all pages are written: ${isFree}`);
      return plain;
    }
    const { loads, dropped } = withoutFree(all, isFree, LOADS_MAX);
    yield op("makedumpfile: {a:dec} pages that A has free are left out, {b:dec} ranges remain", dropped, loads.length);
    return { kind: "filtered", loads, dropped };
  }

  /** Head and pages of the file, a buffer at a time, and the checksums behind them. */
  private *file(area: SlotArea, head: Uint8Array, loads: readonly CoreLoad[]): Work<Failed> {
    const { buffer } = this;
    const last = pagesOf(head.length) + loads.reduce((sum, { bytes }) => sum + bytes / PAGE_SIZE, 0);
    let filled = 0;
    let block = 0;
    for (const page of filePages(head, loads)) {
      yield* this.fetch(page, buffer.frame + filled++, block + filled);
      if (filled < buffer.count && block + filled < last) continue;
      const failed =
        (yield* this.write("write", `${filled} pages of the image`, area.file.first + block, buffer.frame, filled)) ??
        (yield* this.checksums(area, block, filled, last));
      if (failed !== undefined) return failed;
      block += filled;
      filled = 0;
    }
    return undefined;
  }

  private *fetch(page: FilePage, frame: number, number: number): Work {
    const { kernel } = this;
    if (typeof page === "number") {
      kernel.memory.transfer(frame, page);
      yield op("/proc/vmcore: the page of frame {a:pfn} is page {b:dec} of the image", page, number);
      return;
    }
    fillFrame(kernel, frame, page);
    yield op("the image's own headers: page {a:dec} of the file, in frame {b:pfn}", number, frame);
  }

  /** Notes the checksums of what is in the buffer; a block of them is written when it is full, or the last. */
  private *checksums(area: SlotArea, block: number, count: number, last: number): Work<Failed> {
    const { kernel, sums, buffer } = this;
    for (let i = 0; i < count; i++) {
      const slot = (block + i) % CHECKSUMS_PER_BLOCK;
      if (slot === 0) fillFrame(kernel, sums, new Uint8Array());
      const crc = crc32(kernel.memory.bytes(buffer.frame + i));
      kernel.memory.write32(sums * PAGE_SIZE + slot * 4, crc);
      if (slot < CHECKSUMS_PER_BLOCK - 1 && block + i + 1 < last) continue;
      this.checksumsCrc = crc32(kernel.memory.bytes(sums), this.checksumsCrc);
      const place = area.checksums.first + Math.floor((block + i) / CHECKSUMS_PER_BLOCK);
      const failed = yield* this.write("checksums", "a block of checksums", place, sums, 1);
      if (failed !== undefined) return failed;
    }
    return undefined;
  }

  private *header(area: SlotArea, header: ImageHeader, step: string, title: string): Work<Failed> {
    fillFrame(this.kernel, this.sums, headerBytes(header));
    return yield* this.write(step, title, area.header, this.sums, 1);
  }

  private write(step: string, title: string, block: number, frame: number, count: number): Work<Failed> {
    const { kernel } = this;
    return kernel.step(`save/${step}`, { title, fails: ["EIO"] }, () =>
      transfer(kernel, DISK.write, block, frame * PAGE_SIZE, count),
    );
  }

  private flush(step: string, title: string): Work<Failed> {
    const { kernel } = this;
    return kernel.step(`save/flush-${step}`, { title, fails: ["EIO"] }, () => flushDisk(kernel));
  }
}

/** What of A the exchange needs on the way back, and an image of these loads does not have. */
function lacks({ memory }: Kernel, { facts, headAt }: SaveRequest, loads: readonly CoreLoad[]): string | undefined {
  const read = (address: number): number => memory.read32(address);
  const missing = (address: number): boolean =>
    !loads.some(({ paddr, bytes }) => address >= paddr && address < paddr + bytes);
  if (missing(facts.entry)) return `A's control page, frame ${hexPfn(facts.entry >>> PAGE_SHIFT)}`;
  const head = headOf(read, facts.entry, headAt);
  const map = readBackupMap(read, head, memory.frameCount);
  if (typeof map === "string") return `A's list, which does not begin in the page of the jump-back entry: ${map}`;
  for (const { word, destination } of walkList(read, head)) {
    const [kind, page] = [entryKind(word), entryTarget(word)];
    if (kind === "source" && page === destination) continue; // a frame that A had free
    const name = kind === "indirection" ? "a page of A's list" : kind === "source" ? "a source page of A's list" : "";
    if (name !== "" && missing(page)) return `${name}, frame ${hexPfn(page >>> PAGE_SHIFT)}`;
  }
  return undefined;
}

/** A page of old memory by its frame, or bytes of the tool's own. */
type FilePage = number | Uint8Array;

function* filePages(head: Uint8Array, loads: readonly CoreLoad[]): Generator<FilePage> {
  for (let at = 0; at < head.length; at += PAGE_SIZE) yield head.subarray(at, at + PAGE_SIZE);
  for (const { paddr, bytes } of loads) {
    for (let at = paddr; at < paddr + bytes; at += PAGE_SIZE) yield at >>> PAGE_SHIFT;
  }
}

/** Up to where the machine's memory goes: what firmware says, the end of A's, or of what this kernel has. */
const framesOf = (loads: readonly CoreLoad[], { bootParams, data }: Kernel): number =>
  Math.max(
    bootParams.get("ram_end") / PAGE_SIZE,
    data.get("mem_end"),
    ...loads.map(({ paddr, bytes }) => (paddr + bytes) / PAGE_SIZE),
  );
