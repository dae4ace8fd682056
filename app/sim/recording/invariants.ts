// What must hold of memory and of the processor in every run, checked while the machine runs.

import type { KernelName } from "../api.ts";
import { hex32, hexPfn } from "../core/hex.ts";
import { hashWords } from "../core/hash.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import type { ImageHeader } from "../kernel/hibernation/image-format.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { readTasks } from "../kernel/tasks.ts";
import type { FramePairs } from "../protocol/exchange-model.ts";
import { controlPageOf, frameOf, headOf } from "./control-pages.ts";
import { compareImage } from "./image-check.ts";
import { firstUnswapped, marked, readPairs } from "./frame-pairs.ts";
import type { InvariantBook } from "./invariant-book.ts";
import { broughtDeparture, type Departure, freeFrames, LeftBehinds, wordsOf } from "./left-behind.ts";
import type { Machine } from "./machine.ts";
import { checkPages, type Stretch } from "./page-check.ts";
import type { Recording } from "./recording.ts";

/** What a callee may clobber, and what must come back: EBX, ESP, EBP, ESI, EDI. */
const KEPT = [3, 4, 5, 6, 7] as const;
const KEPT_NAMES = ["ebx", "esp", "ebp", "esi", "edi"];
/** Flags that are the result of the last arithmetic: nobody relies on them across a call. */
const ARITHMETIC_FLAGS = 0x8d5;
/** Bytes of the jumping kernel's stack around its saved ESP that the way out and back uses. */
export const STACK_BELOW = 64;
export const STACK_ABOVE = 4;

export class InvariantChecker {
  private readonly machine: Machine;
  private readonly recording: Recording;
  private readonly book: InvariantBook;
  private readonly left = new LeftBehinds();
  /** A has been brought back from an image without the pages that it had free. */
  private filtered = false;
  private readonly lists = new Map<string, { readonly version: string; readonly pairs: FramePairs }>();
  /** Contents that no kernel has written to, and who has. */
  private readonly overwritten = new Map<number, string>();
  private exchanging: { owner: Kernel; before: Uint32Array; pairs: FramePairs } | undefined;
  /** Contents of all frames before the exchange that was last begun. */
  private before: Uint32Array | undefined;
  private readonly note: string | undefined;
  /** The kernel that A has jumped to, while it has the processor. */
  private peer: Kernel | undefined;
  /** Hashes of everything in memory, while the pages of A are looked for. */
  private hashes: Set<number> | undefined;

  constructor(machine: Machine, recording: Recording, book: InvariantBook) {
    this.book = book;
    this.machine = machine;
    this.recording = recording;
    const { brought, plan } = machine;
    this.note = brought === undefined ? this.heldNote() : plan.tasks.find(({ note }) => note !== undefined)?.note;
    if (brought !== undefined) this.left.note("A", { departure: broughtDeparture(machine, brought) });
  }

  atPhase(id: string, owner: Kernel): void {
    if (id === "cr3-switch") {
      const table = this.table(this.left.of(owner.letter).departure?.table);
      this.left.note(owner.letter, { departure: { table, t: this.book.now() } });
    }
    if (id === "freeze") this.rolesOutside(owner);
    const { interruptsInPhysicalMode, paging } = this.machine.cpu;
    if (!paging || interruptsInPhysicalMode !== 0) this.interruptsWereOff();
  }

  private interruptsWereOff(): void {
    const { interruptsInPhysicalMode } = this.machine.cpu;
    this.book.report(
      "interrupts-off",
      interruptsInPhysicalMode === 0,
      `${interruptsInPhysicalMode} instructions with PG = 0 and IF = 1`,
    );
  }

  /** Paging is off and the list is about to be walked; the first entry has not been taken up. */
  exchangeBegins(owner: Kernel, phase: string): void {
    const loaded = this.left.of(owner.letter).head;
    if (loaded !== undefined && this.head(owner) !== loaded) {
      this.book.report(
        "exchange-involution",
        false,
        `the control page names the list ${hex32(this.head(owner))}, the image has ${hex32(loaded)}`,
      );
    }
    if (phase === "swap-out") {
      const { flushPending } = this.machine.cpu;
      this.book.report(
        "flush-after-switch",
        !flushPending,
        flushPending
          ? "paging went off and the TLB was not emptied before the exchange"
          : "the TLB was emptied after paging went off, before the exchange",
      );
    }
    this.before = this.table(this.before);
    this.exchanging = { owner, before: this.before, pairs: this.pairs(owner) };
  }

