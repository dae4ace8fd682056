// The processor of a kernel that waits, as a note for whoever reads its memory: from the words that its control page has
// saved, wherever the exchange has put its stack.

import { type CoreNote, type PrStatusRegister, prstatusNote } from "../formats/elf-core.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { OldMemory, readBackupMap } from "../kernel/hibernation/old-memory.ts";
import { KERNEL_CS, KERNEL_DS } from "../kernel/image.ts";
import { imagePage } from "../kernel/image-pages.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { TASK_STRUCT } from "../kernel/layouts.ts";
import { A_BASE } from "../kernel/population.ts";
import { offsetOf } from "../kernel/struct.ts";
import type { Variant } from "./variant.ts";

type SavedRegisters = Partial<Record<PrStatusRegister, number>>;
/** The registers with which the kernel will go on; `page` is its control page. */
export type ReadSaved = (words: Pick<OldMemory, "read32">, page: number) => SavedRegisters;

const SEGMENTS = { cs: KERNEL_CS, ds: KERNEL_DS, es: KERNEL_DS, ss: KERNEL_DS };
const CALLER_PID = imagePage(A_BASE, "tasks") + offsetOf(TASK_STRUCT, "pid");

/** `headAt`: offset of the head word in a control page. Nothing where the kernel has written a note itself. */
export const processorNotesWith =
  ({ fixes }: Variant, headAt: number, readSaved: ReadSaved) =>
  ({ memory }: Pick<Kernel, "memory">, entry: number): readonly CoreNote[] => {
    if (fixes.has("jump-notes")) return [];
    const page = (entry & -PAGE_SIZE) >>> 0;
    const map = readBackupMap((address) => memory.read32(address), memory.read32(page + headAt), memory.frameCount);
    const words = new OldMemory(memory, typeof map === "string" ? new Map() : map);
    return [prstatusNote({ ...SEGMENTS, ...readSaved(words, page) }, words.read32(CALLER_PID))];
  };
