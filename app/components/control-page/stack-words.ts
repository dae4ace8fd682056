// What a word on the control page's stack is known to be: a place in this page, or what one of its words says.

import type { ControlPageView, Slot } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { offset } from "../shared/format.ts";

const PAGE = 0x1000;
/** Flags and small numbers are equal by chance. */
const LEAST = 0x1000;

/** Links before saved registers: they are what the code passes on. */
const telling = (page: ControlPageView): readonly Slot[] => {
  const written = page.slots.filter((slot) => slot.written && slot.value >= LEAST);
  return [...written.filter(({ group }) => group === "links"), ...written.filter(({ group }) => group === "saved")];
};

/** "control page +0x123", "swap page"; undefined for what only the code knows. */
export function stackWord(page: ControlPageView, value: number): string | undefined {
  const slot = telling(page).find((each) => each.value === value);
  if (slot !== undefined) return slot.name;
  const base = [page.physicalAddress, page.virtualAddress].find((start) => value >= start && value < start + PAGE);
  return base === undefined || base === 0 ? undefined : say("control page {value}", { value: offset(value - base) });
}
