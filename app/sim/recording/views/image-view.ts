// A slot of the disk as a tool would find it: its header, its checksums, the core file in it. Nothing is taken from the run.

import type { CoreNoteView, ImageHeaderView, ImageSlotView } from "../../api.ts";
import { crc32 } from "../../core/crc32.ts";
import { problemText } from "../../core/errors.ts";
import { hex32 } from "../../core/hex.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import {
  type CoreFile,
  type CoreNote,
  readCoreHeaders,
  readKjump,
  readPrstatus,
  readVmcoreinfo,
} from "../../formats/elf-core.ts";
import type { SlotArea } from "../../kernel/disk-layout.ts";
import {
  CHECKSUMS_PER_BLOCK,
  checksumBlocksOf,
  fileBlocksOf,
  type ImageHeader,
  readHeader,
} from "../../kernel/hibernation/image-format.ts";
import type { ContentStore } from "../../memory/content-store.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";

export function imageSlotView(memory: PhysMemory, area: SlotArea, slot: number): ImageSlotView {
  const { first: firstBlock, blocks } = area;
  const place = { slot, firstBlock, blocks };
  const block = readHeader(bytesOf(memory, area.header));
  if (block.kind === "empty") return { ...place, state: "empty" };
  if (block.kind === "bad") return { ...place, state: "damaged", problem: `header: ${block.reason}` };
  const { header } = block;
  if (header.state === "incomplete") {
    const problem = "an image is being written, or power was lost while one was: nothing can be resumed from it";
    return { ...place, state: "incomplete", problem, header: headerView(header) };
  }
  const damage = misplaced(header, area) ?? damageOf(memory, header);
  if (damage !== undefined) return { ...place, state: "damaged", problem: damage, header: headerView(header) };
  const core = coreOf(memory, header);
  if (typeof core === "string") return { ...place, state: "damaged", problem: core, header: headerView(header) };
  return { ...place, state: header.state, header: headerView(header, core) };
}

function headerView(header: ImageHeader, core?: CoreFile): ImageHeaderView {
  const { sequence, kind, entry, map, frames, fileBytes, fileBlock, pages, dropped, sleep, saves } = header;
  return {
    ...{ sequence, kind, entry, map, frames, fileBytes, fileBlock, pages, dropped, saves },
    ...(sleep === undefined ? {} : { sleep }),
    loads: core?.loads ?? [],
    notes: core?.notes.map(noteView) ?? [],
  };
}

const bytesOf = (memory: PhysMemory, block: number): Uint8Array =>
  memory.store.bytesOf(memory.table[memory.frameCount + block] ?? 0);

const misplaced = (header: ImageHeader, { file, checksums }: SlotArea): string | undefined =>
  header.fileBlock === file.first && header.checksumBlock === checksums.first && fileBlocksOf(header) <= file.blocks
    ? undefined
    : "it does not lie where its header says";

// ---------------------------------------------------------------------------------------------- checksums

/** Of contents that last: their bytes do not change any more. */
const known = new WeakMap<ContentStore, Map<number, number>>();

function crcOf({ store, table, frameCount }: PhysMemory, block: number): number {
  const id = table[frameCount + block] ?? 0;
  if (id >= store.lasting) return crc32(store.bytesOf(id));
  const sums = known.get(store) ?? new Map<number, number>();
  known.set(store, sums);
  const sum = sums.get(id) ?? crc32(store.bytesOf(id));
  sums.set(id, sum);
  return sum;
}

function damageOf(memory: PhysMemory, header: ImageHeader): string | undefined {
  let crc = 0;
  for (let i = 0; i < checksumBlocksOf(header); i++) crc = crc32(bytesOf(memory, header.checksumBlock + i), crc);
  if (crc !== header.checksumsCrc) return "its checksums are damaged";
  for (let i = 0; i < fileBlocksOf(header); i++) {
    const place = header.checksumBlock + Math.floor(i / CHECKSUMS_PER_BLOCK);
    const words = memory.store.words(memory.table[memory.frameCount + place] ?? 0);
    const expected = words[i % CHECKSUMS_PER_BLOCK] ?? 0;
    const sum = crcOf(memory, header.fileBlock + i);
    if (sum !== expected) {
      return `block ${header.fileBlock + i} is damaged (checksum ${hex32(sum)}, expected ${hex32(expected)})`;
    }
  }
  return undefined;
}

function coreOf(memory: PhysMemory, header: ImageHeader): CoreFile | string {
  const blocks = fileBlocksOf(header) - header.pages;
  const head = new Uint8Array(Math.max(0, blocks) * PAGE_SIZE);
  for (let i = 0; i < blocks; i++) head.set(bytesOf(memory, header.fileBlock + i), i * PAGE_SIZE);
  const core = readCoreHeaders(head, header.fileBytes);
  return core.ok ? core.value : core.problems.map(problemText).join("; ");
}

// ---------------------------------------------------------------------------------------------- notes

export const noteView = (note: CoreNote): CoreNoteView => ({
  name: note.name,
  type: note.type,
  bytes: note.desc.length,
  lines: linesOf(note),
});

/** What each kind of note says. */
const READERS: Readonly<Record<string, (note: CoreNote) => readonly string[]>> = {
  CORE: (note) => {
    const status = readPrstatus(note);
    if (!status.ok) return status.problems.map(problemText);
    const { pid, registers } = status.value;
    return [`pid ${pid}`, ...Object.entries(registers).map(([name, value]) => `${name} ${hex32(value)}`)];
  },
  VMCOREINFO: (note) => {
    const info = readVmcoreinfo(note);
    return info.ok ? Array.from(info.value, ([key, value]) => `${key}=${value}`) : info.problems.map(problemText);
  },
  KJUMP: (note) => {
    const facts = readKjump(note);
    if (!facts.ok) return facts.problems.map(problemText);
    const { entry, map, elfcorehdr, sleepState } = facts.value;
    return [
      `jump-back entry ${hex32(entry)}`,
      `backup pages map ${hex32(map)}`,
      `ELF core header ${hex32(elfcorehdr)}`,
      sleepState === 0 ? "A goes on at once" : `to S${sleepState}`,
    ];
  },
};

const linesOf = (note: CoreNote): readonly string[] => READERS[note.name]?.(note) ?? [];
