// Page contents by id. A content is 4 KiB, immutable once sealed, and made on first use when its kind can generate it.
// Each content knows its provenance: which kernel's bytes they are, and the frame in which they belong.

import { WORDS_PER_PAGE } from "../core/units.ts";
import { hashWords, mix } from "../core/hash.ts";

/** Whose bytes: nobody's, a kernel's, the firmware's. */
export const OWNERS = ["none", "A", "B", "C", "reserved"] as const;
export type Owner = (typeof OWNERS)[number];
type OwningKernel = Exclude<Owner, "none" | "reserved">;

/** The kernel whose bytes they are; undefined where they are no kernel's. */
export const kernelOf = (owner: Owner): OwningKernel | undefined =>
  owner === "none" || owner === "reserved" ? undefined : owner;

/** A family of contents made by one recipe. `home` and `fill` get the index in the family. */
export interface ContentKind {
  readonly owner: Owner;
  /** For people: "kernel text", "page cache". */
  readonly what: string;
  readonly home: (index: number) => number;
  /** Writes the bytes of content `index` into zeroed words. */
  readonly fill: (index: number, words: Uint32Array) => void;
  /** Can a word that the recipe makes have these bits under a mask? Anything is possible unless given. */
  readonly mayHold?: (value: number, mask: number) => boolean;
  /** True for contents that are given byte by byte rather than by a recipe: they are hashed as what they are. */
  readonly literal?: (index: number) => boolean;
}

/** Part of every recipe's hash: to be raised when a recipe makes other bytes than before. */
const RECIPE_VERSION = 1;

/** The id of the page of zeroes that nobody has touched. */
export const UNTOUCHED = 0;

interface Family extends ContentKind {
  readonly first: number;
  readonly count: number;
  readonly seed: number;
}

/** How much a store holds. */
export interface StoreMark {
  readonly count: number;
  readonly pages: number;
  readonly generated: number;
}

export class ContentStore {
  private readonly families: Family[] = [];
  private familyOf = new Uint16Array(1024);
  private homes = new Uint32Array(1024);
  private slots = new Uint32Array(1024);
  private hashes = new Uint32Array(1024);
  private readonly pages: (Uint32Array | undefined)[] = [undefined];
  private count = 0;

  private readonly seed: number;

  /** `seed` is that of the recipes. */
  constructor(seed = 0) {
    this.seed = seed;
    const mayHold = (value: number, mask: number): boolean => (value & mask) === 0;
    this.define(1, { owner: "none", what: "untouched", home: () => 0, fill: () => undefined, mayHold });
  }

  /** Contents from this id on are scratch and will be forgotten. */
  lasting = Infinity;

  get size(): number {
    return this.count;
  }

  /** Bytes held by contents that exist as bytes. */
  get bytes(): number {
    return (this.pages.length - 1) * WORDS_PER_PAGE * 4;
  }

  /** Reserves `count` ids for contents that are generated when first read; returns the first id. */
  define(count: number, kind: ContentKind): number {
    const first = this.count;
    const index = this.families.length;
    this.families.push({
      ...kind,
      first,
      count,
      seed: mix(mix(index, hashText(kind.what)), mix(this.seed, RECIPE_VERSION)),
    });
    this.reserve(first + count);
    this.familyOf.fill(index, first, first + count);
    for (let i = 0; i < count; i++) this.homes[first + i] = kind.home(i);
    this.count = first + count;
    return first;
  }

  /** A writable copy of a content, of the same family and home; the caller seals it by never writing again. */
  derive(id: number): number {
    // Making the original may itself take a slot, so it comes first.
    const bytes = new Uint32Array(this.words(id));
    const copy = this.count;
    this.reserve(copy + 1);
    this.familyOf[copy] = this.familyOf[id] ?? 0;
    this.homes[copy] = this.homes[id] ?? 0;
    this.hashes[copy] = 0;
    this.slots[copy] = this.pages.length;
    this.pages.push(bytes);
    this.count = copy + 1;
    return copy;
  }

  /** Gives a derived content to another owner: the family `familyId` of a defined content, at home in `home`. */
  adopt(id: number, like: number, home: number): void {
    this.familyOf[id] = this.familyOf[like] ?? 0;
    this.homes[id] = home;
  }

