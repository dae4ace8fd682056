// An image that somebody has brought, as it lies in slot 0 of the disk when power comes, and what it says of kernel A.

import { invariant } from "../../core/errors.ts";
import { PAGE_SHIFT, PAGE_SIZE, pagesOf } from "../../core/units.ts";
import { readCoreHeaders, type CoreLoad } from "../../formats/elf-core.ts";
import type { ContentStore } from "../../memory/content-store.ts";
import { FILE_SYSTEM_AREA, slotAt } from "../disk-layout.ts";
import { imagePage } from "../image-pages.ts";
import { pageMemory } from "../image.ts";
import { entryKind, entryTarget, walkList } from "../kimage-entry.ts";
import { KERNEL_DATA } from "../layouts.ts";
import type { BroughtImage, MachinePlan } from "../plan.ts";
import { A_BASE } from "../population.ts";
import { StructAt } from "../struct.ts";
import { checksumBlocks } from "./image-checksums.ts";
import { headerBytes } from "./image-format.ts";
import { type BackupMap, OldMemory, readBackupMap } from "./old-memory.ts";

export interface PlacedImage {
  /** Content of each block. */
  readonly blocks: ReadonlyMap<number, number>;
  /** Content of each page of A by its home. */
  readonly pages: ReadonlyMap<number, number>;
  /** Frames that have a part in A's jumps: its control page and the pages of its list; none where they cannot be told. */
  readonly control: number | undefined;
  readonly swap: number | undefined;
  readonly lists: readonly number[];
}

/** Offsets of words in a control page. */
interface Links {
  readonly head: number;
  readonly swapPage: number;
}

type Placed = CoreLoad & { readonly offset: number };

/** The pages of a core file, by the frames that its loads name. */
export class CoreWords {
  private readonly memory: ReturnType<typeof pageMemory>;
  private readonly loads: readonly Placed[];

  constructor(file: Uint8Array, loads: readonly Placed[]) {
    this.memory = pageMemory(file);
    this.loads = loads;
  }

  /** Offset in the file; undefined for what it does not have. */
  offsetOf(address: number): number | undefined {
    const load = this.loads.find(({ paddr, bytes }) => address >= paddr && address < paddr + bytes);
    return load === undefined ? undefined : load.offset + address - load.paddr;
  }

  read32(address: number): number {
    const at = this.offsetOf(address);
    return at === undefined ? 0 : this.memory.read32(at);
  }

  read8(address: number): number {
    const at = this.offsetOf(address);
    return at === undefined ? 0 : this.memory.read8(at);
  }

  write8(): void {}
  write32(): void {}
}

export function placeImage(plan: MachinePlan, image: BroughtImage, links: Links, store: ContentStore): PlacedImage {
  const { core, header } = image;
  const file = readCoreHeaders(core, core.length);
  invariant(file.ok, "a core file that is brought has been read before");
  const { loads } = file.value;
  const words = new CoreWords(core, loads);
  const control = header.entry === 0 ? undefined : header.entry >>> PAGE_SHIFT;
  const linked = (offset: number): number => (control === undefined ? 0 : words.read32(control * PAGE_SIZE + offset));
  const head = linked(links.head);
  const read = readBackupMap((address) => words.read32(address), head, plan.frames);
  const map: BackupMap = typeof read === "string" ? new Map() : read;
  const homes = new Map(Array.from(map, ([home, source]) => [source, home]));
  const slot = slotAt(plan, 0);
  const pages = homesInFile(loads, (frame) => homes.get(frame) ?? frame);
  const first = store.define(pagesOf(core.length), {
    owner: "A",
    what: "kernel A, page of the image",
    home: (block) => pages.get(block) ?? 0,
    literal: () => true,
    fill: (block, bytes) => fillFrom(core.subarray(block * PAGE_SIZE, (block + 1) * PAGE_SIZE), bytes),
  });
  const placed = { ...header, fileBlock: slot.file.first, checksumBlock: slot.checksums.first };
  const others = [
    [slot.header, headerBytes(placed)],
    ...checksumBlocks(core).map((bytes, i) => [slot.checksums.first + i, bytes] as const),
    [FILE_SYSTEM_AREA.first, superblockOf(core, words, map)],
  ] as const;
  const rest = store.define(others.length, {
    owner: "none",
    what: "the disk as it was brought",
    home: () => 0,
    literal: () => true,
    fill: (index, bytes) => fillFrom(others[index]?.[1] ?? new Uint8Array(0), bytes),
  });
  return {
    blocks: new Map([
      ...Array.from({ length: pagesOf(core.length) }, (_, i) => [slot.file.first + i, first + i] as const),
      ...others.map(([block], i) => [block, rest + i] as const),
    ]),
    pages: new Map(Array.from(pages, ([block, home]) => [home, first + block])),
    control: typeof read === "string" ? undefined : control,
    swap: typeof read === "string" ? undefined : linked(links.swapPage) >>> PAGE_SHIFT,
    lists: typeof read === "string" ? [] : listPages(words, head),
  };
}

const fillFrom = (bytes: Uint8Array, words: Uint32Array): void =>
  new Uint8Array(words.buffer, words.byteOffset, words.byteLength).set(bytes);

/** Block of the file -> home of the page of A in it. */
function homesInFile(loads: readonly Placed[], homeOf: (frame: number) => number): ReadonlyMap<number, number> {
  const homes = new Map<number, number>();
  for (const { paddr, bytes, offset } of loads) {
    for (let at = 0; at < bytes; at += PAGE_SIZE)
      homes.set((offset + at) / PAGE_SIZE, homeOf((paddr + at) >>> PAGE_SHIFT));
  }
  return homes;
}

/** The block that A has written last is the copy that A has in memory. */
function superblockOf(core: Uint8Array, words: CoreWords, map: BackupMap): Uint8Array {
  const old = new OldMemory(words, map);
  const address = new StructAt(old, KERNEL_DATA, imagePage(A_BASE, "data")).get("superblock");
  const at = words.offsetOf(old.frameOf(address >>> PAGE_SHIFT) * PAGE_SIZE);
  return at === undefined ? new Uint8Array(0) : core.subarray(at, at + PAGE_SIZE);
}

function listPages(words: CoreWords, head: number): readonly number[] {
  const found: number[] = [];
  for (const { word } of walkList((address) => words.read32(address), head)) {
    if (entryKind(word) === "indirection") found.push(entryTarget(word) >>> PAGE_SHIFT);
  }
  return found;
}
