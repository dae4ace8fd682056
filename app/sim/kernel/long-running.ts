// Kernel A has been running for a while when a run begins: its devices and its other processors are at work.

import { PAGE_SIZE } from "../core/units.ts";
import { startCpu } from "./cpu-hotplug.ts";
import { fillRing, open } from "./drivers/eth0.ts";
import { probeDevices } from "./drivers/index.ts";
import { makeFileSystem } from "./file-system.ts";
import type { Kernel } from "./kernel.ts";
import type { MachinePlan } from "./plan.ts";
import { bufferFrames, type Usage } from "./population.ts";
import type { Work } from "./step.ts";

const BUFFERS = 4;
/** Operations between two packets, at least. */
const LEAST_PERIOD = 48;
/** The larger the image, the longer it takes to load it: packets come as often on the scale of the whole. */
const PAGES_PER_OPERATION = 64;

/** What happened before t = 0: nothing of it is recorded. */
export function* runningSince(kernel: Kernel, plan: MachinePlan, use: Usage): Work {
  const pages = plan.segments.reduce((sum, segment) => sum + segment.memsz / PAGE_SIZE, 0);
  yield* probeDevices(kernel, "system");
  yield* probeDevices(kernel, "devices");
  const [superblock, ...buffers] = bufferFrames(plan, use, BUFFERS + 1);
  if (superblock !== undefined) yield* makeFileSystem(kernel, superblock, plan.hibernation !== undefined);
  fillRing(
    kernel,
    buffers.map((pfn) => pfn * PAGE_SIZE),
  );
  const card = Array.from({ length: kernel.data.get("nr_devices") }, (_, index) => kernel.device(index)).find(
    (row) => row.text("name") === "eth0",
  );
  const period = Math.max(LEAST_PERIOD, Math.floor(pages / PAGES_PER_OPERATION));
  if (card !== undefined) yield* open(kernel, card, buffers.length, period);
  for (let id = 1; id < plan.cpus; id++) yield* startCpu(kernel, id);
}