  /** Forgets every content from `size` on. */
  truncate(size: number): void {
    let lowest = this.pages.length;
    for (let id = size; id < this.count; id++) {
      const slot = this.slots[id] ?? 0;
      if (slot !== 0) lowest = Math.min(lowest, slot);
      this.slots[id] = 0;
      this.hashes[id] = 0;
    }
    // Lazily generated contents may have been given a later slot meanwhile: move them down.
    const kept: (Uint32Array | undefined)[] = [];
    if (lowest < this.pages.length) {
      for (const id of this.generated) {
        const slot = this.slots[id] ?? 0;
        if (slot >= lowest) {
          this.slots[id] = lowest + kept.length;
          kept.push(this.pages[slot]);
        }
      }
      this.pages.length = lowest;
      this.pages.push(...kept);
    }
    this.count = size;
  }

  /** Where the store stands, for `takeBack`. */
  mark(): StoreMark {
    return { count: this.count, pages: this.pages.length, generated: this.generated.length };
  }

  /** Forgets what was made since, and what was generated: it can be generated again. */
  takeBack({ count, pages, generated }: StoreMark): void {
    for (let id = count; id < this.count; id++) {
      this.slots[id] = 0;
      this.hashes[id] = 0;
    }
    for (const id of this.generated.splice(generated)) this.slots[id] = 0;
    this.pages.length = pages;
    this.count = count;
  }

  words(id: number): Uint32Array {
    const slot = this.slots[id] ?? 0;
    const page = this.pages[slot];
    return page ?? this.generate(id);
  }

  /** What a content's recipe can make; undefined where that is not known, or where bytes have been written since. */
  limitsOf(id: number): ContentKind["mayHold"] {
    const family = this.family(id);
    return id < family.first + family.count ? family.mayHold : undefined;
  }

  /** The bytes of a content, for somebody who looks through many: what would have to be made is not kept. */
  look(id: number): Uint8Array {
    if ((this.slots[id] ?? 0) !== 0) return this.bytesOf(id);
    const family = this.family(id);
    const words = new Uint32Array(WORDS_PER_PAGE);
    family.fill(id - family.first, words);
    return new Uint8Array(words.buffer);
  }

  bytesOf(id: number): Uint8Array {
    const words = this.words(id);
    return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  }

  owner(id: number): Owner {
    return this.family(id).owner;
  }

  what(id: number): string {
    return this.family(id).what;
  }

  home(id: number): number {
    return this.homes[id] ?? 0;
  }

  /** Is this content still what its recipe made, rather than something written since? */
  isPristine(id: number): boolean {
    const family = this.family(id);
    return id < family.first + family.count;
  }

  /** Columns for whole-table loops: home and family by content id, index in OWNERS by family. */
  columns(): { readonly homes: Uint32Array; readonly families: Uint16Array; readonly ownerOfFamily: Uint8Array } {
    const ownerOfFamily = Uint8Array.from(this.families, (family) => OWNERS.indexOf(family.owner));
    return { homes: this.homes, families: this.familyOf, ownerOfFamily };
  }

  /** 32-bit hash: of the recipe while pristine, of the bytes once written. Independent of the id. */
  hash(id: number): number {
    let hash = this.hashes[id] ?? 0;
    if (hash !== 0) return hash;
    const family = this.family(id);
    const index = id - family.first;
    const recipe = index < family.count && family.literal?.(index) !== true;
    hash = recipe ? mix(family.seed, index) : hashWords(this.words(id));
    hash = hash === 0 ? 1 : hash;
    this.hashes[id] = hash;
    return hash;
  }

  /** The hash of a content that is still being written must not be kept. */
  forgetHash(id: number): void {
    this.hashes[id] = 0;
  }

  private readonly generated: number[] = [];

  private family(id: number): Family {
    const family = this.families[this.familyOf[id] ?? 0];
    if (family === undefined) throw new Error(`content ${id} has no family`);
    return family;
  }

  private generate(id: number): Uint32Array {
    const family = this.family(id);
    const words = new Uint32Array(WORDS_PER_PAGE);
    family.fill(id - family.first, words);
    this.slots[id] = this.pages.length;
    this.pages.push(words);
    this.generated.push(id);
    return words;
  }

  private reserve(needed: number): void {
    if (needed <= this.homes.length) return;
    const capacity = Math.max(needed, this.homes.length * 2);
    const widen = <T extends Uint16Array | Uint32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.familyOf = widen(this.familyOf, new Uint16Array(capacity));
    this.homes = widen(this.homes, new Uint32Array(capacity));
    this.slots = widen(this.slots, new Uint32Array(capacity));
    this.hashes = widen(this.hashes, new Uint32Array(capacity));
  }
}

function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = mix(hash, text.charCodeAt(i));
  return hash;
}