  /** Each pair must have changed places: then the same list, walked again, brings every page back. */
  exchangeEnds(): void {
    const { exchanging } = this;
    if (exchanging === undefined) return;
    this.exchanging = undefined;
    const { before, pairs } = exchanging;
    const wrong = firstUnswapped(before, this.machine.memory.frames, pairs, this.same);
    const detail =
      wrong === undefined
        ? `${pairs.sources.length} pairs have changed places; the same list brings them back`
        : `frames ${hexPfn(pairs.destinations[wrong] ?? 0)} and ${hexPfn(pairs.sources[wrong] ?? 0)} have not changed places`;
    if (pairs.sources.length > 0) {
      this.book.report("exchange-involution", wrong === undefined, detail, pairs.sources.length);
    }
  }

  /** The processor has just been handed to `target`. */
  transferred(target: Kernel): void {
    this.peer = target === this.machine.a ? undefined : target;
    if (this.peer !== undefined) this.everyPageSomewhere();
  }

  powerGone(): void {
    this.peer = undefined;
    this.exchanging = undefined;
    this.left.powerGone();
  }

  /** An image of A is valid. */
  imageMade(header: ImageHeader): void {
    this.imageWhole(header);
    this.left.imageMade(header.sequence);
  }

  /** A is entered, from an image: it is as that image has it. */
  imageTaken({ sequence, kind }: ImageHeader): void {
    this.left.imageTaken(sequence);
    this.filtered = kind === "filtered";
  }

  /** The processor as a kernel leaves it, and as it finds it again. */
  context(kernel: Kernel, when: "leaving" | "back"): void {
    const now = this.registers();
    if (when === "leaving") {
      this.left.note(kernel.letter, { context: now });
      return;
    }
    const then = this.left.of(kernel.letter).context;
    if (then !== undefined) {
      const names = [...KEPT_NAMES, "eflags", "cr0", "cr3", "cr4"];
      const different = names.filter((_, index) => then[index] !== now[index]);
      this.book.report(
        "context-restored",
        different.length === 0,
        different.length === 0
          ? `${names.join(", ")} of kernel ${kernel.letter} as saved`
          : `kernel ${kernel.letter}: ${different.join(", ")} differ`,
        kernel === this.machine.a ? 1 : 0,
      );
    }
    this.pagesRestored(kernel);
    if (kernel === this.machine.a) this.noteSurvives();
  }

  /** A device has written to a content by itself, or a fault has. */
  foreign(device: string | undefined, content: number): void {
    this.overwritten.set(content, device ?? "a fault");
  }

  /** A device has filled a buffer of its own kernel, at its place: from now on that is how the kernel has left it. */
  received(master: KernelName, frame: number, before: number): void {
    const table = this.left.of(master).departure?.table;
    if (table?.[frame] === before) table[frame] = this.machine.memory.frames[frame] ?? 0;
  }

  /** A frame has changed while `running` had the processor. */
  changed(frame: number, running: Kernel): void {
    if (running !== this.peer) return;
    const { start, end } = this.rangeOf(running);
    const address = frame * PAGE_SIZE;
    if (address >= start && address < end) return;
    const swap = this.lentStack();
    const inside = frame === swap;
    this.book.report(
      "b-within-range",
      inside,
      inside
        ? `[${hex32(start)}, ${hex32(end)}) and the lent stack in frame ${hexPfn(swap)}`
        : `kernel ${running.letter} wrote frame ${hexPfn(frame)}`,
    );
  }

  /** Memory that a kernel is told of. */
  private rangeOf(kernel: Kernel): { readonly start: number; readonly end: number } {
    const { bRange, hibernation } = this.machine.plan;
    return kernel.letter === "C" && hibernation !== undefined ? hibernation.cRange : bRange;
  }

  atEnd(): void {
    this.kernelAReturns();
    if (this.machine.cpu.interruptsInPhysicalMode !== 0) this.interruptsWereOff();
    if (this.recording.legs.some((leg) => leg.transfer?.to === "B") && !this.book.has("b-within-range")) {
      this.book.report("b-within-range", true, "no frame outside its range changed while it ran");
    }
  }

  /** Where the image was loaded to be come back from, and both kernels have come to their end. */
  private kernelAReturns(): void {
    const { legs, outcome } = this.recording;
    const { a, plan } = this.machine;
    const there = legs.some((leg) => leg.transfer?.to === "B");
    if (!there || outcome.kind !== "completed" || plan.jumps < 2 || a.circumstances.has("plain-kexec")) return;
    const back = legs.filter((leg) => leg.transfer?.to === "A").length;
    this.book.report(
      "kernel-a-returns",
      back > 0,
      back > 0 ? `${back} times` : "the run ends in kernel B, and nobody goes back",
    );
  }

