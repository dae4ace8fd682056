// The walk of the page tables for one linear address, as a pure function of memory and the paging registers: what the
// processor translates by and what the views show. Two levels with 4 KiB and 4 MiB pages; with CR4.PAE three levels with
// 4 KiB and 2 MiB pages and, with EFER.NXE, pages that may not be executed.

import { CR0_WP, CR4_PAE, CR4_PGE, CR4_PSE, EFER_NXE } from "./state.ts";

/** Bits of an entry's low half. */
export const ENTRY = {
  present: 0x1,
  writable: 0x2,
  user: 0x4,
  accessed: 0x20,
  dirty: 0x40,
  large: 0x80,
  global: 0x100,
} as const;

/** Bits of the error code of #PF. Those that describe the access serve as its name. */
export const PF = { present: 0x1, write: 0x2, user: 0x4, reserved: 0x8, fetch: 0x10 } as const;

/** Reads 32 bits at a physical address below 4 GiB. */
export type Read32 = (physical: number) => number;

export interface PagingRegisters {
  readonly cr0: number;
  readonly cr3: number;
  readonly cr4: number;
  readonly efer: number;
  /** The four cached directory pointers, low and high half each; without them they are read from memory. */
  readonly pdptes?: ArrayLike<number> | undefined;
}

/** 64-bit entries in two unsigned halves; `high` is 0 for 32-bit entries. */
export interface RawEntry {
  readonly low: number;
  readonly high: number;
}

export type LevelName = "PDPTE" | "PDE" | "PTE";

/** One level of a format: which bits of the address pick the entry, and where large pages may end the walk. */
export interface LevelFormat {
  readonly name: LevelName;
  readonly shift: number;
  readonly indexBits: number;
  /** PS may be set here, and is looked at. */
  readonly largeAllowed: boolean;
}

export interface PagingFormat {
  readonly entryBytes: 4 | 8;
  readonly levels: readonly LevelFormat[];
}

export interface WalkLevel {
  readonly name: LevelName;
  readonly index: number;
  /** Physical; may lie above 4 GiB, where nothing is: such an entry reads as all ones. */
  readonly entryAddress: number;
  readonly entry: RawEntry;
  readonly present: boolean;
  readonly writable: boolean;
  readonly user: boolean;
  readonly accessed: boolean;
  readonly dirty: boolean;
  /** Ends the walk with a page of 4 MiB or 2 MiB. */
  readonly large: boolean;
  readonly global: boolean;
  readonly noExecute: boolean;
  /** A bit is set that must be clear in a present entry. */
  readonly reserved: boolean;
  /** Physical address of the next table or of the page. */
  readonly target: number;
}

export interface PageWalk {
  readonly linear: number;
  readonly levels: readonly WalkLevel[];
  /** Why there is no translation; it is the last level that fails. */
  readonly failure: "not-present" | "reserved" | undefined;
  /** Up to 36 bits; undefined if the walk fails. */
  readonly physical: number | undefined;
  /** Log2 of the page size: 12, 21 or 22. */
  readonly pageShift: number;
  /** Rights of all levels taken together. */
  readonly writable: boolean;
  readonly user: boolean;
  readonly noExecute: boolean;
  readonly global: boolean;
  readonly dirty: boolean;
}

const PDE_SMALL: LevelFormat = { name: "PDE", shift: 22, indexBits: 10, largeAllowed: false };
const PTE: LevelFormat = { name: "PTE", shift: 12, indexBits: 10, largeAllowed: false };
const TWO_LEVEL: PagingFormat = { entryBytes: 4, levels: [PDE_SMALL, PTE] };
const TWO_LEVEL_PSE: PagingFormat = { entryBytes: 4, levels: [{ ...PDE_SMALL, largeAllowed: true }, PTE] };
const PAE: PagingFormat = {
  entryBytes: 8,
  levels: [
    { name: "PDPTE", shift: 30, indexBits: 2, largeAllowed: false },
    { name: "PDE", shift: 21, indexBits: 9, largeAllowed: true },
    { name: "PTE", shift: 12, indexBits: 9, largeAllowed: false },
  ],
};

export function pagingFormat(cr4: number): PagingFormat {
  if ((cr4 & CR4_PAE) !== 0) return PAE;
  return (cr4 & CR4_PSE) !== 0 ? TWO_LEVEL_PSE : TWO_LEVEL;
}

/** Physical address of the topmost table. */
export const tableRoot = (format: PagingFormat, cr3: number): number =>
  (cr3 & (format.entryBytes === 8 ? ~0x1f : ~0xfff)) >>> 0;

export const entryIndex = (level: LevelFormat, linear: number): number =>
  (linear >>> level.shift) & ((1 << level.indexBits) - 1);

const FOUR_GIB = 0x1_0000_0000;
const NOTHING_THERE = 0xffffffff;
/** Physical addresses have 36 bits. */
const ABOVE_36_BITS = 0x7ffffff0;
const NO_EXECUTE = 0x80000000;

/** Bits 2:1 and 8:5 of a directory pointer. */
const PDPTE_RESERVED = 0x1e6;
/** Below the page of a large entry, above its flags and the memory type in bit 12. */
const LARGE_RESERVED = { 21: 0x1fe000, 22: 0x3fe000 } as const;

function reservedLow(level: LevelFormat, large: boolean): number {
  if (level.name === "PDPTE") return PDPTE_RESERVED;
  return large ? LARGE_RESERVED[level.shift === 21 ? 21 : 22] : 0;
}

