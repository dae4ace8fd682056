// Kernel C after its boot: finds the image, holds it to its checksums, puts A's memory back, and jumps. Until the jump it can
// stop at any point: the image is marked as resumed last of all.

import { oldMemoryHeaders } from "../../formats/elf-core.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import { DISK } from "../../devices/registers.ts";
import { type Actors, aborted, type HibernationActors, loadWayBack } from "../actors.ts";
import { transfer } from "../file-system.ts";
import { imagePage } from "../image-pages.ts";
import { NOTES_OF_A } from "../kexec-tool.ts";
import type { Kernel } from "../kernel.ts";
import type { Errno } from "../kimage.ts";
import { KERNEL_DATA } from "../layouts.ts";
import { PageAllocator } from "../page-alloc.ts";
import { A_BASE } from "../population.ts";
import { op, phase, type Work } from "../step.ts";
import { StructAt } from "../struct.ts";
import { type Buffer, fillFrame, takeBuffer } from "./buffer.ts";
import { isRefusal, nameOf, type Refusal, type Whole } from "./check-image.ts";
import { chooseImage } from "./choose-image.ts";
import { headerBytes, type ImageHeader, sleepWord } from "./image-format.ts";
import { krestore } from "./krestore.ts";
import { loadImage } from "./load-image.ts";
import { type BackupMap, headOf, OldMemory, readBackupMap } from "./old-memory.ts";
import { oldRanges } from "./old-ranges.ts";
import { flushDisk, type Found, isFound, readSlots } from "./slots.ts";

export function* resume(kernel: Kernel, actors: Actors, hibernation: HibernationActors): Work {
  yield phase("restore-image");
  kernel.begin("enter", ["resume"]);
  const pages = new PageAllocator(kernel);
  const buffer = takeBuffer(pages);
  if (buffer === undefined) return yield* gaveUp(kernel, NO_BUFFER);
  const image = yield* chooseImage(kernel, choiceOf(kernel, hibernation), buffer);
  if (isRefusal(image)) return yield* gaveUp(kernel, image);
  yield* kernel.printk(`${nameOf(image.found)} is whole: it will be resumed (${hibernation.plan.restore})`);
  const krestores = hibernation.plan.restore === "krestore";
  const refused = krestores
    ? yield* putBack(kernel, hibernation, image, buffer)
    : yield* pass(kernel, actors, hibernation, image, buffer);
  if (refused !== undefined) return yield* gaveUp(kernel, refused);
  for (let i = 0; i < buffer.count; i++) pages.free(buffer.frame + i);
  if (!krestores) yield { kind: "leg" };
  else if (!(yield* loadWayBack(kernel, actors, image.found.header.entry))) return;
  const unmarked = yield* mark(kernel, image.found);
  if (unmarked !== undefined) return yield* gaveUp(kernel, unmarked);
  yield* actors.sysReboot(kernel);
}

const NO_BUFFER: Refusal = {
  errno: "ENOMEM",
  text: "no memory for a buffer. Give kernel C a larger range (memmap=), and resume then.",
};

const choiceOf = (kernel: Kernel, { areas, plan }: HibernationActors) => {
  const { bootParams, circumstances } = kernel;
  const [start, end] = [bootParams.get("mem_start"), bootParams.get("mem_end")];
  const writes = plan.restore === "krestore" && !circumstances.has("krestore-unchecked");
  return {
    areas,
    which: plan.resume,
    frames: bootParams.get("ram_end") / PAGE_SIZE,
    own: writes ? { start, end } : undefined,
  };
};

function* gaveUp(kernel: Kernel, { errno, text }: Refusal): Work {
  yield* aborted(kernel, `no resume: ${text}`, errno);
}

// ---------------------------------------------------------------------------------------------- krestore

function* putBack(
  kernel: Kernel,
  { route }: HibernationActors,
  image: Whole,
  buffer: Buffer,
): Work<Refusal | undefined> {
  const { header } = image.found;
  const wrong = yield* krestore(kernel, image, buffer);
  if (wrong !== undefined) {
    return { errno: "EIO", text: `${nameOf(image.found)}: ${wrong}. Kernel A has not been entered. ${ONCE_MORE}` };
  }
  const map = mapInImage((address) => kernel.memory.read32(address), header, route);
  yield* tellA(kernel, header, typeof map === "string" ? undefined : new OldMemory(kernel.memory, map));
  if (typeof map !== "string") yield* describeA(kernel, header, map);
  kernel.data.set("jump_back_entry", header.entry);
  yield op("jump-back entry {a:hex}, from the image", header.entry);
  return undefined;
}

/** An ELF core header in C's own memory, for the next hibernation: nobody else will give it one. */
function* describeA(kernel: Kernel, { frames }: ImageHeader, map: BackupMap): Work {
  const page = new PageAllocator(kernel).low();
  if (page === undefined) return;
  const bytes = oldMemoryHeaders(
    [NOTES_OF_A],
    oldRanges(frames, (frame) => map.has(frame)),
  );
  fillFrame(kernel, page, bytes);
  kernel.bootParams.set("elfcorehdr", page * PAGE_SIZE);
  kernel.bootParams.set("elfcorehdr_size", PAGE_SIZE);
  yield op("ELF core header of A's memory in frame {a:pfn}, {b:dec} bytes", page, bytes.length);
}

// ---------------------------------------------------------------------------------------------- kexec_load

