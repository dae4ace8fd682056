// A stand-in for the kernel's own page tables, which captures do not hold: its direct map of low memory, from the
// kernel's base address on, with large pages.

import type { PhysMemory } from "../memory/phys-memory.ts";
import { PAGE_SIZE, WORDS_PER_PAGE } from "../core/units.ts";

const PRESENT = 0x1;
/** Present, writable, accessed, dirty, large, global. */
const LARGE_PAGE = 0x1e3;
const FOUR_MIB = 0x400000;
const TWO_MIB = 0x200000;
const ONE_GIB = 0x40000000;
const FOUR_GIB = 0x1_0000_0000;

export interface DirectMap {
  /** Where CR3 points; what lies there is overwritten. */
  readonly cr3: number;
  /** Linear address of physical 0. */
  readonly base: number;
  /** Bytes. */
  readonly memory: number;
}

/** Two-level: the directory fills the page at CR3. */
export function writeTwoLevelMap(memory: PhysMemory, map: DirectMap): void {
  const directory = map.cr3 - (map.cr3 % PAGE_SIZE);
  const first = map.base / FOUR_MIB;
  for (let i = 0; i < WORDS_PER_PAGE; i += 1) {
    const physical = (i - first) * FOUR_MIB;
    const mapped = physical >= 0 && physical < map.memory;
    memory.write32(directory + i * 4, mapped ? (physical | LARGE_PAGE) >>> 0 : 0);
  }
}

/** PAE: four pointers at CR3, and directories in `directories`, the first of as many pages as gigabytes are mapped. */
export function writePaeMap(memory: PhysMemory, map: DirectMap, directories: number): void {
  const pointers = map.cr3 - (map.cr3 % 32);
  const first = Math.floor(map.base / ONE_GIB);
  for (let i = 0; i < FOUR_GIB / ONE_GIB; i += 1) {
    const directory = directories + (i - first) * PAGE_SIZE;
    memory.write32(pointers + i * 8, i < first ? 0 : (directory | PRESENT) >>> 0);
    memory.write32(pointers + i * 8 + 4, 0);
    for (let k = 0; i >= first && k < PAGE_SIZE / 8; k += 1) {
      const physical = i * ONE_GIB + k * TWO_MIB - map.base;
      const mapped = physical >= 0 && physical < map.memory;
      memory.write32(directory + k * 8, mapped ? (physical | LARGE_PAGE) >>> 0 : 0);
      memory.write32(directory + k * 8 + 4, 0);
    }
  }
}

/** Pages that writePaeMap needs for its directories. */
export const paeDirectories = (base: number): number => FOUR_GIB / ONE_GIB - Math.floor(base / ONE_GIB);
