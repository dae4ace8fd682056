// kimage_free: the list is walked in RAM, and what it names goes back to the page allocator.

import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { entryKind, entryTarget, walkList } from "./kimage-entry.ts";
import type { Kernel, Kimage } from "./kernel.ts";
import type { LoadRequest } from "./kimage.ts";
import { KEXEC_SEGMENT, KIMAGE } from "./layouts.ts";
import { PageAllocator } from "./page-alloc.ts";
import { op, type Work } from "./step.ts";
import { offsetOf, StructAt } from "./struct.ts";

export function* kimageFree(kernel: Kernel, image: Kimage, cleanup: LoadRequest["cleanup"]): Work {
  const pages = new PageAllocator(kernel);
  const sources: number[] = [];
  const lists: number[] = [];
  for (const { word } of walkList((address) => kernel.memory.read32(address), image.get("head"))) {
    const kind = entryKind(word);
    if (kind === "source") sources.push(entryTarget(word) >>> PAGE_SHIFT);
    else if (kind === "indirection") lists.push(entryTarget(word) >>> PAGE_SHIFT);
  }
  freeParked(kernel, pages, image);
  const freed = sources.filter((frame) => pages.free(frame)).length;
  yield op("kimage_free: {a:dec} source pages are free again", freed);
  for (const frame of lists) {
    if (pages.free(frame)) yield { kind: "release", pfn: frame };
  }
  yield op("kimage_free: {a:dec} list pages are free again", lists.length);
  if (cleanup !== undefined) yield* kernel.fn("machine_kexec_cleanup", cleanup(kernel, pages, image));
  for (const role of ["control_code_page", "swap_page"] as const) {
    const frame = image.get(role);
    if (pages.free(frame)) yield { kind: "release", pfn: frame };
  }
  yield op(
    "kimage_free: control page {a:pfn} and swap page {b:pfn} are free again",
    image.get("control_code_page"),
    image.get("swap_page"),
  );
}

/** kimage_free_extra_pages: destinations that no segment has come to after all. */
function freeParked(kernel: Kernel, pages: PageAllocator, image: Kimage): void {
  for (let index = 0; index < image.get("nr_segments"); index++) {
    const at = image.address + offsetOf(KIMAGE, "segment") + index * KEXEC_SEGMENT.size;
    const segment = new StructAt(kernel.memory, KEXEC_SEGMENT, at);
    const first = segment.get("mem") >>> PAGE_SHIFT;
    for (let page = 0; page < segment.get("memsz") / PAGE_SIZE; page++) {
      if (pages.unpark(first + page)) pages.free(first + page);
    }
  }
}
