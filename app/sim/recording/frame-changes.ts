// Which frames each quantum has changed, two words a change and good in either direction. Two frames that have changed
// places, as the pages of an exchange do, are one change; otherwise the contents before and after lie in one word, as
// what makes one of the other.

import { LongColumn } from "../memory/growable.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";

/** In the first word: the second is another frame. */
const PLACES = 0x80000000;
const NONE = -1;

export class FrameChanges {
  private readonly words = new LongColumn();
  /** One change that may yet turn out to be half of an exchange. */
  private frame = NONE;
  private before = 0;
  private now = 0;

  /** Changes so far. */
  get length(): number {
    return this.words.length >>> 1;
  }

  get bytes(): number {
    return this.words.bytes;
  }

  /** Each frame once a quantum. */
  push(frame: number, before: number, now: number): void {
    if (this.frame !== NONE && now === this.before && before === this.now && before !== now) {
      this.words.push2((this.frame | PLACES) >>> 0, frame);
      this.frame = NONE;
      return;
    }
    this.seal();
    this.frame = frame;
    this.before = before;
    this.now = now;
  }

  /** The quantum is over. */
  seal(): void {
    if (this.frame !== NONE) this.words.push2(this.frame, (this.before ^ this.now) >>> 0);
    this.frame = NONE;
  }

  /** Makes changes [from, to) of a table that stands before them, or takes them back of one that stands behind. */
  apply(memory: PhysMemory, from: number, to: number): void {
    const { table } = memory;
    const by = from <= to ? 1 : -1;
    for (let i = from <= to ? from : from - 1; i !== (from <= to ? to : to - 1); i += by) {
      const first = this.words.at(2 * i);
      const second = this.words.at(2 * i + 1);
      const frame = first & ~PLACES;
      const content = table[frame] ?? 0;
      if (first < PLACES) {
        memory.restoreFrame(frame, (content ^ second) >>> 0);
        continue;
      }
      memory.restoreFrame(frame, table[second] ?? 0);
      memory.restoreFrame(second, content);
    }
  }

  /** Every frame that changes [from, to) have touched. */
  frames(from: number, to: number, visit: (frame: number) => void): void {
    for (let i = from; i < to; i++) {
      const first = this.words.at(2 * i);
      visit(first & ~PLACES);
      if (first >= PLACES) visit(this.words.at(2 * i + 1));
    }
  }
}
