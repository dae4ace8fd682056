// One call of kexec_load at work: control and swap page, a source page for every page of every segment, the indirection
// list, all in RAM. The invariant of kimage_alloc_page: a source page is its own destination or nobody's.

import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { EntryIndex } from "./entry-index.ts";
import {
  ENTRIES_PER_LIST_PAGE,
  entryKind,
  entryTarget,
  IND_DESTINATION,
  IND_DONE,
  IND_INDIRECTION,
  IND_SOURCE,
} from "./kimage-entry.ts";
import type { Kernel, Kimage } from "./kernel.ts";
import { KEXEC_PRESERVE_CONTEXT } from "./kexec-rules.ts";
import type { Errno, LoadRequest, LoadSegment } from "./kimage.ts";
import { KEXEC_SEGMENT, KIMAGE } from "./layouts.ts";
import { PageAllocator } from "./page-alloc.ts";
import { nothing, op, type Work } from "./step.ts";
import { offsetOf, StructAt } from "./struct.ts";

/** Destination given for pages that have none. */
const KIMAGE_NO_DEST = -1;

type OwnPage = "control" | "swap";
export const FIELD = { control: "control_code_page", swap: "swap_page" } as const;

/** Holds what the C code holds in locals; the image itself is in RAM. */
export class Loader {
  readonly image: Kimage;
  protected readonly kernel: Kernel;
  protected readonly request: LoadRequest;
  protected readonly pages: PageAllocator;
  protected readonly destinations: readonly (readonly [number, number])[];
  protected readonly entryOf: EntryIndex;
  /** Frames that have been given a part in the jump. */
  private readonly ownPages: number[] = [];

  constructor(kernel: Kernel, request: LoadRequest, image: Kimage) {
    this.kernel = kernel;
    this.request = request;
    this.image = image;
    this.pages = new PageAllocator(kernel);
    this.entryOf = new EntryIndex(kernel.memory.frameCount);
    this.destinations = request.segments.map(
      ({ mem, memsz }) => [mem >>> PAGE_SHIFT, (mem + memsz) / PAGE_SIZE] as const,
    );
  }

  /** A new image. */
  *run(): Work<Errno | undefined> {
    yield* this.describe();
    for (const role of ["control", "swap"] as const) {
      const failed = yield* this.kernel.step(
        `kimage_alloc_control_pages/${role}`,
        { title: `a ${role} page`, fails: ["ENOMEM"], skips: false },
        () => this.controlPage(role),
      );
      if (failed !== undefined) return failed;
    }
    return (yield* this.prepare()) ?? (yield* this.loadSegments());
  }

  /** kimage_free: what a load that fails has taken goes back. */
  *giveBack(): Work {
    yield op("kimage_free: {a:dec} frames are free again", this.pages.freeAll());
    for (const pfn of this.ownPages) yield { kind: "release", pfn };
  }

  protected *prepare(): Work<Errno | undefined> {
    const { kernel, request } = this;
    const { prepare } = request;
    if (prepare === undefined) return undefined;
    return yield* kernel.step(
      "machine_kexec_prepare",
      { title: "what the architecture needs beside", fails: ["ENOMEM"] },
      () => kernel.fn("machine_kexec_prepare", prepare(kernel, this.pages, this.image)),
    );
  }

  protected *loadSegments(): Work<Errno | undefined> {
    const { kernel } = this;
    for (const segment of this.request.segments) {
      const failed = yield* kernel.step(
        `kimage_load_segment/${segment.name}`,
        { title: `source pages and entries of segment "${segment.name}"`, fails: ["ENOMEM", "EFAULT"] },
        () => kernel.fn("kimage_load_normal_segment", this.loadSegment(segment)),
      );
      if (failed !== undefined) return failed;
    }
    return yield* kernel.step("kimage_terminate", { title: "end the list" }, () => this.terminate());
  }

  protected *terminate(): Work {
    const { kernel, image } = this;
    kernel.memory.write32(kernel.physical(image.get("entry")), IND_DONE);
    yield op("kimage_terminate: IND_DONE takes the place of the zero behind the last entry");
  }

  /** kimage fields and the segment table. */
  protected *describe(): Work {
    const { image, kernel, request } = this;
    const head = image.where("head");
    for (let i = 0; i < KIMAGE.size; i += 4) kernel.memory.write32(image.address + i, 0);
    image.set("entry", kernel.virtual(head));
    image.set("last_entry", kernel.virtual(head));
    this.describeSegments();
    yield op("do_kimage_alloc: {a:dec} segments, start {b:hex}", request.segments.length, request.entry);
  }

  protected describeSegments(): void {
    const { image, request } = this;
    image.set("start", request.entry);
    image.set("nr_segments", request.segments.length);
    image.set("preserve_context", (request.flags & KEXEC_PRESERVE_CONTEXT) !== 0 ? 1 : 0);
    request.segments.forEach((segment, index) => {
      const at = image.address + offsetOf(KIMAGE, "segment") + index * KEXEC_SEGMENT.size;
      const record = new StructAt(this.kernel.memory, KEXEC_SEGMENT, at);
      record.set("bufsz", segment.bufsz);
      record.set("mem", segment.mem);
      record.set("memsz", segment.memsz);
    });
  }

