// Kernel B's own image, which A keeps on the disk once B has booted and come back: the optimisation of the first mail. While
// A runs, B's pages lie in A's source pages; loaded again, they are entered where B has left off, and B does not boot.

import { DISK } from "../../devices/registers.ts";
import { crc32 } from "../../core/crc32.ts";
import { hex32 } from "../../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import type { Actors, HibernationActors } from "../actors.ts";
import type { DiskArea } from "../disk-layout.ts";
import { transfer } from "../file-system.ts";
import { gateAddress, gateInText, pageMemory } from "../image.ts";
import { PAGE_OFFSET } from "../image-pages.ts";
import type { Kernel } from "../kernel.ts";
import { type Errno, KEXEC_PRESERVE_CONTEXT, type LoadSegment, sysKexecLoad } from "../kimage.ts";
import { PageAllocator } from "../page-alloc.ts";
import { op, phase, type Work } from "../step.ts";
import { layout, offsetOf, StructAt } from "../struct.ts";
import { type Buffer, fillFrame, takeBuffer } from "./buffer.ts";
import { BlockReader, readChecksums } from "./checked-blocks.ts";
import { checksumPages } from "./image-checksums.ts";
import { CHECKSUMS_PER_BLOCK } from "./image-format.ts";
import { type BackupMap, OldMemory, readBackupMap } from "./old-memory.ts";
import { flushDisk } from "./slots.ts";

const CACHED = layout("kept kernel B", 0x18, "of the lab's own", [
  ["magic", 0x00, 4, "0x4b4a4b42"],
  ["start", 0x04, 4, "where B is to be entered"],
  ["first", 0x08, 4, "first frame of its range"],
  ["pages", 0x0c, 4, "pages, in the blocks behind the checksums, which are behind this one"],
  ["checksums_crc", 0x10, 4, "CRC-32 of the checksums, one word for each page"],
  ["crc", 0x14, 4, "CRC-32 of all before"],
]);
const KEPT_READ = { step: "keep/read", title: "pages of kernel B" };
const MAGIC = 0x4b4a4b42;
const CRC_AT = offsetOf(CACHED, "crc");

interface Kept {
  readonly start: number;
  readonly first: number;
  readonly pages: number;
  readonly checksumsCrc: number;
}

function bytesOf({ start, first, pages, checksumsCrc }: Kept): Uint8Array {
  const bytes = new Uint8Array(CACHED.size);
  const at = new StructAt(pageMemory(bytes), CACHED, 0);
  at.set("magic", MAGIC);
  at.set("start", start);
  at.set("first", first);
  at.set("pages", pages);
  at.set("checksums_crc", checksumsCrc);
  at.set("crc", crc32(bytes.subarray(0, CRC_AT)));
  return bytes;
}

function keptIn(block: Uint8Array): Kept | undefined {
  const bytes = block.slice(0, CACHED.size);
  const at = new StructAt(pageMemory(bytes), CACHED, 0);
  if (at.get("magic") !== MAGIC || at.get("crc") !== crc32(bytes.subarray(0, CRC_AT))) return undefined;
  return {
    start: at.get("start"),
    first: at.get("first"),
    pages: at.get("pages"),
    checksumsCrc: at.get("checksums_crc"),
  };
}

// ---------------------------------------------------------------------------------------------- keep

/** A has come back from B, which waits: its pages go onto the disk, unless they are there already. */
export function* keepB(kernel: Kernel, hibernation: HibernationActors): Work {
  if (!hibernation.plan.cachedB) return;
  const pages = new PageAllocator(kernel);
  const buffer = takeBuffer(pages);
  if (buffer === undefined) return;
  const kept = yield* readKept(kernel, hibernation, buffer);
  if (kept === undefined) {
    const failed = yield* kernel.fn("keep_kernel_b", write(kernel, hibernation, buffer));
    const why = failed === "other" ? "what waits in its place is another kernel" : failed;
    if (why !== undefined) yield* kernel.printk(`kernel B cannot be kept: ${why}`);
  }
  for (let i = 0; i < buffer.count; i++) pages.free(buffer.frame + i);
}

/** Is what waits in A's source pages kernel B: do its gates say so. The kernel that has brought A back waits there just the same. */
function isB({ memory }: Kernel, map: BackupMap, base: number): boolean {
  const gate = (gateAddress(base, "start_kernel") - PAGE_OFFSET) >>> 0;
  const words = new OldMemory(memory, map);
  return gateInText("B", "start_kernel").every((byte, i) => words.read8(gate + i) === byte);
}

