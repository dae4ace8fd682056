// An image on the disk, or the memory that a kernel exports as a file: where each frame lies in it, and what each byte is of.

import { say } from "../../messages/say.ts";
import type { CoreLoadView, HibernationView, ImageSlotView, KeptPages } from "../../sim/api.ts";

const PAGE = 4096;

export interface CoreFile {
  /** "image-1", "vmcore": for choosing among them. */
  readonly id: string;
  readonly title: string;
  readonly bytes: number;
  /** In the order of the file. */
  readonly loads: readonly CoreLoadView[];
  /** Of an image: the disk block of its first byte. */
  readonly firstBlock?: number;
  /** Exchanged pages of A: home frame -> the frame that the file has it for. */
  readonly kept: ReadonlyMap<number, number>;
}

const pairsOf = (kept: KeptPages = new Uint32Array()): CoreFile["kept"] =>
  new Map(Array.from({ length: kept.length / 2 }, (_, i) => [kept[2 * i] ?? 0, kept[2 * i + 1] ?? 0]));

const inOrder = (loads: readonly CoreLoadView[]): readonly CoreLoadView[] =>
  loads.toSorted((a, b) => a.offset - b.offset);

export const imageFile = ({ header }: ImageSlotView): CoreFile | undefined =>
  header === undefined
    ? undefined
    : {
        id: `image-${header.sequence}`,
        title: say("Image {sequence}", { sequence: header.sequence }),
        bytes: header.fileBytes,
        loads: inOrder(header.loads),
        firstBlock: header.fileBlock,
        kept: pairsOf(header.kept),
      };

/** Images in the order in which they were made, then what is exported now. */
export function coreFiles({ slots, vmcore }: HibernationView): readonly CoreFile[] {
  const images = slots
    .toSorted((a, b) => (a.header?.sequence ?? 0) - (b.header?.sequence ?? 0))
    .flatMap((slot) => imageFile(slot) ?? [])
    // Of one that is being written nobody knows yet what will be where.
    .filter(({ loads }) => loads.length > 0);
  if (vmcore === undefined) return images;
  const exported: CoreFile = {
    id: "vmcore",
    title: say("/proc/vmcore in {kernel}", { kernel: vmcore.kernel }),
    bytes: vmcore.fileBytes,
    loads: inOrder(vmcore.loads),
    kept: pairsOf(vmcore.kept),
  };
  return [...images, exported];
}

/** Where the page of a frame lies in the file; undefined where it is not in it. */
export function offsetOfFrame({ loads }: CoreFile, pfn: number): number | undefined {
  const load = loads.find(({ paddr, bytes }) => pfn * PAGE >= paddr && pfn * PAGE < paddr + bytes);
  return load === undefined ? undefined : load.offset + (pfn * PAGE - load.paddr);
}

/** The home of the page that a frame keeps for A; undefined where the frame is no source. */
export function homeKeptIn({ kept }: CoreFile, pfn: number): number | undefined {
  for (const [home, source] of kept) if (source === pfn && home !== pfn) return home;
  return undefined;
}

/** Where A's page of a frame is: in the frame itself, or in the source frame that keeps it. */
export const frameOfPage = ({ kept }: CoreFile, pfn: number): number => kept.get(pfn) ?? pfn;

/** Which frame a byte of the file belongs to; undefined for its headers. */
export function frameAtOffset({ loads }: CoreFile, offset: number): number | undefined {
  const load = loads.find((each) => offset >= each.offset && offset < each.offset + each.bytes);
  return load === undefined ? undefined : Math.floor((load.paddr + (offset - load.offset)) / PAGE);
}

/** Disk block of a byte of the file. */
export const blockOf = ({ firstBlock }: CoreFile, offset: number): number | undefined =>
  firstBlock === undefined ? undefined : firstBlock + Math.floor(offset / PAGE);

/** The next frame that is in the file, from one that need not be. */
export function nextFrame(file: CoreFile, pfn: number, by: 1 | -1): number | undefined {
  const frames = file.loads
    .map(({ paddr, bytes }) => ({ first: paddr / PAGE, last: (paddr + bytes) / PAGE - 1 }))
    .toSorted((a, b) => a.first - b.first);
  if (by === 1) {
    const load = frames.find(({ last }) => last > pfn);
    return load === undefined ? undefined : Math.max(load.first, pfn + 1);
  }
  const load = frames.findLast(({ first }) => first < pfn);
  return load === undefined ? undefined : Math.min(load.last, pfn - 1);
}

export const pagesOf = ({ loads }: CoreFile): number => loads.reduce((sum, { bytes }) => sum + bytes / PAGE, 0);
