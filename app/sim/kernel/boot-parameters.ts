// What the kexec tool tells kernel B: its memory, its parts, its command line.

import { PAGE_SIZE } from "../core/units.ts";
import { type KernelImage, pageMemory } from "./image.ts";
import { imagePage, LOWMEM_END } from "./image-pages.ts";
import { BOOT_PARAMS, KERNEL_DATA } from "./layouts.ts";
import type { MachinePlan, PlannedSegment } from "./plan.ts";
import { offsetOf, StructAt } from "./struct.ts";

/** End of what firmware leaves free at the bottom. */
const LOW_MEMORY_END = 0xa0000;
const MIB = 1024 * 1024;

/** Its own range; or everything from 1 MiB on, as a tool says that forgets to limit it. */
function toldMemory({ bRange, frames, circumstances }: MachinePlan): { readonly start: number; readonly end: number } {
  if (!circumstances.has("told-all-memory")) return bRange;
  return { start: MIB, end: Math.min(frames * PAGE_SIZE, LOWMEM_END) };
}

/** A page of boot parameters. Also patches B's data page to find it. */
export function bootParameters(plan: MachinePlan, image: KernelImage): Uint8Array {
  const page = new Uint8Array(PAGE_SIZE);
  const params = new StructAt(pageMemory(page), BOOT_PARAMS, 0);
  const part = (content: PlannedSegment["content"]) => plan.segments.find((segment) => segment.content === content);
  const told = toldMemory(plan);
  params.set("mem_start", told.start);
  params.set("mem_end", told.end);
  params.set("low_end", plan.circumstances.has("told-low-memory") ? LOW_MEMORY_END : 0);
  const kernel = plan.segments.find((segment) => segment.mem === image.base);
  params.set("kernel_end", kernel === undefined ? image.base : kernel.mem + kernel.memsz);
  params.set("elfcorehdr", part("elfcorehdr")?.mem ?? 0);
  params.set("elfcorehdr_size", part("elfcorehdr")?.memsz ?? 0);
  params.set("initrd", part("initrd")?.mem ?? 0);
  params.set("initrd_size", part("initrd")?.memsz ?? 0);
  const k = (bytes: number) => `${bytes / 1024}K`;
  const limits = `memmap=exactmap memmap=${k(told.end - told.start)}@${k(told.start)}`;
  params.setText("cmdline", `root=/dev/ram0 console=ttyS0 ${limits}${coreHeaderOption(plan, k)}`);
  const data = image.pages[(imagePage(image.base, "data") - image.base) / PAGE_SIZE];
  const parameters = part("parameters");
  if (data !== undefined && parameters !== undefined) {
    const words = pageMemory(data);
    words.write32(offsetOf(KERNEL_DATA, "boot_params"), parameters.mem);
  }
  return page;
}

/** Unless its address is to travel in another way. */
function coreHeaderOption({ segments, hibernation }: MachinePlan, k: (bytes: number) => string): string {
  const header = segments.find(({ content }) => content === "elfcorehdr");
  const travels = (hibernation?.channels.header ?? "command-line") === "command-line";
  return header === undefined || !travels ? "" : ` elfcorehdr=${k(header.mem)}`;
}
