// Which pages A has free, as A's own mem_map says: the page-type filter. The tool knows where A's words lie as it would from
// A's vmlinux; they may lie in pages that were exchanged, which is what the backup pages map is needed for.

import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import type { CoreLoad } from "../../formats/elf-core.ts";
import { imagePage } from "../image-pages.ts";
import { KERNEL_DATA, PAGE, PG_ALLOCATED, PG_RESERVED } from "../layouts.ts";
import { A_BASE } from "../population.ts";
import { offsetOf, StructAt } from "../struct.ts";
import type { OldMemory } from "./old-memory.ts";

export type IsFree = (frame: number) => boolean;

/** A sentence where A's mem_map cannot be read. `loads`: of /proc/vmcore, what can be read without a map. */
export function freePagesOf(old: OldMemory, loads: readonly CoreLoad[], frames: number): IsFree | string {
  const readable = (address: number): boolean =>
    old.frameOf(address >>> PAGE_SHIFT) !== address >>> PAGE_SHIFT ||
    loads.some(({ paddr, bytes }) => address >= paddr && address < paddr + bytes);
  const words = imagePage(A_BASE, "data");
  if (!readable(words)) return "A's words lie in pages that have been exchanged, and the backup pages map is not known";
  const data = new StructAt(old, KERNEL_DATA, words);
  const [map, first, end] = [data.get("mem_map"), data.get("mem_first"), data.get("mem_end")];
  const bytes = (end - first) * PAGE.size;
  if (map % PAGE_SIZE !== 0 || end <= first || end > frames || map + bytes > frames * PAGE_SIZE) {
    return "what lies at the address of A's words is not A's mem_map";
  }
  for (let at = map; at < map + bytes; at += PAGE_SIZE) {
    if (!readable(at))
      return "A's mem_map lies in pages that have been exchanged, and the backup pages map is not known";
  }
  const flags = map + offsetOf(PAGE, "flags");
  const used = PG_ALLOCATED | PG_RESERVED;
  return (frame) => frame >= first && frame < end && (old.read32(flags + (frame - first) * PAGE.size) & used) === 0;
}

export interface Filtered {
  readonly loads: readonly CoreLoad[];
  readonly pages: number;
  readonly dropped: number;
}

/** What is left of the loads without the free pages. Holes are kept from the smallest on where there are too many. */
export function withoutFree(loads: readonly CoreLoad[], isFree: IsFree, most: number): Filtered {
  for (let hole = 1; ; hole *= 2) {
    const filtered = filter(loads, isFree, hole);
    if (filtered.loads.length <= most) return filtered;
  }
}

/** Leaves out free pages where at least `hole` of them are neighbours. */
function filter(loads: readonly CoreLoad[], isFree: IsFree, hole: number): Filtered {
  const kept: { paddr: number; bytes: number }[] = [];
  let dropped = 0;
  for (const load of loads) {
    let free = 0;
    let open: { paddr: number; bytes: number } | undefined;
    for (let at = load.paddr; at < load.paddr + load.bytes; at += PAGE_SIZE) {
      if (isFree(at >>> PAGE_SHIFT)) {
        free++;
        continue;
      }
      if (open === undefined || free >= hole) {
        open = { paddr: at, bytes: 0 };
        kept.push(open);
        dropped += free;
      } else open.bytes += free * PAGE_SIZE;
      open.bytes += PAGE_SIZE;
      free = 0;
    }
    dropped += free;
  }
  return { loads: kept, pages: kept.reduce((sum, { bytes }) => sum + bytes / PAGE_SIZE, 0), dropped };
}
