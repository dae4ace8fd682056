// A file system of one directory on sda. Whoever has it mounted trusts its copy of the superblock in memory, as every
// file system does: that is why two kernels must not have it mounted at the same time.

import { DISK } from "../devices/registers.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { drain, submit } from "./drivers/sda.ts";
import type { Errno } from "./kimage.ts";
import type { Kernel } from "./kernel.ts";
import { FILES_MAX, offsetOfFile, SUPERBLOCK, SUPERBLOCK_MAGIC } from "./layouts.ts";
import { op, type Work } from "./step.ts";
import { StructAt } from "./struct.ts";

const SUPERBLOCK_NUMBER = 0;
const FIRST_FILE = 1;
/** Blocks from here on belong to no file system: where a kernel that mounts nothing may write. */
export const RAW_BLOCKS = 32;
export const OWNER = { A: 1, B: 2 } as const;

type Superblock = StructAt<(typeof SUPERBLOCK.fields)[number]["name"]>;

const superblockAt = (kernel: Kernel, address: number): Superblock => new StructAt(kernel.memory, SUPERBLOCK, address);

/** A new, empty file system, on the disk and mounted: what happened before the machine runs. */
export function* makeFileSystem(kernel: Kernel, frame: number): Work {
  const block = superblockAt(kernel, frame * PAGE_SIZE);
  for (let at = 0; at < PAGE_SIZE; at += 4) kernel.memory.write32(block.address + at, 0);
  block.set("magic", SUPERBLOCK_MAGIC);
  block.set("next_block", FIRST_FILE);
  kernel.memory.transfer(kernel.memory.frameCount + SUPERBLOCK_NUMBER, frame);
  kernel.data.set("superblock", block.address);
  yield op("sda: an empty file system is mounted, superblock in frame {a:pfn}", frame);
}

/** Reads the superblock into a frame of this kernel's memory. */
export function* mount(kernel: Kernel, frame: number): Work<Errno | undefined> {
  const address = frame * PAGE_SIZE;
  const failed = yield* transfer(kernel, DISK.read, SUPERBLOCK_NUMBER, address);
  if (failed !== undefined) return failed;
  if (superblockAt(kernel, address).get("magic") !== SUPERBLOCK_MAGIC) return "EINVAL";
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
  const written = yield* transfer(kernel, DISK.write, SUPERBLOCK_NUMBER, address);
  if (written !== undefined) return written;
  yield op("file {a:dec} is block {b:dec}", saves + 1, number);
  yield { kind: "context", when: "saved" };
  return undefined;
}

/** One block to or from the disk, and the wait for it. */
export function* transfer(kernel: Kernel, operation: number, block: number, page: number): Work<Errno | undefined> {
  const failed = yield* submit(kernel, { op: operation, block, buffer: page });
  return failed ?? (yield* drain(kernel));
}
