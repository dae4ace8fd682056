// start_kernel of kernel B or C: from its boot parameters in RAM to a running system with a page allocator, tasks, a console.

import { randomAt } from "../core/rng.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { ContentStore } from "../memory/content-store.ts";
import { hex32 } from "../core/hex.ts";
import { probeDevices } from "./drivers/index.ts";
import type { Errno } from "./kimage.ts";
import { SMALL_MEM_MAP_OFFSET } from "./image.ts";
import { localIrqEnable } from "./interrupt-flag.ts";
import { imagePageCount } from "./image-pages.ts";
import type { Kernel } from "./kernel.ts";
import { PAGE, PG_ALLOCATED } from "./layouts.ts";
import { zapLowMappings } from "./page-tables.ts";
import { context, op, phase, type Work } from "./step.ts";

const ENTRIES_PER_PAGE = PAGE_SIZE / PAGE.size;
const TASKS = ["kexec", "init", "khelper", "sh"];

interface MemMapPlace {
  readonly address: number;
  /** Frames taken by mem_map itself. */
  readonly pages: number;
}

/** Behind the device table while small, else at the top of the kernel's memory. */
function memMapPlace(kernel: Kernel, frames: number, end: number): MemMapPlace {
  const bytes = frames * PAGE.size;
  if (bytes <= PAGE_SIZE - SMALL_MEM_MAP_OFFSET)
    return { address: kernel.page("devices") + SMALL_MEM_MAP_OFFSET, pages: 0 };
  const pages = Math.ceil(bytes / PAGE_SIZE);
  return { address: end - pages * PAGE_SIZE, pages };
}

/** What a kernel says of itself. */
export interface Greeting {
  readonly release: string;
  readonly wayBack: (kernel: Kernel) => string;
}

export function* startKernel(kernel: Kernel, store: ContentStore, greeting: Greeting): Work {
  kernel.begin("enter", ["start_kernel"]);
  yield phase("boot");
  const params = kernel.bootParams;
  yield* kernel.printk(`Linux version ${greeting.release} (kernel ${kernel.letter}) at ${hex32(kernel.base)}`);
  yield* kernel.printk(`Command line: ${params.text("cmdline")}`);
  const start = params.get("mem_start");
  const end = params.get("mem_end");
  yield* kernel.printk(`Memory: ${(end - start) / 1024}K of [${hex32(start)}, ${hex32(end)})`);
  const steps: readonly (readonly [string, string, () => Work<Errno | void>])[] = [
    ["zap_low_mappings", "the identity mapping of start-up goes", () => zapLow(kernel)],
    ["mem_init", `a page allocator over ${kernel.letter}'s memory`, () => memInit(kernel, store, start, end)],
    ["probe_irqs", "interrupt controller and timer", () => probeDevices(kernel, "system")],
    ["local_irq_enable", "interrupts on", () => localIrqEnable(kernel)],
    ["calibrate_delay", "wait for a tick", () => kernel.routine("wait_for_tick")],
    ["fork_init", `${kernel.letter}'s own tasks`, () => makeTasks(kernel)],
    ["do_initcalls", "drivers find their devices", () => probeDevices(kernel, "devices")],
  ];
  for (const [name, title, body] of steps) {
    yield* kernel.step(`start_kernel/${name}`, { title }, () => kernel.fn(name, body()));
  }
  yield context("probed");
  yield* kernel.printk(`kjump: ${greeting.wayBack(kernel)}`);
}

function* zapLow(kernel: Kernel): Work {
  zapLowMappings(kernel);
  yield op("zap_low_mappings: the identity mapping of start-up goes, from the TLB too");
}

function* memInit(kernel: Kernel, store: ContentStore, start: number, end: number): Work {
  const { data, memory } = kernel;
  const params = kernel.bootParams;
  const low = params.get("low_end");
  const first = low === 0 ? start / PAGE_SIZE : 1;
  const frames = end / PAGE_SIZE - first;
  const place = memMapPlace(kernel, frames, end);
  const within = (pfn: number, from: number, to: number) => pfn * PAGE_SIZE >= from && pfn * PAGE_SIZE < to;
  const used = (pfn: number): boolean =>
    (pfn * PAGE_SIZE >= low && pfn * PAGE_SIZE < start) ||
    within(
      pfn,
      kernel.base,
      Math.max(params.get("kernel_end"), kernel.base + imagePageCount(kernel.pae) * PAGE_SIZE),
    ) ||
    within(pfn, params.address, params.address + PAGE_SIZE) ||
    within(pfn, params.get("elfcorehdr"), params.get("elfcorehdr") + params.get("elfcorehdr_size")) ||
    within(pfn, end - place.pages * PAGE_SIZE, end);
  if (place.pages === 0) {
    for (let i = 0; i < frames; i++) {
      memory.write32(place.address + i * PAGE.size, used(first + i) ? PG_ALLOCATED : 0);
    }
  } else memMapPages(kernel, store, place, first, frames, used);
  data.set("mem_map", place.address);
  data.set("mem_first", first);
  data.set("mem_end", first + frames);
  data.set("next_free", first);
  data.set("next_free_high", first);
  data.set("nr_cpus", 1);
  kernel.cpuRow(0).set("online", 1);
  yield op("memmap_init: {a:dec} frames from {b:pfn}", frames, first);
}

/** mem_map as whole pages: generated, because it can have thousands of them. */
function memMapPages(
  kernel: Kernel,
  store: ContentStore,
  place: MemMapPlace,
  first: number,
  frames: number,
  used: (pfn: number) => boolean,
): void {
  const flags = Uint8Array.from({ length: frames }, (_, i) => (used(first + i) ? 1 : 0));
  const firstPage = place.address / PAGE_SIZE;
  const content = store.define(place.pages, {
    owner: kernel.letter,
    what: `kernel ${kernel.letter}, mem_map`,
    home: (index) => firstPage + index,
    fill: (index, words) => {
      for (let i = 0; i < ENTRIES_PER_PAGE; i++) {
        words[(i * PAGE.size) / 4] = flags[index * ENTRIES_PER_PAGE + i] === 1 ? PG_ALLOCATED : 0;
      }
    },
  });
  for (let i = 0; i < place.pages; i++) kernel.memory.setContent(firstPage + i, content + i);
}

function* makeTasks(kernel: Kernel): Work {
  for (const [index, comm] of TASKS.entries()) {
    const task = kernel.task(index);
    task.set("state", index === 0 ? 0 : 1);
    task.set("pid", index === 1 ? 1 : 20 + (randomAt(7, index) % 60));
    task.set("stack", kernel.virtual(kernel.page("stack")));
    task.setText("comm", comm);
    kernel.data.set("nr_tasks", index + 1);
    yield op(`fork ${comm}`);
  }
}
