// Kernel A's memory as another kernel sees it: most pages lie where they always did, those of the exchanged range where A's
// list says. The list, read as destination -> source, is the backup pages map.

import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import { entryKind, entryTarget, IND_DONE, walkList } from "../kimage-entry.ts";

/** Home frame of a page of A -> the frame it lies in. */
export type BackupMap = ReadonlyMap<number, number>;

interface Words {
  read8(address: number): number;
  read32(address: number): number;
  write8(address: number, value: number): void;
  write32(address: number, value: number): void;
}

/** The head word of the list in the control page that a jump-back entry lies in. */
export const headOf = (read: (address: number) => number, entry: number, headAt: number): number =>
  read(((entry & -PAGE_SIZE) >>> 0) + headAt);

/** Reads the map; a sentence where what the head word names is no such list. */
export function readBackupMap(read: (address: number) => number, head: number, frames: number): BackupMap | string {
  if (head === 0) return "nobody has said where it is";
  const map = new Map<number, number>();
  const most = 4 * frames;
  let count = 0;
  for (const { word, destination, address } of walkList(read, head)) {
    const kind = entryKind(word);
    const place = address === undefined ? "the head word" : `the word at 0x${address.toString(16)}`;
    const target = entryTarget(word) >>> PAGE_SHIFT;
    if (word === IND_DONE) return map;
    if (kind === "ignored" || kind === "done" || target >= frames || ++count > most)
      return `${place} is no entry of a list`;
    if (kind !== "source") continue;
    const home = destination >>> PAGE_SHIFT;
    if (home >= frames || map.has(home)) return `${place} gives a second source to a page, or one to no page`;
    map.set(home, target);
  }
  return "the list has no end";
}

/** Words of A by the addresses that A knows them at. */
export class OldMemory {
  private readonly memory: Words;
  private readonly map: BackupMap;
  private readonly under: (frame: number) => number;

  /** `under`: where the frames of A's memory lie themselves, if A's memory is not in its place yet. */
  constructor(memory: Words, map: BackupMap, under: (frame: number) => number = (frame) => frame) {
    this.memory = memory;
    this.map = map;
    this.under = under;
  }

  frameOf(home: number): number {
    return this.under(this.map.get(home) ?? home);
  }

  read8(address: number): number {
    return this.memory.read8(this.where(address));
  }

  read32(address: number): number {
    return this.memory.read32(this.where(address));
  }

  write8(address: number, value: number): void {
    this.memory.write8(this.where(address), value);
  }

  write32(address: number, value: number): void {
    this.memory.write32(this.where(address), value);
  }

  private where(address: number): number {
    return this.frameOf(address >>> PAGE_SHIFT) * PAGE_SIZE + (address & (PAGE_SIZE - 1));
  }
}