function* write(
  kernel: Kernel,
  { cached, bRange, bBase }: HibernationActors,
  buffer: Buffer,
): Work<Errno | "other" | undefined> {
  const { memory, kimage } = kernel;
  const map = readBackupMap((address) => memory.read32(address), kimage.get("head"), memory.frameCount);
  if (typeof map === "string") return "EINVAL";
  if (!isB(kernel, map, bBase)) return "other";
  const [first, pages] = [bRange.start >>> PAGE_SHIFT, (bRange.end - bRange.start) / PAGE_SIZE];
  const places = placesIn(cached, pages);
  const checksums = new Uint32Array(pages);
  for (let done = 0; done < pages; done += buffer.count) {
    const count = Math.min(buffer.count, pages - done);
    for (let i = 0; i < count; i++) {
      const home = first + done + i;
      memory.transfer(buffer.frame + i, map.get(home) ?? home);
      checksums[done + i] = crc32(memory.bytes(buffer.frame + i));
      yield op("B's page of frame {a:pfn}, which waits in {b:pfn}, into the buffer", home, map.get(home) ?? home);
    }
    const failed = yield* kernel.step("keep/write", { title: "pages of kernel B", fails: ["EIO"] }, () =>
      transfer(kernel, DISK.write, places.pages + done, buffer.frame * PAGE_SIZE, count),
    );
    if (failed !== undefined) return failed;
  }
  let checksumsCrc = 0;
  for (const [i, block] of checksumPages(checksums).entries()) {
    checksumsCrc = crc32(block, checksumsCrc);
    fillFrame(kernel, buffer.frame, block);
    const failed = yield* transfer(kernel, DISK.write, places.checksums + i, buffer.frame * PAGE_SIZE);
    if (failed !== undefined) return failed;
  }
  const start = kimage.get("start");
  fillFrame(kernel, buffer.frame, bytesOf({ start, first, pages, checksumsCrc }));
  const failed =
    (yield* flushDisk(kernel)) ??
    (yield* transfer(kernel, DISK.write, cached.first, buffer.frame * PAGE_SIZE)) ??
    (yield* flushDisk(kernel));
  if (failed === undefined) yield* kernel.printk(`kernel B is kept: ${pages} pages, to be entered at ${hex32(start)}`);
  return failed;
}

/** Blocks of the checksums and of the pages behind the header. */
const placesIn = ({ first }: DiskArea, pages: number) => ({
  checksums: first + 1,
  pages: first + 1 + Math.ceil(pages / CHECKSUMS_PER_BLOCK),
});

interface Checked {
  readonly kept: Kept;
  /** Of each page. */
  readonly checksums: Uint32Array;
}

/** What is kept, if every page of it is as it was. */
function* readKept(kernel: Kernel, { cached, bRange }: HibernationActors, buffer: Buffer): Work<Checked | undefined> {
  const address = buffer.frame * PAGE_SIZE;
  if ((yield* transfer(kernel, DISK.read, cached.first, address)) !== undefined) return undefined;
  const kept = keptIn(kernel.memory.bytes(buffer.frame));
  if (kept === undefined || kept.pages !== (bRange.end - bRange.start) / PAGE_SIZE) return undefined;
  const places = placesIn(cached, kept.pages);
  const sums = { first: places.checksums, count: kept.pages, crc: kept.checksumsCrc };
  const checksums = yield* readChecksums(kernel, sums, buffer);
  const wrong = typeof checksums === "string" ? checksums : yield* readThrough(kernel, places.pages, checksums, buffer);
  if (typeof checksums !== "string" && wrong === undefined) return { kept, checksums };
  yield* kernel.printk(`kernel B as it was kept is damaged, and has to boot again: ${wrong}`);
  return undefined;
}

function* readThrough(kernel: Kernel, first: number, checksums: Uint32Array, buffer: Buffer): Work<string | undefined> {
  const reader = new BlockReader(kernel, KEPT_READ, first, checksums, buffer);
  for (let block = 0; block < checksums.length;) {
    const count = yield* reader.read(block);
    if (typeof count === "string") return count;
    block += count;
  }
  return undefined;
}

// ---------------------------------------------------------------------------------------------- load

/** Loads B as it was kept; answers with whether there is one. */
export function* loadKept(kernel: Kernel, actors: Actors, hibernation: HibernationActors): Work<boolean> {
  if (!hibernation.plan.cachedB) return false;
  const pages = new PageAllocator(kernel);
  const buffer = takeBuffer(pages);
  if (buffer === undefined) return false;
  const kept = yield* readKept(kernel, hibernation, buffer);
  const failed = kept === undefined ? "EINVAL" : yield* load(kernel, actors, hibernation, kept, buffer);
  for (let i = 0; i < buffer.count; i++) pages.free(buffer.frame + i);
  return failed === undefined;
}

function* load(
  kernel: Kernel,
  { load: how }: Actors,
  { cached }: HibernationActors,
  { kept: { start, first, pages }, checksums }: Checked,
  buffer: Buffer,
): Work<Errno | undefined> {
  yield phase("load");
  yield* kernel.printk(`kexec: loading kernel B as it was kept, ${pages} pages`);
  const reader = new BlockReader(kernel, KEPT_READ, placesIn(cached, pages).pages, checksums, buffer);
  let [from, to] = [0, 0];
  const bytes = pages * PAGE_SIZE;
  const segment: LoadSegment = {
    name: "kernel B, kept",
    mem: first * PAGE_SIZE,
    memsz: bytes,
    bufsz: bytes,
    content: (page) => kernel.memory.frames[buffer.frame + page - from] ?? 0,
    *fetch(page): Work<Errno | undefined> {
      if (page >= from && page < to) return undefined;
      const count = yield* reader.read(page);
      if (typeof count === "string") {
        yield* kernel.printk(`kernel B as it was kept cannot be loaded: ${count}`);
        return "EIO";
      }
      [from, to] = [page, page + count];
      return undefined;
    },
  };
  const failed = yield* sysKexecLoad(kernel, {
    ...how,
    entry: start,
    segments: [segment],
    flags: KEXEC_PRESERVE_CONTEXT,
  });
  if (failed !== undefined) return failed;
  yield { kind: "role", role: "control", pfn: start >>> PAGE_SHIFT, of: "B" };
  return undefined;
}
