// Physical memory as a frame table over the content store: frame[pfn] -> content id. A content is copied on the first
// write after a boundary, a whole-frame copy only copies the id, and every changed frame is known at the next boundary.
// Behind RAM the table goes on with storage frames, the blocks of a disk: no address reaches them, `transfer` does.

import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { type ContentStore, UNTOUCHED } from "./content-store.ts";
import { type LongColumn, U32Column } from "./growable.ts";
import { mix } from "../core/hash.ts";

/**
 * A journal has two words an entry. In the low bits of the first, where a word's address and a shifted frame number have
 * room: what it is. A write of one or two bytes has their place in the word and their number with the value.
 */
const WORD = 0;
const PART = 1;
const CONTENT = 2;
const CLAIM = 3;
const PLACE_SHIFT = 16;
const SIZE_SHIFT = 20;

/** Which 128 bytes of its frame an address lies in. */
const lineBit = (address: number): number => 1 << ((address >>> 7) & 31);

/** Also what the processor calls its bus. */
export class PhysMemory {
  /** RAM, then storage. */
  readonly table: Uint32Array;
  /** The part of the table that is RAM. */
  readonly frames: Uint32Array;
  codeEpoch = 1;
  /** When set, every write is noted, so that it can be done again. */
  journal: LongColumn | undefined;
  /** When set, told of every write before it happens. Used by questions such as "who wrote this?". */
  onWrite: ((address: number, size: number) => void) | undefined;
  onCopy: ((destination: number, source: number) => void) | undefined;

  /** For each frame, a bit for each 128 bytes that hold decoded code. */
  private readonly code: Int32Array;
  private readonly touchedAt: Uint32Array;
  private readonly touched = new U32Column();
  private boundary = 1;
  /** Sum over all frames as they were at the last boundary; undefined until somebody asks. */
  private boundarySum: number | undefined;
  private undoing = false;
  private openFlags = new Uint8Array(1024);
  private readonly open = new U32Column();

  readonly store: ContentStore;

  constructor(store: ContentStore, frameCount: number, storageFrames = 0) {
    this.store = store;
    this.table = new Uint32Array(frameCount + storageFrames);
    this.frames = this.table.subarray(0, frameCount);
    this.code = new Int32Array(frameCount);
    this.touchedAt = new Uint32Array(frameCount + storageFrames);
  }

  get frameCount(): number {
    return this.frames.length;
  }

  get storageFrames(): number {
    return this.table.length - this.frames.length;
  }

  isRam(frame: number): boolean {
    return frame < this.frames.length;
  }

  watchCode(address: number, length: number): void {
    const frame = address >>> PAGE_SHIFT;
    if (frame >= this.code.length) return;
    this.code[frame] = (this.code[frame] ?? 0) | lineBit(address) | lineBit(address + length - 1);
  }

  read8(address: number): number {
    if (address >>> PAGE_SHIFT >= this.frames.length) return 0xff;
    const word = this.wordsAt(address)[(address & 0xfff) >>> 2] ?? 0;
    return (word >>> ((address & 3) << 3)) & 0xff;
  }

  read16(address: number): number {
    return this.read8(address) | (this.read8((address + 1) >>> 0) << 8);
  }

  read32(address: number): number {
    if ((address & 3) === 0) {
      if (address >>> PAGE_SHIFT >= this.frames.length) return 0xffffffff;
      return this.wordsAt(address)[(address & 0xfff) >>> 2] ?? 0;
    }
    return (this.read16(address) | (this.read16((address + 2) >>> 0) << 16)) >>> 0;
  }

  write8(address: number, value: number): void {
    this.writePart(address, value, 1);
  }

  write16(address: number, value: number): void {
    if ((address & 0xfff) === 0xfff) {
      this.writePart(address, value & 0xff, 1);
      this.writePart((address + 1) >>> 0, (value >>> 8) & 0xff, 1);
    } else this.writePart(address, value, 2);
  }

  write32(address: number, value: number): void {
    if ((address & 3) !== 0) {
      this.write16(address, value & 0xffff);
      this.write16((address + 2) >>> 0, value >>> 16);
      return;
    }
    const frame = address >>> PAGE_SHIFT;
    if (frame >= this.frames.length) return;
    this.note(4, address, value);
    if (((this.code[frame] ?? 0) & lineBit(address)) !== 0) this.codeEpoch++;
    this.writable(frame)[(address & 0xfff) >>> 2] = value >>> 0;
  }

