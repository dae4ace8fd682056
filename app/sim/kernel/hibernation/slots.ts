// The two places on the disk that hold an image in turn, as a tool finds them: their header blocks, read into its buffer.

import { DISK } from "../../devices/registers.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { FILE_SYSTEM_AREA, type SlotArea } from "../disk-layout.ts";
import { drain, submit } from "../drivers/sda.ts";
import { isSuperblock, transfer } from "../file-system.ts";
import type { Kernel } from "../kernel.ts";
import type { Errno } from "../kimage.ts";
import { SUPERBLOCK } from "../layouts.ts";
import type { Work } from "../step.ts";
import { StructAt } from "../struct.ts";
import type { Buffer } from "./buffer.ts";
import { type HeaderBlock, type ImageHeader, readHeader } from "./image-format.ts";

export interface Slot {
  readonly slot: number;
  readonly area: SlotArea;
  readonly block: HeaderBlock;
}

export type Found = Slot & { readonly header: ImageHeader };

export const isFound = (slot: Slot): slot is Found => "header" in slot;

export function* readSlots(kernel: Kernel, areas: readonly SlotArea[], buffer: Buffer): Work<readonly Slot[] | Errno> {
  const slots: Slot[] = [];
  for (const [slot, area] of areas.entries()) {
    const failed = yield* transfer(kernel, DISK.read, area.header, buffer.frame * PAGE_SIZE);
    if (failed !== undefined) return failed;
    const block = readHeader(kernel.memory.bytes(buffer.frame));
    slots.push({ slot, area, block, ...(block.kind === "header" ? { header: block.header } : {}) });
  }
  return slots;
}

/** Files on A's file system: it must not have gone on when an image is taken. damaged: nobody can tell. */
export function* readFilesSaved(kernel: Kernel, { frame }: Buffer): Work<number | "damaged" | Errno> {
  const page = frame * PAGE_SIZE;
  const failed = yield* transfer(kernel, DISK.read, FILE_SYSTEM_AREA.first, page);
  if (failed !== undefined) return failed;
  if (!isSuperblock(kernel.memory, page, true)) return "damaged";
  return new StructAt(kernel.memory, SUPERBLOCK, page).get("saves");
}

/** What has been written is on the medium when this is done. */
export function* flushDisk(kernel: Kernel): Work<Errno | undefined> {
  return (yield* submit(kernel, { op: DISK.flush, block: 0, buffer: 0 })) ?? (yield* drain(kernel));
}

/** Slots with a header that can be read, the newest first. */
export const withHeader = (slots: readonly Slot[]): readonly Found[] =>
  slots.filter(isFound).toSorted((a, b) => b.header.sequence - a.header.sequence);
