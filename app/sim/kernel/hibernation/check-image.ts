// Is an image one that this machine can be brought back from? Asked before anything of kernel A is touched: first what the
// header says, then every block of the file against its checksum, then the core that the file is.

import { type CoreFile, type CoreLoad, readCoreHeaders } from "../../formats/elf-core.ts";
import { problemText } from "../../core/errors.ts";
import { hex32, hexPfn } from "../../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import type { Kernel } from "../kernel.ts";
import type { Errno } from "../kimage.ts";
import { op, type Work } from "../step.ts";
import type { Buffer } from "./buffer.ts";
import { BlockReader, IMAGE_READ, readChecksums } from "./checked-blocks.ts";
import { fileBlocksOf, type ImageHeader } from "./image-format.ts";
import type { Found } from "./slots.ts";

export interface Refusal {
  readonly errno: Errno;
  /** What is wrong. */
  readonly text: string;
  /** What to do about it, if there is more to do than to boot A anew. */
  readonly remedy?: string;
}

/** An image that has been found whole. */
export interface Whole {
  readonly found: Found;
  readonly core: CoreFile;
  /** Blocks of the file before its first page of A. */
  readonly headBlocks: number;
  /** Checksum of each block of the file. */
  readonly checksums: Uint32Array;
}

/** What this machine is like. */
export interface Machine {
  readonly frames: number;
  /** Files that A's file system has now. */
  readonly saves: number;
  /** Memory that must not be written over: half-open, bytes; undefined where nothing is written before the jump. */
  readonly own: { readonly start: number; readonly end: number } | undefined;
}

export const isRefusal = (answer: object): answer is Refusal => "errno" in answer;

export const nameOf = ({ header, slot }: Pick<Found, "header" | "slot">): string =>
  `image ${header.sequence} in slot ${slot}`;
const filesText = (files: number): string => `${files} file${files === 1 ? "" : "s"}`;

/** What the header alone tells. */
export function headerRefusal(found: Found, { frames, saves }: Machine): Refusal | undefined {
  const { header, area } = found;
  const says = (text: string, remedy?: string): Refusal => ({
    errno: "EINVAL",
    text: `${nameOf(found)} ${text}`,
    ...(remedy === undefined ? {} : { remedy }),
  });
  if (header.state === "incomplete") {
    return says("is incomplete: power was lost, or a write failed, while it was written");
  }
  if (header.state === "resumed") return says(`is marked as resumed: ${sinceMarked(header, saves)}`);
  if (header.frames !== frames) {
    const text = `is of a machine with ${header.frames} frames, and this one has ${frames}`;
    return says(text, "Give the machine back its memory, and resume then");
  }
  if (header.entry === 0) {
    const remedy = "Boot kernel A anew; for the next time, see to it that the tool in kernel B saves the entry";
    return says("has no jump-back entry", remedy);
  }
  if (header.saves !== saves) {
    return says(`knows ${filesText(header.saves)}, and the file system has ${saves}: A has gone on since`);
  }
  const fits =
    header.fileBlock === area.file.first &&
    header.checksumBlock === area.checksums.first &&
    fileBlocksOf(header) <= area.file.blocks &&
    header.pages < fileBlocksOf(header);
  return fits ? undefined : says("does not lie where its header says");
}

/** The mark is written right before the jump: power may have been lost between both. */
const sinceMarked = (header: ImageHeader, saves: number): string =>
  header.saves === saves
    ? `A may have gone on from it, but the file system has ${filesText(saves)} as the image knows, so nothing has been saved since`
    : `A has gone on from it, and has saved files: the image knows ${header.saves}, the file system has ${saves}`;

const sumsOf = (header: ImageHeader) => ({
  first: header.checksumBlock,
  count: fileBlocksOf(header),
  crc: header.checksumsCrc,
});

/** Reads the whole image through the buffer. The first frame of the buffer is kept for checksums. */
export function* readWhole(kernel: Kernel, found: Found, buffer: Buffer): Work<Whole | Refusal> {
  const { header } = found;
  const says = (text: string): Refusal => ({ errno: "EIO", text: `${nameOf(found)}: ${text}` });
  const checksums = yield* readChecksums(kernel, sumsOf(header), buffer);
  if (typeof checksums === "string") return says(checksums);
  const headBlocks = fileBlocksOf(header) - header.pages;
  const head = new Uint8Array(headBlocks * PAGE_SIZE);
  const reader = new BlockReader(kernel, IMAGE_READ, header.fileBlock, checksums, buffer);
  for (let block = 0; block < checksums.length;) {
    const count = yield* reader.read(block);
    if (typeof count === "string") return says(count);
    for (let i = 0; i < count && block + i < headBlocks; i++) {
      head.set(kernel.memory.bytes(buffer.frame + i), (block + i) * PAGE_SIZE);
    }
    block += count;
  }
  yield op("image {a:dec}: every one of {b:dec} blocks is as its checksum says", header.sequence, checksums.length);
  const core = readCoreHeaders(head, header.fileBytes);
  const pages = core.ok ? core.value.loads.reduce((sum, { bytes: size }) => sum + size / PAGE_SIZE, 0) : header.pages;
  if (pages !== header.pages) return says(`its header says ${header.pages} pages, and the file has ${pages}`);
  if (!core.ok) return says(`it is no core file: ${core.problems.map(problemText).join("; ")}`);
  return { found, core: core.value, headBlocks, checksums };
}

/** What the core says against the machine. */
export function coreRefusal({ found, core }: Whole, { frames, own }: Machine): Refusal | undefined {
  const says = (errno: Errno, text: string): Refusal => ({ errno, text: `${nameOf(found)} ${text}` });
  const outside = core.loads.find(({ paddr, bytes }) => paddr + bytes > frames * PAGE_SIZE);
  if (outside !== undefined) {
    return says("EINVAL", `has a range at ${hex32(outside.paddr)} that this machine does not have`);
  }
  const { entry } = found.header;
  if (!core.loads.some(({ paddr, bytes }) => entry >= paddr && entry < paddr + bytes)) {
    return says("EINVAL", `lacks the page of its jump-back entry ${hex32(entry)}`);
  }
  if (own === undefined) return undefined;
  const hit = core.loads.map((load) => overlap(load, own)).find((at) => at !== undefined);
  if (hit === undefined) return undefined;
  return {
    ...says("EBUSY", `has a page for frame ${hexPfn(hit >>> PAGE_SHIFT)}, where kernel C itself lives`),
    remedy: `Tell C of less memory than ${hex32(own.start)}-${hex32(own.end)} (memmap=), and resume then`,
  };
}

function overlap({ paddr, bytes }: CoreLoad, own: { start: number; end: number }): number | undefined {
  const from = Math.max(paddr, own.start);
  return from < Math.min(paddr + bytes, own.end) ? from : undefined;
}
