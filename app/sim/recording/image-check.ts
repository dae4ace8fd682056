// Is the image that a kernel has just written what kernel A has left behind? Read from the disk, as whoever resumes it will.

import { hexPfn } from "../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE, pagesOf } from "../core/units.ts";
import { readCoreHeaders, type CoreFile } from "../formats/elf-core.ts";
import { SLOTS, slotAt } from "../kernel/disk-layout.ts";
import { type ImageHeader, readHeader } from "../kernel/hibernation/image-format.ts";
import type { Machine } from "./machine.ts";

/** What a page of the file is to hold, and which bytes of it nobody relies on. */
export interface Expected {
  readonly content: number;
  /** The file must have it. */
  readonly needed: boolean;
  readonly volatile: readonly (readonly [number, number])[];
}

export interface ImageCheck {
  readonly holds: boolean;
  readonly text: string;
  readonly pages: number;
}

type Disk = Pick<Machine, "memory" | "store" | "plan">;

const contentOf = ({ memory }: Disk, block: number): number => memory.table[memory.frameCount + block] ?? 0;

/** Its head takes as many blocks as the loads leave of it. */
function readFile(disk: Disk, { fileBytes, fileBlock }: ImageHeader): CoreFile | undefined {
  const blocks = pagesOf(fileBytes);
  for (let count = 1; count <= blocks; count *= 2) {
    const head = new Uint8Array(count * PAGE_SIZE);
    for (let i = 0; i < count; i++) head.set(disk.store.bytesOf(contentOf(disk, fileBlock + i)), i * PAGE_SIZE);
    const read = readCoreHeaders(head, fileBytes);
    if (read.ok) return read.value;
  }
  return undefined;
}

/** Headers that can be read, the newest first. */
export function headersOn(disk: Disk): readonly ImageHeader[] {
  const blocks = Array.from({ length: SLOTS }, (_, n) =>
    readHeader(disk.store.bytesOf(contentOf(disk, slotAt(disk.plan, n).header))),
  );
  const headers = blocks.flatMap((block) => (block.kind === "header" ? [block.header] : []));
  return headers.toSorted((a, b) => b.sequence - a.sequence);
}

/** Of the images that can be resumed, the newest first. */
export const completeImages = (disk: Disk): readonly ImageHeader[] =>
  headersOn(disk).filter(({ state }) => state === "complete");

/** `expected`: of a frame, undefined where anything will do. */
export function compareImage(
  disk: Disk,
  header: ImageHeader,
  expected: (frame: number) => Expected | undefined,
): ImageCheck {
  const file = readFile(disk, header);
  const image = `image ${header.sequence}`;
  if (file === undefined) return { holds: false, text: `${image} cannot be read`, pages: 0 };
  const frames = disk.memory.frameCount;
  const present = new Uint8Array(frames);
  let pages = 0;
  for (const { paddr, bytes, offset } of file.loads) {
    for (let at = 0; at < bytes; at += PAGE_SIZE) {
      const frame = (paddr + at) >>> PAGE_SHIFT;
      if (frame < frames) present[frame] = 1;
      const wanted = expected(frame);
      if (wanted === undefined) continue;
      pages++;
      const block = header.fileBlock + Math.floor((offset + at) / PAGE_SIZE);
      if (equal(disk, contentOf(disk, block), wanted)) continue;
      const text = `${image}: block ${block} is not the page of frame ${hexPfn(frame)} as A has left it`;
      return { holds: false, text, pages };
    }
  }
  const missing = Array.from(present.keys()).filter(
    (frame) => present[frame] === 0 && expected(frame)?.needed === true,
  );
  const [first] = missing;
  if (first === undefined) return { holds: true, text: `${image}: ${pages} pages as A has left them`, pages };
  const text = `${image} lacks ${missing.length} pages that A needs, the first of them that of frame ${hexPfn(first)}`;
  return { holds: false, text, pages };
}

function equal({ store }: Disk, content: number, wanted: Expected): boolean {
  if (content === wanted.content) return true;
  const [here, there] = [store.bytesOf(content), store.bytesOf(wanted.content)];
  return here.every((byte, i) => byte === there[i] || wanted.volatile.some(([from, to]) => i >= from && i < to));
}
