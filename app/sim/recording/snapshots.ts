// The machine but for its memory at the start of each quantum. Neighbours share most of it: of the processor only the words
// that have changed are kept, but for a whole one now and then.

import type { Cpu } from "../cpu/cpu.ts";
import { CPU_FIELDS } from "../cpu/state.ts";
import type { IoBus } from "../devices/io-bus.ts";
import { lastAtMost, LongColumn, U32Column } from "../memory/growable.ts";
import type { Snapshot } from "./snapshot.ts";

const WORDS = CPU_FIELDS.length;
const MASKS = Math.ceil(WORDS / 32);
/** Snapshots from one that is whole to the next. */
const WHOLE = 32;

/** Values that rarely change, each with the index from which on it holds. */
class Spans {
  private readonly from = new U32Column(16);
  private readonly values: Uint32Array[] = [];

  put(index: number, value: Uint32Array): void {
    const last = this.values.length - 1;
    const replaces = last >= 0 && this.from.at(last) === index;
    if (replaces) {
      this.values.length = last;
      this.from.truncate(last);
    }
    if (isSame(value, this.values.at(-1))) return;
    this.from.push(index);
    this.values.push(value);
  }

  at(index: number): Uint32Array {
    return this.values[lastAtMost(this.from.data, this.from.length, index)] ?? new Uint32Array(0);
  }

  get bytes(): number {
    return this.values.reduce((sum, value) => sum + value.byteLength, this.from.bytes);
  }
}

const isSame = (a: Uint32Array, b: Uint32Array | undefined): boolean =>
  a === b || (b !== undefined && a.length === b.length && a.every((word, i) => word === b[i]));

export class Snapshots {
  /** For each snapshot: which words have changed, in a mask of three words, then those; or all words. */
  private readonly words = new LongColumn();
  private readonly starts = new U32Column();
  private readonly tlbs = new Spans();
  private readonly devices = new Spans();
  /** The processor in the last snapshot and in the one before it. */
  private now = new Uint32Array(WORDS);
  private before = new Uint32Array(WORDS);
  /** What was asked for last. */
  #index = -1;
  readonly #words = new Uint32Array(WORDS);

  get length(): number {
    return this.starts.length;
  }

  get bytes(): number {
    return this.words.bytes + this.starts.bytes + this.tlbs.bytes + this.devices.bytes;
  }

  push(cpu: Cpu, io: IoBus): void {
    const free = this.before;
    this.before = this.now;
    this.now = free;
    this.take(cpu, io);
  }

  replaceLast(cpu: Cpu, io: IoBus): void {
    const last = this.length - 1;
    if (this.#index >= last) this.#index = -1;
    this.words.truncate(this.starts.at(last));
    this.starts.truncate(last);
    this.take(cpu, io);
  }

  at(index: number): Snapshot | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const whole = index - (index % WHOLE);
    const known = this.#index >= whole && this.#index <= index;
    for (let i = known ? this.#index + 1 : whole; i <= index; i++) this.change(this.#words, i);
    this.#index = index;
    return { cpu: { words: this.#words.slice(), tlb: this.tlbs.at(index) }, devices: this.devices.at(index) };
  }

  private take(cpu: Cpu, io: IoBus): void {
    const index = this.length;
    this.now.set(cpu.words);
    this.tlbs.put(index, cpu.savedTranslations());
    this.devices.put(index, io.save());
    this.starts.push(this.words.length);
    if (index % WHOLE === 0) for (const word of this.now) this.words.push(word);
    else this.differences();
  }

  private differences(): void {
    const { now, before } = this;
    for (let mask = 0; mask < MASKS; mask++) {
      let bits = 0;
      for (let i = 0; i < 32; i++) if (now[32 * mask + i] !== before[32 * mask + i]) bits |= 1 << i;
      this.words.push(bits);
    }
    for (let i = 0; i < WORDS; i++) if (now[i] !== before[i]) this.words.push(now[i] ?? 0);
  }

  /** Makes words of the snapshot before those of this one. */
  private change(words: Uint32Array, index: number): void {
    let at = this.starts.at(index);
    if (index % WHOLE === 0) {
      for (let i = 0; i < WORDS; i++) words[i] = this.words.at(at + i);
      return;
    }
    const masks = at;
    at += MASKS;
    for (let i = 0; i < WORDS; i++)
      if ((this.words.at(masks + (i >>> 5)) & (1 << (i & 31))) !== 0) words[i] = this.words.at(at++);
  }
}
