// sys_kexec_load as in Linux 2.6.24 with the v8 patch: check, allocate control and swap page, fill the source pages and
// write the indirection list, all in RAM. The invariant of kimage_alloc_page: a source page is its own destination or
// nobody's.

import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import {
  ENTRIES_PER_LIST_PAGE,
  entryKind,
  entryTarget,
  IND_DESTINATION,
  IND_DONE,
  IND_INDIRECTION,
  IND_SOURCE,
} from "./kimage-entry.ts";
import type { Kernel } from "./kernel.ts";
import { checkSegments, countRule } from "./kexec-rules.ts";
import { KEXEC_SEGMENT, KIMAGE } from "./layouts.ts";
import { PageAllocator } from "./page-alloc.ts";
import { nothing, op, type Work } from "./step.ts";
import { offsetOf, StructAt } from "./struct.ts";

export const KEXEC_PRESERVE_CONTEXT = 2;
export const ERRNO = {
  EPERM: 1,
  EIO: 5,
  ENOMEM: 12,
  EFAULT: 14,
  EBUSY: 16,
  EINVAL: 22,
  ENOSYS: 38,
  EADDRNOTAVAIL: 99,
} as const;
export type Errno = keyof typeof ERRNO;

/** A segment as the kexec tool passes it; `firstContent` stands for the pages of its user buffer. */
export interface LoadSegment {
  readonly name: string;
  readonly mem: number;
  readonly memsz: number;
  readonly bufsz: number;
  readonly firstContent: number;
}

export interface LoadRequest {
  readonly entry: number;
  readonly segments: readonly LoadSegment[];
  readonly flags: number;
  /** Pages that a segment, or all together, may have; none in 2007, half of memory in mainline. */
  readonly mostPages?: number | undefined;
  /** machine_kexec_prepare of the revision at hand, once control and swap page are there. */
  readonly prepare?: ((kernel: Kernel, pages: PageAllocator) => Work<Errno | undefined>) | undefined;
}

/** Destination given for pages that have none. */
const KIMAGE_NO_DEST = -1;

/** One call of kexec_load at work. Holds what the C code holds in locals; the image itself is in RAM. */
class Loader {
  private readonly kernel: Kernel;
  private readonly pages: PageAllocator;
  private readonly destinations: readonly (readonly [number, number])[];
  /** Speeds up kimage_dst_used, which searches the list: destination pfn to the address of its entry in RAM. */
  private readonly entryOf = new Map<number, number>();

  constructor(kernel: Kernel, request: LoadRequest) {
    this.kernel = kernel;
    this.pages = new PageAllocator(kernel);
    this.destinations = request.segments.map(
      ({ mem, memsz }) => [mem >>> PAGE_SHIFT, (mem + memsz) / PAGE_SIZE] as const,
    );
  }

  *run(request: LoadRequest): Work<Errno | undefined> {
    const { kernel } = this;
    yield* this.describe(request);
    for (const role of ["control", "swap"] as const) {
      const failed = yield* kernel.step(
        `kimage_alloc_control_pages/${role}`,
        { title: `a ${role} page`, fails: ["ENOMEM"], skips: false },
        () => this.controlPage(role),
      );
      if (failed !== undefined) return failed;
    }
    const { prepare } = request;
    if (prepare !== undefined) {
      const failed = yield* kernel.step(
        "machine_kexec_prepare",
        { title: "what the architecture needs beside", fails: ["ENOMEM"] },
        () => kernel.fn("machine_kexec_prepare", prepare(kernel, this.pages)),
      );
      if (failed !== undefined) return failed;
    }
    for (const segment of request.segments) {
      const failed = yield* kernel.step(
        `kimage_load_segment/${segment.name}`,
        { title: `source pages and entries of segment "${segment.name}"`, fails: ["ENOMEM", "EFAULT"] },
        () => kernel.fn("kimage_load_normal_segment", this.loadSegment(segment)),
      );
      if (failed !== undefined) return failed;
    }
    return yield* kernel.step("kimage_terminate", { title: "end the list" }, () => this.terminate());
  }