function reservedHigh(level: LevelFormat, efer: number): number {
  const noExecuteAllowed = level.name !== "PDPTE" && (efer & EFER_NXE) !== 0;
  return ABOVE_36_BITS | (noExecuteAllowed ? 0 : NO_EXECUTE);
}

/** Does this present directory pointer have a bit set that makes loading it #GP? */
export const isBadDirectoryPointer = ({ low, high }: RawEntry): boolean =>
  (low & ENTRY.present) !== 0 && ((low & PDPTE_RESERVED) !== 0 || (high & (ABOVE_36_BITS | NO_EXECUTE)) !== 0);

export function readEntry(read32: Read32, format: PagingFormat, address: number): RawEntry {
  if (address >= FOUR_GIB) return { low: NOTHING_THERE, high: format.entryBytes === 8 ? NOTHING_THERE : 0 };
  return { low: read32(address) >>> 0, high: format.entryBytes === 8 ? read32(address + 4) >>> 0 : 0 };
}

/** What one entry says at its level. */
export function decodeEntry(
  level: LevelFormat,
  registers: PagingRegisters,
  index: number,
  entryAddress: number,
  entry: RawEntry,
): WalkLevel {
  const { low, high } = entry;
  const bit = (mask: number): boolean => (low & mask) !== 0;
  const isPointer = level.name === "PDPTE";
  const large = level.largeAllowed && bit(ENTRY.large);
  const isLeaf = large || level.name === "PTE";
  const pageMask = large ? (level.shift === 21 ? 0xffe00000 : 0xffc00000) : 0xfffff000;
  return {
    name: level.name,
    index,
    entryAddress,
    entry,
    present: bit(ENTRY.present),
    writable: isPointer || bit(ENTRY.writable),
    user: isPointer || bit(ENTRY.user),
    accessed: !isPointer && bit(ENTRY.accessed),
    dirty: isLeaf && bit(ENTRY.dirty),
    large,
    global: isLeaf && bit(ENTRY.global) && (registers.cr4 & CR4_PGE) !== 0,
    noExecute: !isPointer && (high & NO_EXECUTE) !== 0 && (registers.efer & EFER_NXE) !== 0,
    reserved:
      (low & reservedLow(level, large)) !== 0 || (high !== 0 && (high & reservedHigh(level, registers.efer)) !== 0),
    target: ((low & pageMask) >>> 0) + (high & 0xf) * FOUR_GIB,
  };
}

/** Walks the tables as they are, whether or not paging is on. */
export function walkPage(read32: Read32, registers: PagingRegisters, linear: number): PageWalk {
  const format = pagingFormat(registers.cr4);
  const levels: WalkLevel[] = [];
  let table = tableRoot(format, registers.cr3);
  for (const level of format.levels) {
    const index = entryIndex(level, linear);
    const address = table + index * format.entryBytes;
    const raw = cachedPointer(level, registers, index) ?? readEntry(read32, format, address);
    const step = decodeEntry(level, registers, index, address, raw);
    levels.push(step);
    if (!step.present) return failed(linear, levels, "not-present");
    if (step.reserved) return failed(linear, levels, "reserved");
    if (step.large || level.name === "PTE") return complete(linear, levels, step, level.shift);
    table = step.target;
  }
  return failed(linear, levels, "not-present");
}

function cachedPointer(level: LevelFormat, { pdptes }: PagingRegisters, index: number): RawEntry | undefined {
  if (pdptes === undefined || level.name !== "PDPTE") return undefined;
  return { low: (pdptes[2 * index] ?? 0) >>> 0, high: (pdptes[2 * index + 1] ?? 0) >>> 0 };
}

function failed(linear: number, levels: readonly WalkLevel[], failure: "not-present" | "reserved"): PageWalk {
  const none = { writable: false, user: false, noExecute: false, global: false, dirty: false };
  return { linear: linear >>> 0, levels, failure, physical: undefined, pageShift: 12, ...none };
}

function complete(linear: number, levels: readonly WalkLevel[], leaf: WalkLevel, pageShift: number): PageWalk {
  return {
    linear: linear >>> 0,
    levels,
    failure: undefined,
    physical: leaf.target + (linear & ((1 << pageShift) - 1)),
    pageShift,
    writable: levels.every((level) => level.writable),
    user: levels.every((level) => level.user),
    noExecute: levels.some((level) => level.noExecute),
    global: leaf.global,
    dirty: leaf.dirty,
  };
}

/** Does an access pass these rights? Supervisor writes obey read-only pages only with CR0.WP. */
export function isAllowed(writable: boolean, user: boolean, noExecute: boolean, access: number, cr0: number): boolean {
  if ((access & PF.fetch) !== 0 && noExecute) return false;
  if ((access & PF.user) !== 0 && !user) return false;
  if ((access & PF.write) === 0 || writable) return true;
  return (access & PF.user) === 0 && (cr0 & CR0_WP) === 0;
}

/** Error code of the page fault that an access (PF.write, PF.user, PF.fetch) meets, or undefined if it passes. */
export function pageFaultCode(walk: PageWalk, registers: PagingRegisters, access: number): number | undefined {
  const tellsFetch = (registers.cr4 & CR4_PAE) !== 0 && (registers.efer & EFER_NXE) !== 0;
  const code = tellsFetch ? access : access & ~PF.fetch;
  if (walk.failure === "not-present") return code;
  if (walk.failure === "reserved") return code | PF.present | PF.reserved;
  const passes = isAllowed(walk.writable, walk.user, walk.noExecute, access, registers.cr0);
  return passes ? undefined : code | PF.present;
}
