// The translation look-aside buffer: remembers walks of the page tables, and goes on believing them until told
// otherwise. Direct-mapped, so that what it holds is a pure function of what ran.

export const TLB_SLOTS = 1024;

/** Flags in the low bits of a cached physical page. */
export const TLB_WRITABLE = 0x2;
export const TLB_USER = 0x4;
export const TLB_DIRTY = 0x40;
export const TLB_LARGE = 0x80;
export const TLB_GLOBAL = 0x100;
/** With TLB_LARGE: 2 MiB rather than 4. */
export const TLB_2_MIB = 0x200;
export const TLB_NO_EXECUTE = 0x400;
/** In the low bits of a tag: the slot holds something. */
export const TLB_VALID = 0x1;

export interface TlbEntry {
  readonly linear: number;
  readonly physical: number;
  readonly writable: boolean;
  readonly user: boolean;
  readonly dirty: boolean;
  /** The page this 4 KiB piece belongs to has 2 or 4 MiB. */
  readonly large: boolean;
  readonly global: boolean;
  readonly noExecute: boolean;
}

type Slots = Int32Array & Record<0, number>;

/** Folds the top bits in, so that an address and its kernel-space alias fall into different slots. */
export const tlbSlot = (linear: number): 0 => (((linear >>> 12) ^ (linear >>> 22)) & (TLB_SLOTS - 1)) as 0;

const NOTHING = new Uint32Array(0);

export class Tlb {
  /** Linear page address with TLB_VALID, or 0. */
  readonly tags = new Int32Array(TLB_SLOTS) as Slots;
  /** Physical page address with flags. */
  readonly data = new Int32Array(TLB_SLOTS) as Slots;
  /** False while surely nothing is cached, as in the whole of an exchange. */
  private used = false;
  /** As last saved, while nothing has changed since. */
  private saved: Uint32Array | undefined;

  insert(linear: number, data: number): void {
    this.used = true;
    this.saved = undefined;
    const slot = tlbSlot(linear);
    this.tags[slot] = (linear & ~0xfff) | TLB_VALID;
    this.data[slot] = data;
  }

  /** The cached data of a linear address, or undefined. */
  find(linear: number): number | undefined {
    const slot = tlbSlot(linear);
    return this.tags[slot] === ((linear & ~0xfff) | TLB_VALID) ? this.data[slot] : undefined;
  }

  flush(keepGlobal: boolean): void {
    this.saved = undefined;
    if (!keepGlobal) {
      this.tags.fill(0);
      this.used = false;
      return;
    }
    this.tags.forEach((_, slot) => {
      if (((this.data[slot] ?? 0) & TLB_GLOBAL) === 0) this.tags[slot] = 0;
    });
  }

  /** Forgets one page; of a large page, every part of it that is cached. */
  forget(linear: number): void {
    this.saved = undefined;
    if (this.find(linear) !== undefined) this.tags[tlbSlot(linear)] = 0;
    this.tags.forEach((tag, slot) => {
      const data = this.data[slot] ?? 0;
      if (tag === 0 || (data & TLB_LARGE) === 0) return;
      if ((tag ^ linear) >>> ((data & TLB_2_MIB) === 0 ? 22 : 21) === 0) this.tags[slot] = 0;
    });
  }

  get size(): number {
    let size = 0;
    for (const tag of this.tags) if (tag !== 0) size += 1;
    return size;
  }

  entries(): TlbEntry[] {
    const found: TlbEntry[] = [];
    this.tags.forEach((tag, slot) => {
      if (tag === 0) return;
      const data = this.data[slot] ?? 0;
      found.push({
        linear: (tag & ~0xfff) >>> 0,
        physical: (data & ~0xfff) >>> 0,
        writable: (data & TLB_WRITABLE) !== 0,
        user: (data & TLB_USER) !== 0,
        dirty: (data & TLB_DIRTY) !== 0,
        large: (data & TLB_LARGE) !== 0,
        global: (data & TLB_GLOBAL) !== 0,
        noExecute: (data & TLB_NO_EXECUTE) !== 0,
      });
    });
    return found.sort((a, b) => a.linear - b.linear);
  }

  save(): Uint32Array {
    if (!this.used) return NOTHING;
    this.saved ??= this.held();
    return this.saved;
  }

  private held(): Uint32Array {
    const words: number[] = [];
    this.tags.forEach((tag, slot) => {
      if (tag !== 0) words.push(tag, this.data[slot] ?? 0);
    });
    return Uint32Array.from(words, (word) => word >>> 0);
  }

  load(words: Uint32Array): void {
    if (this.used) this.flush(false);
    for (let i = 0; i + 1 < words.length; i += 2) this.insert(words[i] ?? 0, words[i + 1] ?? 0);
  }
}
