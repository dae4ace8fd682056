// Which block of the disk is for what. A machine that does not hibernate has the first two areas only.

import { PAGE_SIZE } from "../core/units.ts";
import { DISK } from "../devices/registers.ts";
import { imagePageCount } from "./image-pages.ts";
import type { MachinePlan } from "./plan.ts";

/** Neighbouring blocks. */
export interface DiskArea {
  readonly first: number;
  readonly blocks: number;
}

export const FILE_SYSTEM_AREA: DiskArea = { first: 0, blocks: 32 };
/** Belongs to no file system: where a kernel that mounts nothing may write. */
export const RAW_AREA: DiskArea = { first: 32, blocks: 32 };
/** The boot loader's: block 0 of it is its configuration, the pages of kernel C's image follow. */
const BOOT_AREA_FIRST = DISK.blocks;

export const bootArea = (kernelIsPae: boolean): DiskArea => ({
  first: BOOT_AREA_FIRST,
  blocks: 1 + imagePageCount(kernelIsPae),
});

/** Images take turns: the newest is never written over. */
export const SLOTS = 2;
const CHECKSUM_BYTES = 4;
/** Of an ELF64 file. */
const PROGRAM_HEADER_BYTES = 56;
/** ELF header and notes. */
const HEAD_PAGES = 4;

/** One place for an image: its header, a checksum for each block of the file, the file. */
export interface SlotArea extends DiskArea {
  readonly header: number;
  readonly checksums: DiskArea;
  readonly file: DiskArea;
}

const pagesFor = (bytes: number): number => Math.ceil(bytes / PAGE_SIZE);

/** The largest file: every frame, and every other one a range of its own. */
const fileBlocks = (frames: number): number =>
  frames + HEAD_PAGES + pagesFor(Math.ceil(frames / 2) * PROGRAM_HEADER_BYTES);

export function slotBlocks(frames: number): number {
  const file = fileBlocks(frames);
  return 1 + pagesFor(file * CHECKSUM_BYTES) + file;
}

type Sizes = Pick<MachinePlan, "frames" | "kernelIsPae">;

/** Slot 0 or 1 of a machine with so many frames. */
export function slotAt({ frames, kernelIsPae }: Sizes, n: number): SlotArea {
  const boot = bootArea(kernelIsPae);
  const blocks = slotBlocks(frames);
  const first = boot.first + boot.blocks + n * blocks;
  const file = fileBlocks(frames);
  const sums = blocks - 1 - file;
  return {
    first,
    blocks,
    header: first,
    checksums: { first: first + 1, blocks: sums },
    file: { first: first + 1 + sums, blocks: file },
  };
}

/** Kernel B's own pages, where they are kept for the next time: a header, checksums, its range. */
export function cachedArea(plan: Sizes & Pick<MachinePlan, "bRange">): DiskArea {
  const last = slotAt(plan, SLOTS - 1);
  const pages = (plan.bRange.end - plan.bRange.start) / PAGE_SIZE;
  return { first: last.first + last.blocks, blocks: 1 + pagesFor(pages * CHECKSUM_BYTES) + pages };
}

/** Blocks of the disk of a machine. */
export function storageBlocks(plan: Sizes & Pick<MachinePlan, "bRange" | "hibernation">): number {
  if (plan.hibernation === undefined) return DISK.blocks;
  const cached = cachedArea(plan);
  return cached.first + (plan.hibernation.cachedB ? cached.blocks : 0);
}
