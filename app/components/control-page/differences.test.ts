// Words of two control pages that differ.

import { expect, it } from "vitest";
import type { ControlPageView, Slot } from "../../sim/api.ts";
import { differingSlots } from "./differences.ts";

const slot = (offset: number, value: number, written = true): Slot => ({
  ...{ offset, size: 4, name: "", meaning: "", value, written, group: "saved" },
});
const page = (...slots: Slot[]): ControlPageView => ({
  ...{
    owner: "A",
    pfn: 1,
    virtualAddress: 0,
    physicalAddress: 0,
    readAt: 0,
    swapPfn: 0,
    codeBytes: 0,
    slots,
    stackFrom: 0,
    stack: [],
  },
});

it("are those with another value, or written in one page only; what nobody wrote is equal", () => {
  const a = page(slot(0x800, 1), slot(0x804, 2), slot(0x808, 3, false), slot(0x80c, 9, false), slot(0x810, 5));
  const b = page(slot(0x800, 1), slot(0x804, 7), slot(0x808, 4, false), slot(0x80c, 9), slot(0x810, 5, false));
  expect([...differingSlots(a, b)]).toEqual([0x804, 0x80c, 0x810]);
  expect(differingSlots(b, a)).toEqual(differingSlots(a, b));
});