  /** Do two contents hold the same bytes? */
  private readonly same = (a: number, b: number): boolean => {
    if (a === b) return true;
    const { store } = this.machine;
    const [left, right] = [store.words(a), store.words(b)];
    return left.every((word, i) => word === right[i]);
  };

  /** A copy, in the place of one that is needed no longer. */
  private table(place?: Uint32Array): Uint32Array {
    const { frames } = this.machine.memory;
    const table = place ?? new Uint32Array(frames.length);
    table.set(frames);
    return table;
  }

  private registers(): Int32Array {
    const { cpu } = this.machine;
    return Int32Array.from([
      ...KEPT.map((index) => cpu.regs[index] ?? 0),
      cpu.eflags & ~ARITHMETIC_FLAGS,
      cpu.cr0,
      cpu.cr3,
      cpu.cr4,
    ]);
  }

  private head(kernel: Kernel): number {
    return headOf(this.machine, this.recording, kernel.letter);
  }

  private lentStack(): number {
    return frameOf(this.recording, "A", "swap") ?? -1;
  }

  /** The pairs of a kernel's list as it is now. */
  private pairs(kernel: Kernel, head = this.head(kernel)): FramePairs {
    const { memory } = this.machine;
    return this.pairsOf(kernel, head, memory.frames, (address) => memory.read32(address));
  }

  /** The pairs of a list in a table of contents; read again unless its pages, and no others, are known to be the same. */
  private pairsOf(kernel: Kernel, head: number, table: Uint32Array, read: (address: number) => number): FramePairs {
    const { letter } = kernel;
    const marks = this.recording.roles.filter((mark) => mark.kernel === letter && mark.role === "list");
    const pages = new Set(marks.map((mark) => mark.pfn));
    const contents = Array.from(pages, (pfn) => table[pfn] ?? 0);
    const version = [head, ...contents].join();
    const known = this.lists.get(letter);
    if (known?.version === version) return known.pairs;
    let last = -1;
    let certain = !contents.some((content) => this.machine.memory.isOpen(content));
    const pairs = readPairs((address) => {
      const page = address >>> PAGE_SHIFT;
      if (page !== last) certain &&= pages.has(page);
      last = page;
      return read(address);
    }, head);
    if (certain) this.lists.set(letter, { version, pairs });
    return pairs;
  }

  private rolesOutside(kernel: Kernel): void {
    const head = kernel.kimage.get("head");
    this.left.note(kernel.letter, { head });
    const { destinations } = this.pairs(kernel, head);
    const isDestination = marked(this.machine.memory.frameCount, destinations);
    const roles = this.recording.roles.filter((mark) => mark.kernel === kernel.letter && mark.until === undefined);
    const hit = roles.find((mark) => isDestination[mark.pfn] === 1);
    this.book.report(
      "roles-outside-destinations",
      hit === undefined,
      hit === undefined
        ? `${roles.length} pages of kernel ${kernel.letter}, ${destinations.length} destinations`
        : `${hit.role} page ${hexPfn(hit.pfn)} is a destination`,
      destinations.length,
    );
  }

  private everyPageSomewhere(): void {
    const { departure } = this.left.of("A");
    if (departure === undefined) return;
    const { frames } = this.machine.memory;
    const present = new Uint8Array(this.machine.store.size);
    for (let frame = 0; frame < frames.length; frame++) present[frames[frame] ?? 0] = 1;
    const roles = new Set(this.recording.roles.filter((mark) => mark.kernel === "A").map((mark) => mark.pfn));
    this.hashes = undefined;
    let lost = -1;
    for (let frame = 0; frame < frames.length && lost < 0; frame++) {
      const id = departure.table[frame] ?? 0;
      if (present[id] === 0 && !roles.has(frame) && !this.copied(id)) lost = frame;
    }
    this.book.report(
      "pages-somewhere",
      lost < 0,
      lost < 0 ? `${frames.length} frames of A accounted for` : this.lostPage(lost, departure.table[lost] ?? 0),
    );
  }

  private lostPage(frame: number, content: number): string {
    const page = `the page of frame ${hexPfn(frame)}`;
    const writer = this.overwritten.get(content);
    return writer === undefined
      ? `${page} is in no frame`
      : `${page} is in no frame as A left it: ${writer} wrote to it`;
  }

