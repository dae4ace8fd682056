// Two control pages of one layout beside each other: which of their words differ.

import type { ControlPageView, Slot } from "../../sim/api.ts";

const valueOf = ({ written, value }: Slot): number | undefined => (written ? value : undefined);

/** Offsets of the words that one page has and the other has not, or has otherwise. */
export function differingSlots(a: ControlPageView, b: ControlPageView): ReadonlySet<number> {
  const others = new Map(b.slots.map((slot) => [slot.offset, valueOf(slot)]));
  return new Set(a.slots.filter((slot) => others.get(slot.offset) !== valueOf(slot)).map(({ offset }) => offset));
}
