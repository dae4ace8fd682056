// What lies in the boot loader's area of the disk: its configuration, which is the page of boot parameters that it will
// hand over, and kernel C's image. All of it was put there before the machine runs.

import { PAGE_SIZE } from "../core/units.ts";
import type { ContentStore } from "../memory/content-store.ts";
import { type KernelImage, pageMemory } from "./image.ts";
import { imagePage, imagePageCount, LOWMEM_END } from "./image-pages.ts";
import { BOOT_PARAMS, KERNEL_DATA } from "./layouts.ts";
import type { HibernationPlan, MachinePlan } from "./plan.ts";
import { offsetOf, StructAt } from "./struct.ts";

const MIB = 1024 * 1024;

/** Behind kernel C's image. */
export const parametersOfC = ({ cBase }: HibernationPlan, pae: boolean): number =>
  cBase + imagePageCount(pae) * PAGE_SIZE;

function configuration(plan: MachinePlan, hibernation: HibernationPlan): Uint8Array {
  const { circumstances, frames, kernelIsPae } = plan;
  const page = new Uint8Array(PAGE_SIZE);
  const params = new StructAt(pageMemory(page), BOOT_PARAMS, 0);
  const all = { start: Math.min(MIB, hibernation.cBase), end: Math.min(frames * PAGE_SIZE, LOWMEM_END) };
  const { start, end } = circumstances.has("c-told-all-memory") ? all : hibernation.cRange;
  params.set("mem_start", start);
  params.set("mem_end", end);
  params.set("kernel_end", parametersOfC(hibernation, kernelIsPae));
  const k = (bytes: number): string => `${bytes / 1024}K`;
  params.setText(
    "cmdline",
    `root=/dev/ram0 console=ttyS0 memmap=exactmap memmap=${k(end - start)}@${k(start)} resume=/dev/sda`,
  );
  return page;
}

/** Puts it onto the disk: a content for each block, at home where the boot loader will put it. */
export function bootAreaContents(
  plan: MachinePlan,
  hibernation: HibernationPlan,
  image: KernelImage,
  store: ContentStore,
): readonly number[] {
  const parameters = parametersOfC(hibernation, plan.kernelIsPae);
  const data = image.pages[(imagePage(image.base, "data") - image.base) / PAGE_SIZE];
  if (data !== undefined) pageMemory(data).write32(offsetOf(KERNEL_DATA, "boot_params"), parameters);
  const pages = [configuration(plan, hibernation), ...image.pages];
  const first = store.define(pages.length, {
    owner: "C",
    what: "kernel C, image",
    home: (index) => (index === 0 ? parameters : image.base) / PAGE_SIZE + Math.max(0, index - 1),
    literal: () => true,
    fill: (index, words) => new Uint8Array(words.buffer, words.byteOffset, PAGE_SIZE).set(pages[index] ?? []),
  });
  return pages.map((_, index) => first + index);
}
