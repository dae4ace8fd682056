// Ticks of the timeline.

import { describe, expect, it } from "vitest";
import type { PhaseSpan, RunSummary } from "../../sim/api.ts";
import { breakpointText } from "../../state/breakpoints.ts";
import type { Axis } from "./axis.ts";
import { eventTicks, tickNear, ticksOf } from "./ticks.ts";

/** Ten operations a pixel, of which 500 to 1,500 are shown. */
const axis: Axis = { width: 100, boxes: [], legs: [], x: (t) => (t - 500) / 10, t: (x) => 500 + x * 10 };

const phase = (id: string, from: number): PhaseSpan => ({
  ...{ id, from, to: from + 100, index: 0, title: `Phase ${id}`, lane: "A", owner: "A", leg: 1, anchor: "" },
});
const run = {
  phases: [phase("load", 0), phase("swap-out", 600), phase("swap-out", 1_200)],
  fired: [{ index: 0, text: "flip", t: 700 }],
  invariants: [
    { id: "i1", title: "A holds", status: "fail", t: 900, detail: "", checks: [] },
    { id: "i2", title: "B holds", status: "pass", t: 950, detail: "", checks: [] },
  ],
} as unknown as RunSummary;

describe("ticks", () => {
  it("stand for breakpoints, bookmarks, faults and failures, where the axis shows them", () => {
    const ticks = ticksOf(
      {
        run,
        breakpoints: [
          { kind: "phase", id: "swap-out" },
          { kind: "phase", id: "load" },
          { kind: "entry", index: 5 },
          { kind: "entry", index: 6 },
        ],
        breakpointFacts: { [breakpointText({ kind: "entry", index: 5 })]: { last: { t: 1_000, sub: 0 }, off: true } },
        trail: [
          { id: 1, at: { t: 800, sub: 0 }, anchor: "swap/3", what: "page 3", name: "", kept: true },
          { id: 2, at: { t: 810, sub: 0 }, anchor: "swap/4", what: "", name: "", kept: false },
        ],
      },
      axis,
    );
    expect(ticks.map(({ kind, t }) => [kind, t])).toEqual([
      ["breakpoint", 600],
      ["breakpoint", 1_200],
      ["off", 1_000],
      ["bookmark", 800],
      ["fault", 700],
      ["failure", 900],
    ]);
    expect(ticks[3]?.text).toBe("page 3");
  });

  it("are met by a point close to them", () => {
    const ticks = [10, 16, 40].map((x) => ({ kind: "fault", t: x, x, text: "" }) as const);
    expect(tickNear(ticks, 14)?.x).toBe(16);
    expect(tickNear(ticks, 30)).toBeUndefined();
  });
});

describe("events", () => {
  it("are one stroke a pixel, the few that are looked for taller, phases none", () => {
    const event = (t: number, kind: RunSummary["events"][number]["kind"]) => ({ t, kind, source: "A", text: "" });
    const { low, tall } = eventTicks(
      [event(600, "step"), event(601, "device"), event(700, "interrupt"), event(800, "phase"), event(90, "step")],
      axis,
      20,
    );
    expect(low).toBe("M10.5 20v-6");
    expect(tall).toBe("M20.5 20v-11");
  });
});