  private *terminate(): Work {
    const { kernel } = this;
    kernel.memory.write32(kernel.physical(kernel.kimage.get("entry")), IND_DONE);
    yield op("kimage_terminate: IND_DONE takes the place of the zero behind the last entry");
  }

  /** kimage_free: what a load that fails has taken goes back. */
  *giveBack(): Work {
    yield op("kimage_free: {a:dec} frames are free again", this.pages.freeAll());
  }

  /** kimage fields and the segment table. */
  private *describe(request: LoadRequest): Work {
    const { kimage, memory } = this.kernel;
    const head = kimage.where("head");
    for (let i = 0; i < KIMAGE.size; i += 4) memory.write32(kimage.address + i, 0);
    kimage.set("entry", this.kernel.virtual(head));
    kimage.set("last_entry", this.kernel.virtual(head));
    kimage.set("start", request.entry);
    kimage.set("nr_segments", request.segments.length);
    kimage.set("preserve_context", (request.flags & KEXEC_PRESERVE_CONTEXT) !== 0 ? 1 : 0);
    request.segments.forEach((segment, index) => {
      const at = kimage.address + offsetOf(KIMAGE, "segment") + index * KEXEC_SEGMENT.size;
      const record = new StructAt(memory, KEXEC_SEGMENT, at);
      record.set("bufsz", segment.bufsz);
      record.set("mem", segment.mem);
      record.set("memsz", segment.memsz);
    });
    yield op("do_kimage_alloc: {a:dec} segments, start {b:hex}", request.segments.length, request.entry);
  }

  /** A frame in no destination range. Frames that are one are held until a good one is found, then freed. */
  private *controlPage(role: "control" | "swap"): Work<Errno | undefined> {
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
    yield { kind: "role", role, pfn: frame };
    kernel.kimage.set(role === "control" ? "control_code_page" : "swap_page", frame);
    yield op(`kimage_alloc_control_pages: ${role} page in frame {a:pfn}`, frame);
    return undefined;
  }

  private isDestination(frame: number): boolean {
    return this.destinations.some(([first, end]) => frame >= first && frame < end);
  }

  private *loadSegment(segment: LoadSegment): Work<Errno | undefined> {
    const count = segment.memsz / PAGE_SIZE;
    const { kernel } = this;
    kernel.kimage.set("destination", segment.mem);
    if (!(yield* this.addEntry(segment.mem | IND_DESTINATION, `IND_DESTINATION: segment "${segment.name}" begins`))) {
      return "ENOMEM";
    }
    const label = `segment "${segment.name}": page for frame {a:pfn} waits in source page {b:pfn}`;
    const self = `segment "${segment.name}": frame {a:pfn} is free, source and destination are the same`;
    for (let i = 0; i < count; i++) {
      const destination = (segment.mem >>> PAGE_SHIFT) + i;
      const source = this.sourcePage(destination);
      if (source === undefined) return "ENOMEM";
      const entry = yield* this.nextSlot();
      if (entry === undefined) return "ENOMEM";
      this.writeEntry(entry, (source * PAGE_SIZE) | IND_SOURCE);
      this.entryOf.set(destination, entry);
      kernel.kimage.set("destination", ((destination + 1) * PAGE_SIZE) >>> 0);
      kernel.memory.setContent(source, segment.firstContent + i);
      yield op(source === destination ? self : label, destination, source);
    }
    return undefined;
  }

