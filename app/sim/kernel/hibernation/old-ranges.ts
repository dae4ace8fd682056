// Which memory of A a core describes: all RAM but what firmware keeps for itself and what the exchange brings back anyway.

import { PAGE_SIZE } from "../../core/units.ts";
import type { CoreLoad } from "../../formats/elf-core.ts";
import { FIRMWARE_RANGES } from "../population.ts";

const isReserved = (frame: number): boolean =>
  FIRMWARE_RANGES.some(({ start, end }) => frame * PAGE_SIZE >= start && frame * PAGE_SIZE < end);

export function oldRanges(frames: number, isExchanged: (frame: number) => boolean): readonly CoreLoad[] {
  const ranges: { paddr: number; bytes: number }[] = [];
  let open: { paddr: number; bytes: number } | undefined;
  for (let frame = 0; frame < frames; frame++) {
    if (isReserved(frame) || isExchanged(frame)) {
      open = undefined;
      continue;
    }
    if (open === undefined) ranges.push((open = { paddr: frame * PAGE_SIZE, bytes: 0 }));
    open.bytes += PAGE_SIZE;
  }
  return ranges;
}
