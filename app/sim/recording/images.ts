// The images of kernel A as a run comes by them: which one has just become valid, which one A is brought back from, and
// whether a visit of the peer has left one. Read from the disk.

import type { KernelName } from "../api.ts";
import { completeImages, headersOn } from "./image-check.ts";
import type { ImageHeader } from "../kernel/hibernation/image-format.ts";
import type { InvariantBook } from "./invariant-book.ts";
import type { Machine } from "./machine.ts";

/** Is told what a run's images make of what was known of A. */
interface Reader {
  /** An image of A is valid. */
  imageMade(header: ImageHeader): void;
  /** A is entered, from an image: it is as that image has it. */
  imageTaken(header: ImageHeader): void;
}

interface Visit {
  readonly by: KernelName;
  /** Sequence of the newest valid image when it began. */
  readonly newest: number;
  /** Steps that a fault had refused by then. */
  readonly refusals: number;
}

export class Images {
  private readonly machine: Machine;
  private readonly book: InvariantBook;
  private readonly refusals: () => number;
  private readonly readers: readonly Reader[];
  /** Sequences that were marked as resumed when power went; undefined while A's memory is in RAM. */
  private marked: ReadonlySet<number> | undefined;
  private visit: Visit | undefined;

  /** `refusals`: steps that faults have made to fail so far. */
  constructor(machine: Machine, book: InvariantBook, refusals: () => number, readers: readonly Reader[]) {
    this.machine = machine;
    this.readers = readers;
    this.book = book;
    this.refusals = refusals;
    if (machine.brought !== undefined) this.powerGone();
  }

  powerGone(): void {
    this.visit = undefined;
    this.marked = new Set(this.resumed().map(({ sequence }) => sequence));
  }

  /** The peer says that one is valid by now. */
  made(): void {
    const [header] = completeImages(this.machine);
    if (header === undefined) this.book.report("image-whole", false, "there is no image that can be read");
    else for (const reader of this.readers) reader.imageMade(header);
  }

  /** Kernel A is entered; if power has been gone since it left, from the image that has been marked since, or that was to be. */
  entersA(): void {
    const { marked, machine } = this;
    if (marked === undefined) return;
    this.marked = undefined;
    const whole = completeImages(machine)[machine.plan.hibernation?.resume === "older" ? 1 : 0];
    const header = this.resumed().find(({ sequence }) => !marked.has(sequence)) ?? whole;
    if (header === undefined) return;
    for (const reader of this.readers) reader.imageTaken(header);
  }

  /** The peer sets out to write one. */
  visitBegins(by: KernelName): void {
    this.visit = { by, newest: this.newest(), refusals: this.refusals() };
  }

  /** The peer has jumped back, or has switched the machine off. A tool that a fault has refused something says so, and goes back. */
  visitEnds(): void {
    const { visit } = this;
    this.visit = undefined;
    if (visit === undefined || this.refusals() > visit.refusals) return;
    const newest = this.newest();
    const holds = newest > visit.newest;
    const kernel = `kernel ${visit.by}`;
    this.book.report(
      "image-saved",
      holds,
      holds ? `image ${newest} is valid when ${kernel} ends its visit` : `${kernel} ends its visit without an image`,
    );
  }

  private newest(): number {
    return completeImages(this.machine)[0]?.sequence ?? 0;
  }

  private resumed(): readonly ImageHeader[] {
    return headersOn(this.machine).filter(({ state }) => state === "resumed");
  }
}
