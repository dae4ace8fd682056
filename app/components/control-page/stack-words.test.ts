// Words on the stack that have a name.

import { describe, expect, it } from "vitest";
import type { ControlPageView, Slot } from "../../sim/api.ts";
import { stackWord } from "./stack-words.ts";

const slot = (name: string, value: number, group: Slot["group"], written = true): Slot => ({
  offset: 0x800,
  size: 4,
  name,
  meaning: "",
  value,
  written,
  group,
});
const page: ControlPageView = {
  owner: "A",
  pfn: 0x1009,
  virtualAddress: 0xc1009000,
  physicalAddress: 0x01009000,
  readAt: 0x01009000,
  swapPfn: 0x100e,
  codeBytes: 0x260,
  slots: [
    slot("EFLAGS", 0x46, "saved"),
    slot("return", 0xc0101010, "saved"),
    slot("swap page", 0x0100e000, "links"),
    slot("PGD", 0x00106000, "links", false),
  ],
  stackFrom: 0x848,
  stack: [],
};

describe("a word on the stack", () => {
  it.each([
    [0x0100e000, "swap page"],
    [0xc0101010, "return"],
    [0x01009123, "control page +0x123"],
    [0xc1009fff, "control page +0xfff"],
    [0x46, undefined],
    [0x00106000, undefined],
    [0x0100a000, undefined],
  ])("%i is %s", (value, words) => {
    expect(stackWord(page, value)).toBe(words);
  });
});
