// What the frames of a capture hold. The file has only the ids of most pages; such a page gets bytes made from its id,
// so that equal ids are equal pages and nothing else is.

import type { KernelName } from "../api.ts";
import { PAGE_SHIFT } from "../core/units.ts";
import { randomAt } from "../core/rng.ts";
import type { Capture, CaptureFrames, PageId } from "../formats/kjc-types.ts";
import { UNTOUCHED } from "../memory/content-store.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";

/** Id of the page of zeroes. */
const ZEROES: PageId = "1ceaf73df40e531d";

const seedOf = (id: PageId): number => Number.parseInt(id.slice(0, 8), 16);

function fill(capture: Capture, id: PageId, words: Uint32Array): void {
  const known = capture.pages.get(id);
  if (known === undefined) for (let i = 0; i < words.length; i += 1) words[i] = madeWord(id, i * 4);
  else new Uint8Array(words.buffer, words.byteOffset, words.byteLength).set(known);
}

const madeWord = (id: PageId, offset: number): number => (id === ZEROES ? 0 : randomAt(seedOf(id), offset));

/** What a frame holds after a pass: the page that had this id before it, and whether it was written since. */
export interface Origin {
  readonly id: PageId;
  readonly written: boolean;
}

type Fresh = readonly [frame: number, id: PageId];

/** Of each source frame, the frame it is exchanged with. */
function destinationsOf(pairs: Uint32Array): Map<number, number> {
  const found = new Map<number, number>();
  pairs.forEach((source, i) => {
    const destination = pairs[i - 1];
    if (i % 2 === 1 && destination !== undefined && destination !== source) found.set(source, destination);
  });
  return found;
}

export class CapturedPages {
  readonly #capture: Capture;
  readonly #memory: PhysMemory;
  /** What the file said last of each frame. */
  readonly #said = new Map<number, PageId>();
  /** Ids of the pages as they were made, by their place: a page made for a frame has its home there. */
  readonly #made = new Map<string, PageId>();
  /** Ids of the same pages before the newest pass, and their contents then. */
  #before = new Map<string, PageId>();
  #contents = new Set<number>();
  #puts = 0;

  constructor(capture: Capture, memory: PhysMemory) {
    this.#capture = capture;
    this.#memory = memory;
  }

  /** Before a pass: frames that hold what they held after the last one keep it, with all that was written there. */
  put({ pfns, before, after }: CaptureFrames, pairs: Uint32Array): void {
    const { frames } = this.#memory;
    const fresh: Fresh[] = [];
    pfns.forEach((frame, i) => {
      const id = before[i] ?? "";
      if (this.#said.get(frame) !== id) fresh.push([frame, id]);
      this.#said.set(frame, after[i] ?? "");
    });
    this.#puts += 1;
    const destinations = destinationsOf(pairs);
    this.#make(
      "A",
      fresh.filter(([frame]) => !destinations.has(frame)),
      (frame) => frame,
    );
    this.#make(
      "B",
      fresh.filter(([frame]) => destinations.has(frame)),
      (frame) => destinations.get(frame) ?? frame,
    );
    const contents = Array.from(pfns, (frame) => frames[frame] ?? UNTOUCHED);
    this.#contents = new Set(contents);
    this.#before = new Map(contents.map((content, i) => [this.#place(content), before[i] ?? ""]));
  }

  /** New pages: those in source frames are the peer's, at home in their destination. */
  #make(owner: KernelName, fresh: readonly Fresh[], home: (frame: number) => number): void {
    const first = this.#memory.store.define(fresh.length, {
      owner,
      what: `page of the capture, put ${this.#puts}, ${owner}`,
      home: (index) => home(fresh[index]?.[0] ?? 0),
      fill: (index, words) => fill(this.#capture, fresh[index]?.[1] ?? "", words),
    });
    fresh.forEach(([frame, id], i) => {
      this.#memory.setContent(frame, first + i);
      this.#made.set(this.#place(first + i), id);
    });
  }

  /** Which page a content is, or was before it was written. */
  #place(content: number): string {
    const { store } = this.#memory;
    return `${store.what(content)} in ${store.home(content)}`;
  }

  /** Undefined for a page that no frame of the pass had before. */
  originOf(frame: number): Origin | undefined {
    const content = this.#memory.frames[frame] ?? UNTOUCHED;
    const id = this.#before.get(this.#place(content));
    return id === undefined ? undefined : { id, written: !this.#contents.has(content) };
  }

  /** Is the word at this address one that neither the file nor the machine has put there? */
  isMadeUp(address: number): boolean {
    const content = this.#memory.frames[address >>> PAGE_SHIFT] ?? UNTOUCHED;
    if (content === UNTOUCHED) return true;
    const id = this.#made.get(this.#place(content));
    if (id === undefined || this.#capture.pages.has(id) || id === ZEROES) return false;
    return this.#memory.read32(address) === madeWord(id, address & 0xffc);
  }
}