  /** A frame in no destination range. Frames that are one are held until a good one is found, then freed. */
  protected *controlPage(role: OwnPage): Work<Errno | undefined> {
    const { kernel } = this;
    let checks = false;
    yield* kernel.step(
      `kimage_is_destination_range/${role}`,
      { title: `keep the ${role} page out of the destinations` },
      () => {
        checks = true;
        return nothing();
      },
    );
    const held: number[] = [];
    let frame = this.pages.low();
    while (checks && frame !== undefined && this.isDestination(frame)) {
      held.push(frame);
      frame = this.pages.low();
    }
    for (const other of held) this.pages.free(other);
    if (frame === undefined) return "ENOMEM";
    kernel.memory.claim(frame, kernel.family);
    this.ownPages.push(frame);
    yield { kind: "role", role, pfn: frame };
    this.image.set(FIELD[role], frame);
    yield op(`kimage_alloc_control_pages: ${role} page in frame {a:pfn}`, frame);
    return undefined;
  }

  protected isDestination(frame: number): boolean {
    return this.isWanted(frame) || this.entryOf.has(frame);
  }

  /** Is it a destination of this call. */
  protected isWanted(frame: number): boolean {
    for (const [first, end] of this.destinations) if (frame >= first && frame < end) return true;
    return false;
  }

  private *loadSegment(segment: LoadSegment): Work<Errno | undefined> {
    const count = segment.memsz / PAGE_SIZE;
    const { kernel, image } = this;
    image.set("destination", segment.mem);
    if (!(yield* this.addEntry(segment.mem | IND_DESTINATION, `IND_DESTINATION: segment "${segment.name}" begins`))) {
      return "ENOMEM";
    }
    const label = `segment "${segment.name}": page for frame {a:pfn} waits in source page {b:pfn}`;
    const self = `segment "${segment.name}": frame {a:pfn} is free, source and destination are the same`;
    for (let i = 0; i < count; i++) {
      const destination = (segment.mem >>> PAGE_SHIFT) + i;
      const failed = yield* this.fetch(segment, i);
      if (failed !== undefined) return failed;
      const source = this.sourcePage(destination);
      if (source === undefined) return "ENOMEM";
      const entry = yield* this.nextSlot();
      if (entry === undefined) return "ENOMEM";
      this.writeEntry(entry, (source * PAGE_SIZE) | IND_SOURCE);
      this.entryOf.set(destination, entry);
      image.set("destination", ((destination + 1) * PAGE_SIZE) >>> 0);
      kernel.memory.setContent(source, segment.content(i));
      yield op(source === destination ? self : label, destination, source);
    }
    return undefined;
  }

  private *fetch(segment: LoadSegment, page: number): Work<Errno | undefined> {
    return segment.fetch === undefined ? undefined : yield* segment.fetch(page);
  }

  /** kimage_alloc_page: a source page for the destination, or a list page for KIMAGE_NO_DEST. */
  protected sourcePage(destination: number): number | undefined {
    if (destination !== KIMAGE_NO_DEST && this.pages.unpark(destination)) return destination;
    for (;;) {
      const frame = destination === KIMAGE_NO_DEST ? this.pages.low() : this.pages.any();
      if (frame === undefined || frame === destination || !this.isDestination(frame)) return frame;
      const old = this.trade(frame);
      if (old !== undefined && !this.isWanted(old)) return old;
      this.pages.park(old ?? frame);
    }
  }

  /** The frame is a destination that already has a source: let it be its own source, and free the old one for us. */
  private trade(frame: number): number | undefined {
    const entry = this.entryOf.get(frame);
    if (entry === undefined) return undefined;
    const { memory } = this.kernel;
    const word = memory.read32(entry);
    if (entryKind(word) !== "source") return undefined;
    const old = entryTarget(word) >>> PAGE_SHIFT;
    memory.setContent(frame, memory.frames[old] ?? 0);
    memory.write32(entry, (frame * PAGE_SIZE) | IND_SOURCE);
    return old;
  }

  private *addEntry(word: number, label: string): Work<boolean> {
    const entry = yield* this.nextSlot();
    if (entry === undefined) return false;
    this.writeEntry(entry, word);
    yield op(label);
    return true;
  }

  private writeEntry(entry: number, word: number): void {
    const { memory } = this.kernel;
    memory.write32(entry, word);
    memory.write32(entry + 4, 0);
    this.image.set("entry", this.kernel.virtual(entry + 4));
  }

  /** kimage_add_entry: physical address of the slot for the next entry; a full list page is linked to a fresh one. */
  private *nextSlot(): Work<number | undefined> {
    const { kernel, image } = this;
    const entry = kernel.physical(image.get("entry"));
    if (entry !== kernel.physical(image.get("last_entry"))) return entry;
    const frame = yield* this.listPage();
    if (frame === undefined) return undefined;
    const page = frame * PAGE_SIZE;
    kernel.memory.claim(frame, kernel.family);
    kernel.memory.write32(page, 0);
    kernel.memory.write32(entry, page | IND_INDIRECTION);
    image.set("entry", kernel.virtual(page));
    image.set("last_entry", kernel.virtual(page + ENTRIES_PER_LIST_PAGE * 4));
    yield op("kimage_add_entry: list page in frame {a:pfn}, linked from {b:hex}", frame, entry);
    return page;
  }

  protected *listPage(): Work<number | undefined> {
    let frame: number | undefined;
    yield* this.kernel.step(
      "kimage_add_entry/list-page",
      { title: "a page for the list", fails: ["ENOMEM"], skips: false },
      () => {
        frame = this.sourcePage(KIMAGE_NO_DEST);
        return nothing();
      },
    );
    if (frame !== undefined) {
      this.ownPages.push(frame);
      yield { kind: "role", role: "list", pfn: frame };
    }
    return frame;
  }
}
