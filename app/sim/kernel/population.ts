// Kernel A's memory at the start: firmware, the kernel, mem_map, and pages in use in clumps, as after some hours of work.

import { noiseAt, randomAt, unitAt } from "../core/rng.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { ContentKind, ContentStore } from "../memory/content-store.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import type { KernelImage } from "./image.ts";
import { imagePage, imagePageCount, PAGE_OFFSET } from "./image-pages.ts";
import {
  CPU,
  CPU_TABLE_OFFSET,
  KERNEL_DATA,
  PAGE,
  PER_CPU_BYTES,
  PER_CPU_OFFSET,
  PF_KTHREAD,
  PG_ALLOCATED,
  PG_RESERVED,
  TASK_STRUCT,
  TASK_STRUCT_SIZE,
} from "./layouts.ts";
import { fillPage, MAY_HOLD, type PageKind } from "./page-bytes.ts";
import type { MachinePlan } from "./plan.ts";
import { StructAt } from "./struct.ts";

/** Physical address of kernel A's image, as in every i386 Linux of the time. */
export const A_BASE = 0x100000;
const KERNEL_END_PFN = 0x380;
/** What is no RAM to the kernel: the first page, and from video memory on up to 1 MiB; bytes, half-open. */
export const FIRMWARE_RANGES = [
  { start: 0, end: PAGE_SIZE },
  { start: 0xa0000, end: 0x100000 },
] as const;
const isFirmware = (pfn: number): boolean =>
  FIRMWARE_RANGES.some(({ start, end }) => pfn * PAGE_SIZE >= start && pfn * PAGE_SIZE < end);
const ENTRIES_PER_PAGE = PAGE_SIZE / PAGE.size;
/** Offset of a task's text in its page. */
const NOTE_OFFSET = 0x40;

const FREE = 0;
const FIRMWARE = 1;
const IMAGE = 2;
const TEXT = 3;
const MEM_MAP = 4;
const CACHE = 5;
const ANONYMOUS = 6;
const SLAB = 7;

const FAMILIES: readonly { kind: number; what: string; page: PageKind; owner: "A" | "reserved" }[] = [
  { kind: FIRMWARE, what: "firmware and video memory", page: "code", owner: "reserved" },
  { kind: TEXT, what: "kernel A, text and data", page: "code", owner: "A" },
  { kind: CACHE, what: "kernel A, page cache", page: "text", owner: "A" },
  { kind: ANONYMOUS, what: "kernel A, a task's memory", page: "records", owner: "A" },
  { kind: SLAB, what: "kernel A, slab", page: "records", owner: "A" },
];

/** Tasks of these names are threads of the kernel. */
const KERNEL_THREADS: ReadonlySet<string> = new Set(["kjournald", "kswapd0", "pdflush", "kthreadd", "ksoftirqd"]);

const memMapPages = (frames: number): number => Math.ceil((frames * PAGE.size) / PAGE_SIZE);

/** How full memory is at a share x of the way up. Small machines are full in their lower half. */
function density(x: number, frames: number): number {
  if (frames <= 8192) return x < 0.5 ? 1 : 0.25;
  if (x < 0.2) return 0.9;
  if (x < 0.42) return 0.8;
  return x < 0.55 ? 0.45 : 0.04;
}

/** For each frame, what kernel A has it for. */
export type Usage = Uint8Array;

function usage(plan: MachinePlan): Usage {
  const { frames, seed } = plan;
  const mapEnd = KERNEL_END_PFN + memMapPages(frames);
  const use = new Uint8Array(frames);
  const imageEnd = 0x100 + imagePageCount(plan.kernelIsPae);
  for (let pfn = 0; pfn < frames; pfn++) {
    if (isFirmware(pfn)) use[pfn] = FIRMWARE;
    else if (pfn >= 0x100 && pfn < imageEnd) use[pfn] = IMAGE;
    else if (pfn >= 0x100 && pfn < KERNEL_END_PFN) use[pfn] = TEXT;
    else if (pfn >= 0x100 && pfn < mapEnd) use[pfn] = MEM_MAP;
    else {
      const full = density(pfn / frames, frames);
      const level = 0.55 * noiseAt(seed, pfn, 61) + 0.25 * noiseAt(seed + 1, pfn, 7) + 0.2 * unitAt(seed + 2, pfn);
      const kind = randomAt(seed + 3, pfn >>> 4) % 7;
      use[pfn] =
        level < 0.16 + full * 0.84 && unitAt(seed + 4, pfn) < full
          ? kind < 3
            ? CACHE
            : kind < 6
              ? ANONYMOUS
              : SLAB
          : FREE;
    }
  }
  return use;
}

