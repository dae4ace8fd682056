// /proc/vmcore: A's memory as a file, made from the ELF core header that the kexec tool of A has left in memory. What the
// kernel keeps of it is the head of the file, in its own RAM; the pages are read from old memory when somebody reads them.

import {
  type CoreFile,
  coreHeaders,
  type CoreLoad,
  type CoreNote,
  HEAD_MAX,
  readCoreHeaders,
  readNotes,
  readOldMemoryHeaders,
} from "../../formats/elf-core.ts";
import { problemText } from "../../core/errors.ts";
import { hex32 } from "../../core/hex.ts";
import { PAGE_SIZE, pagesOf } from "../../core/units.ts";
import type { Kernel } from "../kernel.ts";
import { PageAllocator } from "../page-alloc.ts";
import { op, type Work } from "../step.ts";
import { fillFrame, takeBuffer } from "./buffer.ts";
import { type BackupMap, OldMemory } from "./old-memory.ts";

/** What of the memory's words a reader needs: a kernel's own, or those of a kernel that waits. */
export interface VmcoreWords {
  slice(address: number, length: number): Uint8Array;
}

/** How a file's head and size are told from the words that the kernel keeps. */
export function vmcoreAt(words: VmcoreWords, address: number, bytes: number): CoreFile | string {
  if (address === 0) return "there is no /proc/vmcore";
  const read = readCoreHeaders(words.slice(address, Math.min(bytes, HEAD_MAX)), bytes);
  return read.ok ? read.value : read.problems.map(problemText).join("; ");
}

/** The file that the kernel exports, as its words in RAM say. */
export const procVmcore = ({ data, memory }: Kernel): CoreFile | string =>
  vmcoreAt(memory, data.get("vmcore"), data.get("vmcore_bytes"));

export interface CoreHeader {
  /** Its address in memory; undefined or 0 where nobody has said. */
  readonly address: number | undefined;
  /** For notes that lie in pages that have been exchanged. */
  readonly map: BackupMap;
  /** Notes that the kernel adds itself. */
  readonly notes: readonly CoreNote[];
  /** Is there no vmcore without a note: mainline. */
  readonly needsNotes: boolean;
}

/** How the line in the log begins that says why there is none. */
export const NOT_INITIALISED = "vmcore: not initialised: ";

/** vmcore_init: answers with why there is none. What an earlier one has made goes: the notes are not the same at every visit. */
export function* vmcoreInit(kernel: Kernel, header: CoreHeader): Work<string | undefined> {
  const pages = new PageAllocator(kernel);
  discard(kernel, pages);
  const made = coreOf(kernel, header);
  kernel.data.set("elfcorehdr_addr", header.address ?? 0);
  if (typeof made === "string") {
    yield* kernel.printk(`${NOT_INITIALISED}${made}`);
    return made;
  }
  const { head, fileBytes } = coreHeaders(made.notes, made.loads);
  const wanted = pagesOf(head.length);
  const room = takeBuffer(pages, wanted);
  if (room === undefined || room.count < wanted) {
    for (let i = 0; i < (room?.count ?? 0); i++) pages.free((room?.frame ?? 0) + i);
    return "no memory for its headers";
  }
  for (let i = 0; i < wanted; i++) {
    fillFrame(kernel, room.frame + i, head.subarray(i * PAGE_SIZE, (i + 1) * PAGE_SIZE));
    yield op("vmcore: page {a:dec} of the file's head in frame {b:pfn}", i, room.frame + i);
  }
  kernel.data.set("vmcore", room.frame * PAGE_SIZE);
  kernel.data.set("vmcore_bytes", fileBytes);
  yield op("proc_create: /proc/vmcore, {a:dec} bytes", fileBytes);
  yield* kernel.printk(
    `vmcore: ${made.loads.length} ranges of old memory, ${fileBytes / 1024}K, ${made.notes.length} notes`,
  );
  return undefined;
}

function discard({ data, memory }: Kernel, pages: PageAllocator): void {
  const [head, bytes] = [data.get("vmcore"), data.get("vmcore_bytes")];
  const core = vmcoreAt(memory, head, bytes);
  const headBytes = typeof core === "string" ? 0 : bytes - core.loads.reduce((sum, load) => sum + load.bytes, 0);
  for (let at = head; at < head + headBytes; at += PAGE_SIZE) pages.free(at / PAGE_SIZE);
  data.set("vmcore", 0);
  data.set("vmcore_bytes", 0);
}

interface Core {
  readonly notes: readonly CoreNote[];
  readonly loads: readonly CoreLoad[];
}

/** ELF64: bytes of the ELF header, its field e_phnum, bytes of a program header. */
const ELF_HEADER = 64;
const PHNUM_AT = 56;
const PROGRAM_HEADER = 56;

/** Notes and loads of old memory, or what is wrong with the header. */
function coreOf({ memory }: Kernel, header: CoreHeader): Core | string {
  const { address } = header;
  if (address === undefined || address === 0) return "nobody has said where the ELF core header lies";
  const bytes = ELF_HEADER + PROGRAM_HEADER * memory.read16(address + PHNUM_AT);
  const old = readOldMemoryHeaders(memory.slice(address, Math.min(bytes, HEAD_MAX)));
  if (!old.ok) return `at ${hex32(address)} lies no ELF core header: ${old.problems.map(problemText).join("; ")}`;
  const words = new OldMemory(memory, header.map);
  const notes: CoreNote[] = [];
  for (const place of old.value.notes) {
    const bytes = Uint8Array.from({ length: place.bytes }, (_, i) => words.read8(place.paddr + i));
    const read = readNotes(bytes);
    if (!read.ok)
      return `the notes at ${hex32(place.paddr)} cannot be read: ${read.problems.map(problemText).join("; ")}`;
    notes.push(...read.value);
  }
  if (header.needsNotes && notes.length === 0)
    return "the ELF core header names no note, so that there is nothing to merge";
  return { notes: [...header.notes, ...notes], loads: old.value.loads };
}
