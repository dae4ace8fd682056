import { describe, expect, it } from "vitest";
import { readText, textOf, valueAt, withValueAt } from "./editor-value.ts";
import { PRESETS } from "./scenarios.ts";

const tiny = PRESETS.find(({ id }) => id === "tiny")?.scenario;

describe("reading the text", () => {
  it.each(PRESETS)("finds nothing wrong with $id", ({ scenario }) => {
    expect(readText(textOf(scenario))).toMatchObject({ scenario, shaped: scenario, problems: [] });
  });

  it("says the line and column of a value that is wrong, and of text that is no JSON", () => {
    const text = textOf({ ...tiny, memoryMiB: 4 });
    const [wrong] = readText(text).problems;
    expect(wrong).toMatchObject({ path: "memoryMiB", got: "4", where: "line 5, column 16" });
    expect(text.slice(wrong?.from, wrong?.to)).toBe("4");
    const [broken] = readText(text.replace('"seed"', "seed")).problems;
    expect(broken?.where).toBe("line 4, column 3");
  });

  it("keeps the fields of what is of the right form but cannot run", () => {
    const text = textOf({ ...tiny, bEntry: 0 });
    expect(readText(text)).toMatchObject({ scenario: undefined, shaped: { bEntry: 0 } });
    expect(readText(text).problems.map(({ path }) => path)).toContain("bEntry");
  });

  it("places what the machine refused, too", () => {
    const text = textOf({ ...tiny, faults: ["nmi@swap/99999"] });
    const refused = [{ path: "faults[0].at", expected: "a place", got: "none" }];
    const [problem] = readText(text, refused).problems;
    expect(text.slice(problem?.from, problem?.to)).toBe('"nmi@swap/99999"');
  });
});

describe("a value by its path", () => {
  it("is put where it belongs, and everything else stays", () => {
    const next = withValueAt(tiny, "segments[1].memsz", 8192);
    expect(valueAt(next, "segments[1].memsz")).toBe(8192);
    expect(withValueAt(next, "segments[1].memsz", valueAt(tiny, "segments[1].memsz"))).toEqual(tiny);
  });

  it("makes what is around it, and goes when it is undefined", () => {
    const next = withValueAt(tiny, "hibernation.channels.map", "note");
    expect(valueAt(next, "hibernation")).toEqual({ channels: { map: "note" } });
    expect(withValueAt(next, "hibernation", undefined)).toEqual(tiny);
  });
});