/** Fills the frame table and kernel A's own structures, and says what it used. Everything here precedes t = 0. */
export function populate(plan: MachinePlan, image: KernelImage, memory: PhysMemory, store: ContentStore): Usage {
  const use = usage(plan);
  for (const family of FAMILIES) {
    const pfns = framesOf(use, family.kind);
    place(memory, store, pfns, {
      owner: family.owner,
      what: family.what,
      fill: (index, words) => fillPage(family.page, plan.seed ^ (pfns[index] ?? 0), words),
      mayHold: MAY_HOLD[family.page],
    });
  }
  const own = framesOf(use, IMAGE);
  place(memory, store, own, {
    owner: "A",
    what: "kernel A, image",
    literal: () => true,
    fill: (index, words) => new Uint8Array(words.buffer, words.byteOffset, PAGE_SIZE).set(image.pages[index] ?? []),
  });
  place(memory, store, framesOf(use, MEM_MAP), {
    owner: "A",
    what: "kernel A, mem_map",
    fill: (index, words) => {
      for (let i = 0; i < ENTRIES_PER_PAGE; i++) {
        const used = use[index * ENTRIES_PER_PAGE + i] ?? FIRMWARE;
        words[(i * PAGE.size) / 4] = used === FREE ? 0 : used === FIRMWARE ? PG_RESERVED : PG_ALLOCATED;
        words[(i * PAGE.size) / 4 + 1] = used === FREE ? 0 : 1;
      }
    },
  });
  writeKernelWords(plan, memory);
  writeProcessors(plan, memory);
  writeTasks(plan, memory, use);
  return use;
}

function both(a: Uint32Array, b: Uint32Array): Uint32Array {
  const all = new Uint32Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all.sort();
}

/** Frames of A for what its devices need: at the end of kernel B's range, where there are enough of them. */
export function bufferFrames(plan: MachinePlan, use: Usage, count: number): readonly number[] {
  const inRange = (pfn: number) => pfn * PAGE_SIZE >= plan.bRange.start && pfn * PAGE_SIZE < plan.bRange.end;
  const slab = framesOf(use, SLAB);
  const inSlab = slab.filter(inRange);
  const near = inSlab.length >= count ? inSlab : both(inSlab, framesOf(use, CACHE).filter(inRange));
  return Array.from((near.length >= count ? near : slab).slice(-count));
}

function writeProcessors(plan: MachinePlan, memory: PhysMemory): void {
  const rows = imagePage(A_BASE, "devices") + CPU_TABLE_OFFSET;
  for (let id = 0; id < plan.cpus; id++) {
    const row = new StructAt(memory, CPU, rows + id * CPU.size);
    row.set("online", 1);
    row.set("area", imagePage(A_BASE, "data") + PER_CPU_OFFSET + id * PER_CPU_BYTES);
  }
}

function framesOf(use: Uint8Array, kind: number): Uint32Array {
  let count = 0;
  for (let pfn = 0; pfn < use.length; pfn++) if (use[pfn] === kind) count++;
  const found = new Uint32Array(count);
  for (let pfn = 0, at = 0; at < count; pfn++) if (use[pfn] === kind) found[at++] = pfn;
  return found;
}

function place(
  memory: PhysMemory,
  store: ContentStore,
  pfns: Uint32Array,
  kind: Pick<ContentKind, "owner" | "what" | "fill" | "mayHold" | "literal">,
): void {
  const first = store.define(pfns.length, { ...kind, home: (index) => pfns[index] ?? 0 });
  for (let index = 0; index < pfns.length; index++) memory.restoreFrame(pfns[index] ?? 0, first + index);
}

function writeKernelWords(plan: MachinePlan, memory: PhysMemory): void {
  const data = new StructAt(memory, KERNEL_DATA, imagePage(A_BASE, "data"));
  data.set("mem_map", KERNEL_END_PFN * PAGE_SIZE);
  data.set("mem_first", 0);
  data.set("mem_end", plan.frames);
  data.set("next_free", KERNEL_END_PFN);
  data.set("nr_tasks", plan.tasks.length + 1);
  data.set("nr_cpus", plan.cpus);
  data.set("irq_mode", plan.ioApic ? 1 : 0);
  data.set("fg_console", 1);
}

/** Task structs, and the texts that tasks hold; a text lies in memory that kernel B will use, where there is such a page. */
function writeTasks(plan: MachinePlan, memory: PhysMemory, use: Uint8Array): void {
  const inRange = framesOf(use, ANONYMOUS).filter(
    (pfn) => pfn * PAGE_SIZE >= plan.bRange.start && pfn * PAGE_SIZE < plan.bRange.end,
  );
  const homes = inRange.length > 0 ? inRange : framesOf(use, ANONYMOUS);
  [{ comm: "kexec" }, ...plan.tasks].forEach((task: MachinePlan["tasks"][number], index) => {
    const address = imagePage(A_BASE, "tasks") + index * TASK_STRUCT_SIZE;
    const record = new StructAt(memory, TASK_STRUCT, address);
    record.set("state", index === 0 ? 0 : 1);
    record.set("flags", KERNEL_THREADS.has(task.comm) ? PF_KTHREAD : 0);
    record.set("pid", index === 1 ? 1 : 100 + (randomAt(plan.seed, index) % 1900));
    record.set("stack", PAGE_OFFSET + imagePage(A_BASE, "stack"));
    record.setText("comm", task.comm);
    const home = homes[randomAt(plan.seed + 9, index) % Math.max(1, homes.length)];
    if (task.note === undefined || home === undefined) return;
    const note = home * PAGE_SIZE + NOTE_OFFSET;
    record.set("note", note);
    record.set("note_size", task.note.length + 1);
    for (let i = 0; i <= task.note.length; i++) {
      memory.write8(note + i, i < task.note.length ? task.note.charCodeAt(i) & 0x7f : 0);
    }
  });
}