function* pass(
  kernel: Kernel,
  actors: Actors,
  { plan, route }: HibernationActors,
  image: Whole,
  buffer: Buffer,
): Work<Refusal | undefined> {
  const { header } = image.found;
  const { prepare, cleanup, halfOfMemory } = actors.load;
  const how = { prepare, cleanup, halfOfMemory: halfOfMemory ?? false, stages: plan.restore === "multi-stage" };
  const ranges = image.core.loads.length;
  yield* kernel.printk(`kexec: --load the image with ${ranges} segments`);
  const failed = yield* loadImage(kernel, image, buffer, how);
  if (failed !== undefined) {
    const remedy = failed === "EIO" ? ONCE_MORE : `The image is as it was. ${OTHERWISE}`;
    return { errno: failed, text: `${refusedText(ranges, failed)}. ${remedy}` };
  }
  const read = (address: number): number => kernel.memory.read32(address);
  const placed = readBackupMap(read, kernel.kimage.get("head"), header.frames);
  if (typeof placed === "string")
    return { errno: "EINVAL", text: `what kexec_load has made is no list: ${placed}. ${AGAIN}` };
  const under = (frame: number): number => placed.get(frame) ?? frame;
  const loaded = new OldMemory(kernel.memory, new Map(), under);
  const map = mapInImage((address) => loaded.read32(address), header, route);
  yield* tellA(kernel, header, typeof map === "string" ? undefined : new OldMemory(kernel.memory, map, under));
  kernel.begin("leave", []);
  return undefined;
}

const refusedText = (ranges: number, errno: Errno): string =>
  `kexec_load refuses the image with ${ranges} segments: ${errno}`;

// ---------------------------------------------------------------------------------------------- both

const AGAIN = "The image is as it was: boot kernel C again.";
/** What has been checked has been damaged since. */
const ONCE_MORE = "Boot kernel C again, and it says what can be resumed.";
const OTHERWISE = "Resume it by krestore, or with as many loads as it takes (multi-stage).";

/** A's list, by the head word that the image's header names, or else by that in A's control page. */
function mapInImage(
  read: (address: number) => number,
  { map: head, entry, frames }: ImageHeader,
  { headAt }: HibernationActors["route"],
): BackupMap | string {
  const named = readBackupMap(read, head, frames);
  return typeof named === "string" ? readBackupMap(read, headOf(read, entry, headAt), frames) : named;
}

/** In `resumed_from`: A was not to be away for long, and power was lost. */
const NO_SLEEP = 1;

/** One word in A's memory: which state it comes back from. */
function* tellA(kernel: Kernel, { sleep }: ImageHeader, old: OldMemory | undefined): Work {
  const words = imagePage(A_BASE, "data");
  if (old === undefined) {
    yield* kernel.printk(`A will not hear of ${sleep ?? "it"}: the backup pages map is not known`);
    return;
  }
  yield* kernel.step("restore/sleep-state", { title: "tell A which state it comes back from" }, function* () {
    const state = sleep === undefined ? NO_SLEEP : sleepWord(sleep);
    new StructAt(old, KERNEL_DATA, words).set("resumed_from", state);
    yield op(
      `resumed_from = {a:dec} in A's words, which lie in frame {b:pfn}`,
      state,
      old.frameOf(words >>> PAGE_SHIFT),
    );
  });
}

function* writeHeader(kernel: Kernel, block: number, header: ImageHeader, { frame }: Buffer): Work<Errno | undefined> {
  fillFrame(kernel, frame, headerBytes(header));
  const failed = yield* transfer(kernel, DISK.write, block, frame * PAGE_SIZE);
  return failed ?? (yield* flushDisk(kernel));
}

/** The last that happens before the jump, so that hardly anything can come between both. */
function* mark(kernel: Kernel, found: Found): Work<Refusal | undefined> {
  const { area, header, slot } = found;
  const pages = new PageAllocator(kernel);
  const buffer = takeBuffer(pages, 1);
  if (buffer === undefined) return NO_BUFFER;
  const failed = yield* kernel.step("restore/mark", { title: "say that the image is used", fails: ["EIO"] }, () =>
    writeHeader(kernel, area.header, { ...header, state: "resumed" }, buffer),
  );
  if (failed !== undefined) return { errno: failed, text: `${nameOf(found)} cannot be marked as resumed. ${AGAIN}` };
  kernel.data.set("marked_slot", slot + 1);
  pages.free(buffer.frame);
  return undefined;
}

/** The jump was refused: the image that was marked for it can be resumed after all. */
export function* unmark(kernel: Kernel, { areas }: Pick<HibernationActors, "areas">): Work {
  const slot = kernel.data.get("marked_slot") - 1;
  const pages = new PageAllocator(kernel);
  const buffer = slot < 0 ? undefined : takeBuffer(pages, 1);
  if (buffer === undefined) return;
  const slots = yield* readSlots(kernel, areas, buffer);
  const found = typeof slots === "string" ? undefined : slots.filter(isFound).find((one) => one.slot === slot);
  if (found?.header.state === "resumed") {
    const failed = yield* writeHeader(kernel, found.area.header, { ...found.header, state: "complete" }, buffer);
    if (failed === undefined) yield* kernel.printk(`${nameOf(found)} can be resumed: nobody has`);
  }
  pages.free(buffer.frame);
}
