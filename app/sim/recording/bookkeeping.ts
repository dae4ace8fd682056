// Frames in which a kernel keeps its books: log, counters, stack, tables, buffers that devices fill. That they differ
// between two runs says nothing of anybody's pages.

import { KERNELS, type KernelName } from "../api.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { countOf } from "../devices/disk.ts";
import { DISK, NIC } from "../devices/registers.ts";
import { IMAGE_PAGES, imagePage, type ImagePageName } from "../kernel/image-pages.ts";
import { DISK_QUEUE_OFFSET, NIC_RING_OFFSET } from "../kernel/layouts.ts";
import { kernelOf } from "../memory/content-store.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import type { Run } from "./run.ts";
import { Homes } from "./views/homes.ts";

/** With how many pages each. */
const BOOKS: Readonly<Partial<Record<ImagePageName, number>>> = { data: 1, tasks: 2, devices: 1, log: 1, stack: 2 };

/** Home frames of a kernel's books. */
function homesOfBooks(run: Run, memory: PhysMemory, kernel: KernelName): ReadonlySet<number> {
  const homes = new Set<number>();
  const base = run.images[kernel]?.base;
  if (base === undefined) return homes;
  for (const [name, count = 0] of Object.entries(BOOKS)) {
    const first = base / PAGE_SIZE + IMAGE_PAGES[name as ImagePageName];
    for (let i = 0; i < count; i++) homes.add(first + i);
  }
  const words = new Homes(memory, kernel);
  const data = imagePage(base, "data");
  for (let i = 0; i < NIC.most; i++)
    homes.add(words.read32(data + NIC_RING_OFFSET + i * NIC.entryBytes) >>> PAGE_SHIFT);
  for (let i = 0; i < DISK.most; i++) {
    const command = data + DISK_QUEUE_OFFSET + i * DISK.commandBytes;
    const first = words.read32(command + 8) >>> PAGE_SHIFT;
    const count = Math.min(DISK.mostBlocks, countOf(words.read32(command)));
    for (let page = 0; page < count; page++) homes.add(first + page);
  }
  return homes;
}

/** Bytes of a page, [from, to). */
type Range = readonly [number, number];
const WHOLE: readonly Range[] = [[0, PAGE_SIZE]];
const NOTHING: readonly Range[] = [];

/**
 * For the machine as the memory holds it now: which bytes of a frame's content are books? Of a control page, what each
 * jump changes.
 */
export function bookkeepingIn(run: Run, memory: PhysMemory): (pfn: number) => readonly Range[] {
  const { recording, revision } = run;
  const books = new Map(KERNELS.map((kernel) => [kernel, homesOfBooks(run, memory, kernel)]));
  const controls = recording.roles.filter(({ role }) => role === "control");
  return (pfn) => {
    const { store, frames } = memory;
    const id = frames[pfn] ?? 0;
    const owner = kernelOf(store.owner(id));
    // what kernel C has is made by its boot, and what memory holds after power-on by nobody
    if (owner === "C" || (run.plan.hibernation !== undefined && owner === undefined)) return WHOLE;
    if (owner === undefined) return NOTHING;
    const home = store.home(id);
    if (books.get(owner)?.has(home) === true || store.what(id).endsWith("mem_map")) return WHOLE;
    return controls.some((mark) => mark.kernel === owner && mark.pfn === home) ? revision.volatile : NOTHING;
  };
}
