// Breakpoints as text and in words, and where they show.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Breakpoint, Watched } from "../sim/api.ts";
import { breakpointMarks, breakpointText, enabledBreakpoints, LONGEST_TEXT, parseBreakpoint } from "./breakpoints.ts";
import { summary } from "./testing/handmade.ts";

const pfn = fc.nat(0xf_ffff);
/** Any text but one with half of a pair, which no address can carry. */
const text = fc
  .string({ unit: "binary", minLength: 1, maxLength: LONGEST_TEXT })
  .filter((each) => each.trim() !== "" && each.length <= LONGEST_TEXT);
const watched: fc.Arbitrary<Watched> = fc.oneof(
  pfn.map((each): Watched => ({ kind: "frame", pfn: each })),
  fc
    .record({ address: fc.nat(0xffff_efff), size: fc.integer({ min: 1, max: 4096 }) })
    .map((each): Watched => ({ kind: "bytes", ...each })),
  fc
    .constantFrom("eax", "cr0", "cr3", "eflags", "gdtr.base", "cs")
    .map((name): Watched => ({ kind: "register", name })),
  fc.nat(31).map((bit): Watched => ({ kind: "register", name: "cr0", bit })),
);
const breakpoint: fc.Arbitrary<Breakpoint> = fc.oneof(
  text.map((id): Breakpoint => ({ kind: "phase", id })),
  pfn.map((each): Breakpoint => ({ kind: "frame-write", pfn: each })),
  watched.map((of): Breakpoint => ({ kind: "change", of })),
  fc.integer({ min: 1, max: 99_999_999 }).map((index): Breakpoint => ({ kind: "entry", index })),
  text.map((words): Breakpoint => ({ kind: "event", words })),
  text.map((id): Breakpoint => ({ kind: "invariant", id })),
  text.map((each): Breakpoint => ({ kind: "expression", text: each })),
);

describe("the text of a breakpoint", () => {
  it("is read back as the breakpoint that it was written for", () => {
    fc.assert(
      fc.property(breakpoint, (each) => {
        expect(parseBreakpoint(breakpointText(each))).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  it("has nothing in it that parts a link or a list", () => {
    fc.assert(
      fc.property(breakpoint, (each) => {
        expect(breakpointText(each)).toMatch(/^[^;&#\s"<>]+$/);
      }),
    );
  });

  it("is read, or refused, whatever it is", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((rest) => `c:${rest}`),
        ),
        (any) => {
          const read = parseBreakpoint(any);
          if (read !== undefined) expect(parseBreakpoint(breakpointText(read))).toEqual(read);
        },
      ),
    );
  });

  it.each([
    "",
    "w:",
    "w:0x100000",
    "c:0xffffffff+2",
    "c:0x1000+0",
    "reg:cr0/32",
    "en:0",
    "x:%",
    "ev:%20",
    "zz:1",
    "constructor:1",
  ])("refuses %s", (wrong) => {
    expect(parseBreakpoint(wrong)).toBeUndefined();
  });
});

describe("breakpoints of a run", () => {
  const breakpoints: readonly Breakpoint[] = [
    { kind: "phase", id: "p1" },
    { kind: "frame-write", pfn: 5 },
    { kind: "entry", index: 3 },
  ];

  it("count unless they are switched off", () => {
    const state = { breakpoints, breakpointFacts: { "w:0x00005": { off: true } } };
    expect(enabledBreakpoints(state).map(({ kind }) => kind)).toEqual(["phase", "entry"]);
  });

  it("show where a phase begins, and where any other was hit last", () => {
    const facts = { "w:0x00005": { last: { t: 7, sub: 0 }, off: true } };
    const marks = breakpointMarks({ breakpoints, breakpointFacts: facts, run: summary });
    expect(marks.map(({ t, off }) => [t, off])).toEqual([
      [4, false],
      [7, true],
    ]);
  });
});
