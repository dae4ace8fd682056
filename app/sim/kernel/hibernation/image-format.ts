// An image on the disk: a header block, a checksum for each block of the file, and the file, an ELF64 core. One table for
// the tools that write and read it, for the views, and for an image that is brought. All that the header says lies in its
// first sector, so that writing it is one step: before, there is no image, and after, there is.

import type { ImageKind, SleepState } from "../../api.ts";
import { crc32 } from "../../core/crc32.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { pageMemory } from "../image.ts";
import { layout, offsetOf, StructAt } from "../struct.ts";

export const IMAGE_HEADER = layout("image header", 0x44, "of the lab's own", [
  ["magic", 0x00, 4, "0x4b4a494d"],
  ["version", 0x04, 4, "1"],
  ["state", 0x08, 4, "1 incomplete, 2 complete, 3 resumed"],
  ["sequence", 0x0c, 4, "1 for the first image, and so on"],
  ["kind", 0x10, 4, "0 plain, 1 filtered"],
  ["entry", 0x14, 4, "A's jump-back entry, 0 if it was not saved"],
  ["map", 0x18, 4, "head word of A's list, the backup pages map; 0 if it has not come"],
  ["frames", 0x1c, 4, "frames of the machine"],
  ["file_bytes", 0x20, 4, "bytes of the core file"],
  ["file_block", 0x24, 4, "block of its first byte"],
  ["checksum_block", 0x28, 4, "block of the first checksum, one word for each block of the file"],
  ["checksums_crc", 0x2c, 4, "CRC-32 of the checksums"],
  ["pages", 0x30, 4, "pages of A in the file"],
  ["dropped", 0x34, 4, "pages left out because A has them free"],
  ["sleep", 0x38, 4, "state the machine goes to: 4 or 5; 0 if A goes on at once"],
  ["saves", 0x3c, 4, "files of A's file system at this time"],
  ["crc", 0x40, 4, "CRC-32 of all before"],
]);

const MAGIC = 0x4b4a494d;
const VERSION = 1;
const CRC_AT = offsetOf(IMAGE_HEADER, "crc");
export const CHECKSUMS_PER_BLOCK = PAGE_SIZE / 4;
/** By their words; there is no state 0. */
const STATES = ["", "incomplete", "complete", "resumed"] as const;
const KINDS: readonly ImageKind[] = ["plain", "filtered"];

export interface ImageHeader {
  readonly state: Exclude<(typeof STATES)[number], "">;
  readonly sequence: number;
  readonly kind: ImageKind;
  readonly entry: number;
  readonly map: number;
  readonly frames: number;
  readonly fileBytes: number;
  readonly fileBlock: number;
  readonly checksumBlock: number;
  readonly checksumsCrc: number;
  readonly pages: number;
  readonly dropped: number;
  readonly sleep: SleepState | undefined;
  readonly saves: number;
}

/** What a header block holds: a header, nothing that anybody wrote, or something else. */
export type HeaderBlock =
  | { readonly kind: "header"; readonly header: ImageHeader }
  | { readonly kind: "empty" }
  | { readonly kind: "bad"; readonly reason: string };

export const sleepWord = (sleep: SleepState | undefined): number => (sleep === undefined ? 0 : sleep === "S4" ? 4 : 5);
const sleepOf = (word: number): SleepState | undefined => (word === 4 ? "S4" : word === 5 ? "S5" : undefined);

/** The header's bytes; the rest of its block does not matter. */
export function headerBytes(header: ImageHeader): Uint8Array {
  const bytes = new Uint8Array(IMAGE_HEADER.size);
  const at = new StructAt(pageMemory(bytes), IMAGE_HEADER, 0);
  at.set("magic", MAGIC);
  at.set("version", VERSION);
  at.set("state", STATES.indexOf(header.state));
  at.set("sequence", header.sequence);
  at.set("kind", KINDS.indexOf(header.kind));
  at.set("entry", header.entry);
  at.set("map", header.map);
  at.set("frames", header.frames);
  at.set("file_bytes", header.fileBytes);
  at.set("file_block", header.fileBlock);
  at.set("checksum_block", header.checksumBlock);
  at.set("checksums_crc", header.checksumsCrc);
  at.set("pages", header.pages);
  at.set("dropped", header.dropped);
  at.set("sleep", sleepWord(header.sleep));
  at.set("saves", header.saves);
  at.set("crc", crc32(bytes.subarray(0, CRC_AT)));
  return bytes;
}

export function readHeader(block: Uint8Array): HeaderBlock {
  const bytes = block.slice(0, IMAGE_HEADER.size);
  const at = new StructAt(pageMemory(bytes), IMAGE_HEADER, 0);
  if (bytes.every((byte) => byte === 0)) return { kind: "empty" };
  const bad = (reason: string): HeaderBlock => ({ kind: "bad", reason });
  if (at.get("magic") !== MAGIC) return bad("what lies there is no image header");
  if (at.get("crc") !== crc32(bytes.subarray(0, CRC_AT))) return bad("its checksum does not match");
  if (at.get("version") !== VERSION) return bad(`it is of version ${at.get("version")}`);
  const state = STATES[at.get("state")];
  const kind = KINDS[at.get("kind")];
  if (state === undefined || state === "" || kind === undefined)
    return bad("it has a state or a kind that nobody writes");
  const header: ImageHeader = {
    state,
    kind,
    sequence: at.get("sequence"),
    entry: at.get("entry"),
    map: at.get("map"),
    frames: at.get("frames"),
    fileBytes: at.get("file_bytes"),
    fileBlock: at.get("file_block"),
    checksumBlock: at.get("checksum_block"),
    checksumsCrc: at.get("checksums_crc"),
    pages: at.get("pages"),
    dropped: at.get("dropped"),
    sleep: sleepOf(at.get("sleep")),
    saves: at.get("saves"),
  };
  return { kind: "header", header };
}

/** Blocks of the file, and of its checksums. */
export const fileBlocksOf = ({ fileBytes }: Pick<ImageHeader, "fileBytes">): number => Math.ceil(fileBytes / PAGE_SIZE);
export const checksumBlocksOf = (header: Pick<ImageHeader, "fileBytes">): number =>
  Math.ceil(fileBlocksOf(header) / CHECKSUMS_PER_BLOCK);