  copyFrame(destination: number, source: number): void {
    const frames = this.frames;
    if (destination >= frames.length) return;
    if (this.onCopy !== undefined) this.onCopy(destination, source);
    const id = source < frames.length ? (frames[source] ?? 0) : UNTOUCHED;
    this.shared(id);
    this.setFrame(destination, id);
  }

  /** A disk moves a page: between frames of the whole table, by reference. */
  transfer(destination: number, source: number): void {
    if (this.onCopy !== undefined) this.onCopy(destination, source);
    this.setContent(destination, this.table[source] ?? UNTOUCHED);
  }

  /** A frame of storage changes, but not by a transfer. */
  alter(frame: number, change: (words: Uint32Array) => void): void {
    const copy = this.store.derive(this.table[frame] ?? UNTOUCHED);
    change(this.store.words(copy));
    this.setContent(frame, copy);
  }

  /** The content will lie in a second frame: the next write to either makes a version of its own. */
  private shared(id: number): void {
    if (this.openFlags[id] === 1) this.openFlags[id] = 0;
  }

  /** Puts a content into a frame. */
  setContent(frame: number, id: number): void {
    if (this.journal !== undefined) this.journal.push2(((frame << 2) | CONTENT) >>> 0, id);
    this.shared(id);
    this.setFrame(frame, id);
  }

  /** Declares that the frame now belongs to the family of `like`, with this frame as its home; bytes stay. */
  claim(frame: number, like: number): void {
    this.writable(frame);
    this.store.adopt(this.frames[frame] ?? 0, like, frame);
    if (this.journal !== undefined) this.journal.push2(((frame << 2) | CLAIM) >>> 0, like);
  }

  /** Repeats journalled changes [from, to). */
  replay(journal: LongColumn, from: number, to: number): void {
    for (let i = from; i < to; i += 2) {
      const first = journal.at(i);
      const value = journal.at(i + 1);
      const kind = first & 3;
      if (kind === WORD) this.write32(first, value);
      else if (kind === PART) this.repeatPart((first & ~3) >>> 0, value);
      else if (kind === CONTENT) this.setFrame(first >>> 2, value);
      else this.claim(first >>> 2, value);
    }
  }

  private repeatPart(word: number, noted: number): void {
    const address = word + ((noted >>> PLACE_SHIFT) & 3);
    if (noted >>> SIZE_SHIFT === 1) this.write8(address, noted & 0xff);
    else this.write16(address, noted & 0xffff);
  }

  words(frame: number): Uint32Array {
    return this.store.words(this.frames[frame] ?? 0);
  }

  bytes(frame: number): Uint8Array {
    return this.store.bytesOf(this.frames[frame] ?? 0);
  }

  /** Copies `length` bytes from physical memory; addresses beyond RAM read as 0xff. */
  slice(address: number, length: number): Uint8Array {
    const out = new Uint8Array(length).fill(0xff);
    for (let done = 0; done < length;) {
      const at = address + done;
      const frame = Math.floor(at / PAGE_SIZE);
      const offset = at & (PAGE_SIZE - 1);
      const count = Math.min(length - done, PAGE_SIZE - offset);
      if (frame < this.frames.length) out.set(this.bytes(frame).subarray(offset, offset + count), done);
      done += count;
    }
    return out;
  }

  /**
   * Ends the current stretch: all contents written in it are sealed, and `changed` hears of each frame that was
   * touched, with its content before and now.
   */
  seal(changed?: (frame: number, before: number, now: number) => void): void {
    for (let i = 0; i < this.open.length; i++) {
      const id = this.open.at(i);
      this.openFlags[id] = 0;
      this.store.forgetHash(id);
    }
    this.open.truncate(0);
    if (changed !== undefined) {
      const touched = this.touched;
      for (let i = 0; i < touched.length; i += 2) {
        const frame = touched.at(i);
        changed(frame, touched.at(i + 1), this.table[frame] ?? 0);
      }
    }
    this.touched.truncate(0);
    this.boundary++;
    if (!this.undoing) this.boundarySum = undefined;
  }

  /** Does a frame of the table hold another content than at the last boundary? */
  isTouched(frame: number): boolean {
    if (this.touchedAt[frame] !== this.boundary) return false;
    for (let i = 0; i < this.touched.length; i += 2)
      if (this.touched.at(i) === frame) return this.touched.at(i + 1) !== this.table[frame];
    return false;
  }

  /** May a content still be written to, before the next boundary? */
  isOpen(id: number): boolean {
    return this.openFlags[id] === 1;
  }

