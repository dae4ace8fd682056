// A breakpoint that this machine cannot have is refused when it is set, with what was expected.

import { expect, it } from "vitest";
import { checkBreakpoint } from "./breakpoint-check.ts";
import { parseBreakpoint } from "./breakpoints.ts";
import { summary } from "./testing/handmade.ts";

/** 4096 frames of RAM, no disk. */
const machine = { run: summary, moment: undefined };

async function expectedOf(text: string): Promise<string | undefined> {
  const breakpoint = parseBreakpoint(text);
  if (breakpoint === undefined) throw new Error(`no breakpoint: ${text}`);
  const checked = await checkBreakpoint(breakpoint, machine);
  return checked.ok ? undefined : checked.problems[0]?.expected;
}

it.each(["w:0x00fff", "cf:0x00fff", "c:0x00fffffc+4", "reg:eax", "reg:cr0/31", "reg:gdtr.base", "reg:cr0.pg", "ph:p1"])(
  "%s is one",
  async (text) => {
    expect(await expectedOf(text)).toBeUndefined();
  },
);

it.each([
  ["reg:eaz", /one of eax, ecx/],
  ["reg:cr0.melt", /one of eax/],
  ["w:0xfffff", /a frame below 0x01000/],
  ["cf:0x01000", /a frame below 0x01000/],
  ["c:0x00fffffd+4", /bytes below 0x01000000/],
])("%s is none, and it is said what is expected", async (text, words) => {
  expect(await expectedOf(text)).toMatch(words);
});