  /** Are the bytes of a content in some frame, although not as this content: moved word by word rather than by page? */
  private copied(id: number): boolean {
    const { store, memory } = this.machine;
    this.hashes ??= new Set(
      Array.from(memory.frames)
        .filter((content) => !store.isPristine(content))
        .map((content) => hashWords(store.words(content))),
    );
    return this.hashes.has(hashWords(store.words(id)));
  }

  private pagesRestored(kernel: Kernel): void {
    const { departure, head = this.head(kernel) } = this.left.of(kernel.letter);
    const control = controlPageOf(this.recording, kernel.letter);
    if (departure === undefined || control === undefined) return;
    const { memory, revision, store } = this.machine;
    const { sources } = this.pairsOf(kernel, head, departure.table, wordsOf(departure.table, store));
    const left = marked(memory.frameCount, sources);
    left[memory.read32(control + revision.links.swapPage) >>> PAGE_SHIFT] = 1;
    this.leaveOut(kernel, departure, left);
    const esp = kernel.physical(kernel.stackPointer) - 4;
    /** The word in which the kernel that has brought it back says from where. */
    const told = kernel.data.where("resumed_from");
    const { compared, bytes, wrong } = checkPages(memory, departure.table, left, [
      [esp - STACK_BELOW, esp + STACK_ABOVE],
      [told, told + 4],
      ...revision.volatile.map(([from, to]): Stretch => [control + from, control + to]),
    ]);
    if (wrong === undefined && compared === 0) {
      this.book.report("pages-restored", false, `kernel ${kernel.letter}: there is no frame to compare`);
      return;
    }
    this.book.report(
      "pages-restored",
      wrong === undefined,
      wrong === undefined
        ? `${compared} frames of kernel ${kernel.letter} equal; ${bytes} bytes of control page and stack changed as allowed`
        : `kernel ${kernel.letter}: byte ${hex32(wrong.address)} was ${wrong.was}, is ${wrong.is}`,
      compared,
    );
  }

  /**
   * Of another kernel than A what is not in its range; of A what a filtered image does not have: the frames that A had
   * free when it left, if RAM has been gone since.
   */
  private leaveOut(kernel: Kernel, departure: Departure, left: Uint8Array): void {
    if (kernel !== this.machine.a) {
      const { start, end } = this.rangeOf(kernel);
      left.fill(1, 0, Math.ceil(start / PAGE_SIZE)).fill(1, Math.ceil(end / PAGE_SIZE));
      return;
    }
    const stayed = (this.recording.boots.at(-1)?.from ?? 0) <= departure.t;
    if (stayed || !this.filtered) return;
    const isFree = freeFrames(kernel, departure, this.machine.store);
    for (let frame = 0; frame < left.length; frame++) if (isFree(frame)) left[frame] = 1;
  }

  /** The image that has just become valid, page by page as A has left them, and every page that A needs. */
  private imageWhole(header: ImageHeader): void {
    const { departure } = this.left.of("A");
    const control = controlPageOf(this.recording, "A");
    if (departure === undefined || control === undefined) return;
    const { machine } = this;
    const { a, revision, memory, store, firmware } = machine;
    const { sources, destinations } = this.pairs(a);
    const swap = memory.read32(control + revision.links.swapPage) >>> PAGE_SHIFT;
    const waits = new Map(Array.from(sources, (source, i) => [source, destinations[i] ?? 0]));
    const exchanged = marked(memory.frameCount, destinations);
    const isFree = header.kind === "filtered" ? freeFrames(a, departure, store) : () => false;
    const { text, pages, holds } = compareImage(machine, header, (frame) => {
      if (frame === swap || exchanged[frame] === 1) return undefined;
      const home = waits.get(frame) ?? frame;
      const needed = !isFree(home) && firmware?.reserved.has(frame) !== true;
      const content = departure.table[home] ?? 0;
      return { content, needed, volatile: frame === control >>> PAGE_SHIFT ? revision.volatile : [] };
    });
    this.book.report("image-whole", holds, text, pages);
  }

  private heldNote(): string | undefined {
    return readTasks(this.machine.a).find((task) => task.note !== undefined)?.note;
  }

  private noteSurvives(): void {
    if (this.note === undefined) return;
    const now = this.heldNote();
    this.book.report(
      "note-survives",
      now === this.note,
      now === this.note ? `"${now}"` : `it now reads "${now ?? ""}"`,
    );
  }
}
