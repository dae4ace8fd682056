// The timeline's axis: boxes in order, no time without a place, and a point leads back to the time it shows.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lane, PhaseSpan, RunSummary } from "../../sim/api.ts";
import { boxAt, makeAxis, shortName } from "./axis.ts";

const LANES: readonly Lane[] = ["A", "code", "B"];

function runOf(lengths: readonly number[]): RunSummary {
  let t = 0;
  const phases = lengths.map((length, index): PhaseSpan => {
    const from = t;
    t += length;
    const lane = LANES[index % 3] ?? "A";
    const leg = 1 + Math.floor(index / 4);
    return {
      index,
      id: `p${index}`,
      title: `Phase ${index}`,
      lane,
      owner: "A",
      leg,
      from,
      to: t,
      anchor: `phase/p${index}`,
    };
  });
  return {
    scenario: {} as RunSummary["scenario"],
    frames: 1,
    end: t,
    endHash: "",
    outcome: { kind: "completed", text: "" },
    jumps: [],
    phases,
    exchanges: [],
    boots: [],
    numbers: [],
    invariants: [],
    consoles: [],
    points: [],
    deviceMarks: [],
    events: [],
    fired: [],
    trail: [],
    processor: {} as RunSummary["processor"],
    stats: { instructions: 0, operations: 0, pagesExchanged: 0, historyBytes: 0, checkpoints: 0 },
  };
}

const lengths = fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 60 });

describe.each(["phases", "time"] as const)("axis in mode %s", (mode) => {
  it("covers the width from the first operation to the last", () => {
    fc.assert(
      fc.property(lengths, (each) => {
        const run = runOf(each);
        const axis = makeAxis(run, mode, 1000);
        expect(axis.x(0)).toBe(0);
        expect(axis.x(run.end)).toBeCloseTo(1000, 6);
      }),
    );
  });

  it("leads back from a place to the time it stands for", () => {
    fc.assert(
      fc.property(lengths, fc.nat(), (each, seed) => {
        const run = runOf(each);
        const axis = makeAxis(run, mode, 1300);
        const t = seed % (run.end + 1);
        expect(axis.t(axis.x(t))).toBe(t);
      }),
    );
  });

  it("never runs backwards", () => {
    fc.assert(
      fc.property(lengths, fc.double({ min: 0, max: 999, noNaN: true }), (each, x) => {
        const axis = makeAxis(runOf(each), mode, 1000);
        expect(axis.t(x + 1)).toBeGreaterThanOrEqual(axis.t(x));
      }),
    );
  });
});

describe("axis of phases", () => {
  it("keeps a short phase visible beside a huge one", () => {
    const axis = makeAxis(runOf([10, 2_000_000, 4]), "phases", 1000);
    expect(axis.boxes[2]?.width).toBeGreaterThan(80);
    expect(makeAxis(runOf([10, 2_000_000, 4]), "time", 1000).boxes[2]?.width).toBeLessThan(1);
  });

  it("gives an empty phase no width and still finds its neighbours", () => {
    const axis = makeAxis(runOf([10, 0, 10]), "phases", 900);
    expect(axis.boxes[1]?.width).toBe(0);
    expect(axis.t(axis.x(15))).toBe(15);
  });

  it("narrows to a range", () => {
    const run = runOf([5, 5, 5, 5, 7, 7, 7, 7]);
    const axis = makeAxis(run, "phases", 400, { range: { from: 20, to: 48 } });
    expect(axis.boxes.map((box) => box.phase.index)).toEqual([4, 5, 6, 7]);
    expect(axis.t(0)).toBe(20);
    expect(axis.t(400)).toBe(48);
  });

  it("cuts the phases at the ends of a range", () => {
    const axis = makeAxis(runOf([100, 100, 100]), "phases", 400, { range: { from: 150, to: 220 } });
    expect(axis.boxes.map(({ phase: { index, from, to } }) => [index, from, to])).toEqual([
      [1, 150, 200],
      [2, 200, 220],
    ]);
    expect([axis.t(0), axis.t(400)]).toEqual([150, 220]);
  });

  it("shows the whole run where a range holds nothing of it", () => {
    expect(makeAxis(runOf([10, 10]), "phases", 100, { range: { from: 90, to: 95 } }).t(100)).toBe(20);
  });

  it("gives the leg under the focus more room and takes none of the others away", () => {
    const run = runOf(Array.from({ length: 20 }, () => 50));
    const axis = makeAxis(run, "phases", 1000, { near: 3 });
    const widths = axis.legs.map((leg) => leg.width);
    expect(widths[2]).toBeGreaterThan(2 * (widths[0] ?? 0));
    expect(Math.min(...widths)).toBeGreaterThan(100);
    expect(axis.t(axis.x(777))).toBe(777);
  });

  it("finds the phase under a point", () => {
    const axis = makeAxis(runOf([10, 10]), "phases", 200);
    expect(boxAt(axis, 150)?.phase.index).toBe(1);
  });

  it("shortens names before it drops them", () => {
    const phase = { ...(runOf([1]).phases[0] as PhaseSpan), id: "swap-out", title: "Exchange pages with kernel B" };
    expect(shortName(phase, 400)).toBe("Exchange pages with kernel B");
    expect(shortName(phase, 90)).toBe("swap out");
    expect(shortName(phase, 20)).toBe("");
  });
});