  /** Undoes everything since the last boundary. */
  rollback(): void {
    const touched = this.touched;
    for (let i = 0; i < touched.length; i += 2) {
      const frame = touched.at(i);
      this.table[frame] = touched.at(i + 1);
    }
    this.codeEpoch++;
    this.undoing = true;
    this.seal();
    this.undoing = false;
  }

  /** Sets the table entry without noting it: only for moving to a recorded boundary. */
  restoreFrame(frame: number, id: number): void {
    if (this.boundarySum !== undefined) {
      this.boundarySum = (this.boundarySum + this.part(frame, id) - this.part(frame, this.table[frame] ?? 0)) | 0;
    }
    this.table[frame] = id;
    if ((this.code[frame] ?? 0) !== 0) this.codeEpoch++;
  }

  /** Sets the whole table; `hash` is what `hash()` would say of it, where that is known. */
  restoreTable(table: Uint32Array, hash?: number): void {
    this.table.set(table);
    this.codeEpoch++;
    this.boundarySum = hash;
  }

  /** 32-bit hash over every frame: the sum of what each adds. Whole sums are kept at boundaries and carried along. */
  hash(): number {
    for (let i = 0; i < this.open.length; i++) this.store.forgetHash(this.open.at(i));
    let changed = 0;
    for (let i = 0; i < this.touched.length; i += 2) {
      const frame = this.touched.at(i);
      changed = (changed + this.part(frame, this.table[frame] ?? 0) - this.part(frame, this.touched.at(i + 1))) | 0;
    }
    if (this.boundarySum === undefined) {
      let sum = 0;
      for (let frame = 0; frame < this.table.length; frame++)
        sum = (sum + this.part(frame, this.table[frame] ?? 0)) | 0;
      this.boundarySum = (sum - changed) | 0;
    }
    return (this.boundarySum + changed) >>> 0;
  }

  /** What one frame adds to the hash; a frame nobody touched adds nothing. */
  private part(frame: number, id: number): number {
    return id === UNTOUCHED ? 0 : mix(frame, this.store.hash(id));
  }

  private wordsAt(address: number): Uint32Array {
    return this.store.words(this.frames[address >>> PAGE_SHIFT] ?? 0);
  }

  private writePart(address: number, value: number, size: 1 | 2): void {
    const frame = address >>> PAGE_SHIFT;
    if (frame >= this.frames.length) return;
    this.note(size, address, value);
    const watched = this.code[frame] ?? 0;
    if (watched !== 0 && (watched & (lineBit(address) | lineBit(address + size - 1))) !== 0) this.codeEpoch++;
    const words = this.writable(frame);
    const index = (address & 0xfff) >>> 2;
    const shift = (address & 3) << 3;
    const mask = size === 1 ? 0xff : 0xffff;
    words[index] = ((words[index] ?? 0) & ~(mask << shift)) | ((value & mask) << shift);
    // two bytes may end in the next word; they never leave the page
    if (size === 2 && shift === 24) words[index + 1] = ((words[index + 1] ?? 0) & ~0xff) | ((value >>> 8) & 0xff);
  }

  private note(size: number, address: number, value: number): void {
    if (this.onWrite !== undefined) this.onWrite(address, size);
    if (this.journal === undefined) return;
    if (size === 4) this.journal.push2(address | WORD, value);
    else
      this.journal.push2(
        (address & ~3) | PART,
        (value & 0xffff) | ((address & 3) << PLACE_SHIFT) | (size << SIZE_SHIFT),
      );
  }

  private writable(frame: number): Uint32Array {
    const id = this.frames[frame] ?? 0;
    if (this.openFlags[id] === 1) return this.store.words(id);
    const copy = this.store.derive(id);
    if (id === UNTOUCHED) this.store.adopt(copy, UNTOUCHED, frame);
    if (copy >= this.openFlags.length) {
      const larger = new Uint8Array(Math.max(copy + 1, this.openFlags.length * 2));
      larger.set(this.openFlags);
      this.openFlags = larger;
    }
    this.openFlags[copy] = 1;
    this.open.push(copy);
    this.setFrame(frame, copy);
    return this.store.words(copy);
  }

  private setFrame(frame: number, id: number): void {
    if (this.touchedAt[frame] !== this.boundary) {
      this.touchedAt[frame] = this.boundary;
      this.touched.push(frame);
      this.touched.push(this.table[frame] ?? 0);
    }
    this.table[frame] = id;
    if ((this.code[frame] ?? 0) !== 0) this.codeEpoch++;
  }
}
