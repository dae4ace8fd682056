import { describe, expect, it } from "vitest";
import type { EventKind, LogEvent } from "../../sim/api.ts";
import { summary } from "../../state/testing/handmade.ts";
import { countsOf, csvOf, densityOf, pastCount, shownEvents } from "./log.ts";

const event = (t: number, kind: EventKind, source: string, text: string): LogEvent => ({ t, kind, source, text });
const events = [
  event(0, "phase", "A", "load"),
  event(3, "device", "eth0", "freeze of kernel A: frozen"),
  event(3, "dma", "eth0", 'packet 1, "hello"'),
  event(8, "jump", "A", "kernel A enters kernel B"),
];

describe("the event log", () => {
  it("shows everything when nothing is asked, without a copy", () => {
    expect(shownEvents(events, { hidden: new Set(), text: "  " })).toBe(events);
  });

  it("finds every word in kind, source or text, without regard to case", () => {
    const found = (text: string) => shownEvents(events, { hidden: new Set(), text }).map(({ t }) => t);
    expect(found("ETH0 frozen")).toEqual([3]);
    expect(found("eth0")).toEqual([3, 3]);
    expect(found("eth0 enters")).toEqual([]);
  });

  it("leaves out hidden kinds", () => {
    expect(shownEvents(events, { hidden: new Set(["dma", "phase"]), text: "" }).map(({ kind }) => kind)).toEqual([
      "device",
      "jump",
    ]);
  });

  it("counts kinds in the order of the chips, and those that occur only", () => {
    expect([...countsOf([...events, ...events])]).toEqual([
      ["phase", 2],
      ["device", 2],
      ["dma", 2],
      ["jump", 2],
    ]);
  });

  it.each([
    [-1, 0],
    [0, 1],
    [3, 3],
    [7, 3],
    [8, 4],
  ])("has at t %i %i events behind it", (t, count) => {
    expect(pastCount(events, t)).toBe(count);
  });

  it("has every event in its density, and every phase as wide as the others", () => {
    const bins = densityOf(events, summary.phases, 4);
    expect(bins).toEqual([1, 2, 0, 1]);
  });

  it("writes CSV with a head line, quoting what needs it", () => {
    expect(csvOf(events.slice(2, 3))).toBe('t,kind,source,text\r\n3,dma,eth0,"packet 1, ""hello"""\r\n');
  });
});
