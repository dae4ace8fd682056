// A file system of one directory on sda. Whoever has it mounted trusts its copy of the superblock in memory, as every
// file system does: that is why two kernels must not have it mounted at the same time.

import { DISK } from "../devices/registers.ts";
import { crc32 } from "../core/crc32.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { drain, submit } from "./drivers/sda.ts";
import type { Errno } from "./kimage.ts";
import type { Kernel } from "./kernel.ts";
import { CHECKSUM_FEATURE, FILES_MAX, offsetOfFile, SUPERBLOCK, SUPERBLOCK_MAGIC } from "./layouts.ts";
import { op, type Work } from "./step.ts";
import { offsetOf, StructAt } from "./struct.ts";

const SUPERBLOCK_NUMBER = 0;
const FIRST_FILE = 1;
export const OWNER = { A: 1, B: 2, C: 3 } as const;

type Superblock = StructAt<(typeof SUPERBLOCK.fields)[number]["name"]>;

type Words = ConstructorParameters<typeof StructAt>[0];
const superblockAt = (kernel: Kernel, address: number): Superblock => new StructAt(kernel.memory, SUPERBLOCK, address);

const CRC_AT = offsetOf(SUPERBLOCK, "crc");
const checksumOf = (memory: Words, { address }: Superblock): number =>
  crc32(Uint8Array.from({ length: CRC_AT }, (_, i) => memory.read8(address + i)));
const hasChecksum = (block: Superblock): boolean => (block.get("features") & CHECKSUM_FEATURE) !== 0;

/** Is what lies at an address a superblock as somebody has written it? `checked`: it must have a checksum. */
export function isSuperblock(memory: Words, address: number, checked: boolean): boolean {
  const block: Superblock = new StructAt(memory, SUPERBLOCK, address);
  if (block.get("magic") !== SUPERBLOCK_MAGIC) return false;
  return hasChecksum(block) ? block.get("crc") === checksumOf(memory, block) : !checked;
}

/** A new, empty file system, on the disk and mounted: what happened before the machine runs. */
export function* makeFileSystem(kernel: Kernel, frame: number, checked: boolean): Work {
  const block = superblockAt(kernel, frame * PAGE_SIZE);
  for (let at = 0; at < PAGE_SIZE; at += 4) kernel.memory.write32(block.address + at, 0);
  block.set("magic", SUPERBLOCK_MAGIC);
  block.set("next_block", FIRST_FILE);
  if (checked) {
    block.set("features", CHECKSUM_FEATURE);
    block.set("crc", checksumOf(kernel.memory, block));
  }
  kernel.memory.transfer(kernel.memory.frameCount + SUPERBLOCK_NUMBER, frame);
  kernel.data.set("superblock", block.address);
  yield op("sda: an empty file system is mounted, superblock in frame {a:pfn}", frame);
}

/** Reads the superblock into a frame of this kernel's memory. */
export function* mount(kernel: Kernel, frame: number): Work<Errno | undefined> {
  const address = frame * PAGE_SIZE;
  const failed = yield* transfer(kernel, DISK.read, SUPERBLOCK_NUMBER, address);
  if (failed !== undefined) return failed;
  if (!isSuperblock(kernel.memory, address, false)) return "EINVAL";
  kernel.data.set("superblock", address);
  yield op("mount: superblock in frame {a:pfn}, {b:dec} files", frame, superblockAt(kernel, address).get("saves"));
  return undefined;
}

/** Writes a page as a new file: the block that the superblock in memory calls free, then that superblock. */
export function* saveFile(kernel: Kernel, page: number): Work<Errno | undefined> {
  const address = kernel.data.get("superblock");
  if (address === 0) return "EINVAL";
  const block = superblockAt(kernel, address);
  const [saves, number] = [block.get("saves"), block.get("next_block")];
  const failed = yield* transfer(kernel, DISK.write, number, page);
  if (failed !== undefined) return failed;
  const entry = address + offsetOfFile(saves % FILES_MAX);
  kernel.memory.write32(entry, OWNER[kernel.letter]);
  kernel.memory.write32(entry + 4, number);
  block.set("saves", saves + 1);
  block.set("next_block", number + 1);
  if (hasChecksum(block)) block.set("crc", checksumOf(kernel.memory, block));
  const written = yield* transfer(kernel, DISK.write, SUPERBLOCK_NUMBER, address);
  if (written !== undefined) return written;
  yield op("file {a:dec} is block {b:dec}", saves + 1, number);
  yield { kind: "context", when: "saved" };
  return undefined;
}

/** Blocks to or from the disk, and the wait for them: `count` neighbours, with as many frames from `page` on. */
export function* transfer(
  kernel: Kernel,
  operation: number,
  block: number,
  page: number,
  count = 1,
): Work<Errno | undefined> {
  const failed = yield* submit(kernel, { op: operation, block, buffer: page, count });
  return failed ?? (yield* drain(kernel));
}
