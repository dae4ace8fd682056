// The power line: on for the whole run but where a boot ended, and each boot a box on it.

import { describe, expect, it } from "vitest";
import type { BootSpan, RunSummary } from "../../sim/api.ts";
import { summary } from "../../state/testing/handmade.ts";
import { makeAxis } from "./axis.ts";
import { lanesOf } from "./lanes.ts";
import { beginning, bootBoxes, ending, outages, powerPath } from "./power.ts";

const boots: readonly BootSpan[] = [
  { n: 1, from: 0, to: 6, kernel: "A", begins: "running", ended: "S5" },
  { n: 2, from: 6, to: 10, kernel: "C", begins: "cold boot" },
];
const axis = makeAxis({ ...summary, boots }, "time", 500);

describe("power", () => {
  it("falls once between two boots, and not at the end of a run with power on", () => {
    expect(outages(boots, axis)).toEqual([300]);
    expect(powerPath(boots, axis)).toBe("M0 4H292V19H300V4H500");
    expect(powerPath(boots.slice(1), axis)).toBe("M0 4H500");
  });

  it("names each boot as long as there is room", () => {
    expect(bootBoxes(boots, axis).map(({ x, width, label }) => [x, width, label])).toEqual([
      [0, 300, "boot 1 · kernel A is running"],
      [300, 200, "boot 2 · cold boot, kernel C"],
    ]);
    expect(bootBoxes(boots, makeAxis(summary, "time", 100)).map(({ label }) => label)).toEqual(["boot 1", "2"]);
  });

  it("says how a boot began and how it ended", () => {
    expect(boots.map(beginning)).toEqual(["kernel A is running", "cold boot, kernel C"]);
    expect(boots.map(ending)).toEqual(["off through S5", undefined]);
    expect(ending({ ...boots[0], ended: "power lost" } as BootSpan)).toBe("power lost");
  });
});

describe("lanes", () => {
  it("are three, and a fourth where a kernel C runs", () => {
    expect(lanesOf(summary)).toEqual(["A", "code", "B"]);
    const [first] = summary.phases;
    const phases = [...summary.phases, { ...first, lane: "C" }] as RunSummary["phases"];
    expect(lanesOf({ phases })).toEqual(["A", "code", "B", "C"]);
  });
});