  /** kimage_alloc_page: a source page for the destination, or a list page for KIMAGE_NO_DEST. */
  private sourcePage(destination: number): number | undefined {
    if (destination !== KIMAGE_NO_DEST && this.pages.unpark(destination)) return destination;
    for (;;) {
      const frame = destination === KIMAGE_NO_DEST ? this.pages.low() : this.pages.any();
      if (frame === undefined || frame === destination || !this.isDestination(frame)) return frame;
      const old = this.trade(frame);
      if (old !== undefined) return old;
      this.pages.park(frame);
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
    const { memory, kimage } = this.kernel;
    memory.write32(entry, word);
    memory.write32(entry + 4, 0);
    kimage.set("entry", this.kernel.virtual(entry + 4));
  }

  /** kimage_add_entry: physical address of the slot for the next entry; a full list page is linked to a fresh one. */
  private *nextSlot(): Work<number | undefined> {
    const { kernel } = this;
    const entry = kernel.physical(kernel.kimage.get("entry"));
    if (entry !== kernel.physical(kernel.kimage.get("last_entry"))) return entry;
    let frame: number | undefined;
    yield* kernel.step(
      "kimage_add_entry/list-page",
      { title: "a page for the list", fails: ["ENOMEM"], skips: false },
      () => {
        frame = this.sourcePage(KIMAGE_NO_DEST);
        return nothing();
      },
    );
    if (frame === undefined) return undefined;
    const page = frame * PAGE_SIZE;
    yield { kind: "role", role: "list", pfn: frame };
    kernel.memory.claim(frame, kernel.family);
    kernel.memory.write32(page, 0);
    kernel.memory.write32(entry, page | IND_INDIRECTION);
    kernel.kimage.set("entry", kernel.virtual(page));
    kernel.kimage.set("last_entry", kernel.virtual(page + ENTRIES_PER_LIST_PAGE * 4));
    yield op("kimage_add_entry: list page in frame {a:pfn}, linked from {b:hex}", frame, entry);
    return page;
  }
}

export function* sysKexecLoad(kernel: Kernel, request: LoadRequest): Work<Errno | undefined> {
  kernel.begin("load");
  if (kernel.circumstances.has("no-kexec")) return "ENOSYS";
  const { segments, flags, mostPages } = request;
  const steps: readonly (readonly [string, string, readonly Errno[], () => Errno | undefined])[] = [
    ["kexec_load/flags", "flags that this kernel knows", ["EPERM", "EINVAL"], () => unknownFlags(kernel, flags)],
    ["kexec_load/segment_count", "at most sixteen segments", ["EINVAL"], () => countRule.find(segments) && "EINVAL"],
    ["kexec_load/trylock", "take kexec_lock", ["EBUSY"], () => takeLock(kernel)],
  ];
  for (const [name, title, fails, check] of steps) {
    const refused = yield* kernel.step(name, { title, fails, skips: false }, () => answer(check));
    if (refused !== undefined) return refused;
  }
  yield op("sys_kexec_load: lock taken, {a:dec} segments", segments.length);
  const failed = yield* load(kernel, request, mostPages);
  if (failed === undefined) kernel.data.set("kexec_image", kernel.virtual(kernel.kimage.address));
  kernel.data.set("kexec_lock", 0);
  yield op(
    failed === undefined ? "kexec_image points to the new image, lock released" : `sys_kexec_load fails: ${failed}`,
  );
  return failed;
}

function* answer(check: () => Errno | undefined): Work<Errno | undefined> {
  yield* nothing();
  return check();
}

/** KEXEC_PRESERVE_CONTEXT is a flag only with CONFIG_KEXEC_JUMP. */
const unknownFlags = (kernel: Kernel, flags: number): Errno | undefined =>
  kernel.circumstances.has("no-kexec-jump") && (flags & KEXEC_PRESERVE_CONTEXT) !== 0 ? "EINVAL" : undefined;

function takeLock(kernel: Kernel): Errno | undefined {
  if (kernel.data.get("kexec_lock") !== 0) return "EBUSY";
  kernel.data.set("kexec_lock", 1);
  return undefined;
}

/** do_kimage_alloc and all that follows while the lock is held. */
function* load(kernel: Kernel, request: LoadRequest, mostPages: number | undefined): Work<Errno | undefined> {
  const refused = yield* kernel.step(
    "kexec_load/segments",
    { title: "segments that can be loaded", fails: ["EINVAL", "EADDRNOTAVAIL"], skips: false },
    () => answer(() => checkSegments(request.segments, mostPages)?.errno),
  );
  if (refused !== undefined) return refused;
  const loader = new Loader(kernel, request);
  const failed = yield* loader.run(request);
  if (failed !== undefined) yield* loader.giveBack();
  return failed;
}
