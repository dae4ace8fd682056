// Traces of real runs keep every rule of the format; and the checker of the rules finds each kind of breach.

import { describe, expect, it } from "vitest";
import type { RunSummary, Scenario } from "../api.ts";
import { summaryOf } from "../recording/summary.ts";
import { findPreset } from "../scenario/presets.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import { isTimed, traceProblems, type TraceEvent, type TraceFile } from "./trace-events.ts";
import { traceOf, traceText } from "./trace.ts";

function runOf(scenario: Scenario): RunSummary {
  const recorded = recordScenario(scenario);
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.problems));
  return summaryOf(recorded.value, scenario);
}

const preset = (id: string): Scenario => findPreset(id)?.scenario as Scenario;
const tiny = runOf(preset("tiny"));
const forked = runOf({ ...preset("tiny"), faults: ["skip:code/second-flush"] });

const of = <Ph extends TraceEvent["ph"]>(file: TraceFile, ph: Ph) =>
  file.traceEvents.filter((event): event is Extract<TraceEvent, { ph: Ph }> => event.ph === ph);

describe("the trace of a run", () => {
  it.each([["tiny"], ["museum/gdt-left-at-zero"], ["first-jump"]])("of %s keeps the rules of the format", (id) => {
    const file = traceOf(id, runOf(preset(id)));
    expect(traceProblems(file)).toEqual([]);
    expect(JSON.parse(traceText(file))).toEqual(file);
  });

  it("has a slice for every phase and exchange, an instant for every event, an arrow for every jump", () => {
    const file = traceOf("tiny", tiny);
    expect(of(file, "X").filter(({ cat }) => cat === "phase")).toHaveLength(tiny.phases.length);
    expect(of(file, "X").filter(({ cat }) => cat === "exchange")).toHaveLength(tiny.exchanges.length);
    expect(of(file, "i")).toHaveLength(tiny.events.length);
    expect(of(file, "s")).toHaveLength(tiny.jumps.length);
    expect(of(file, "f").map(({ id }) => id)).toEqual(of(file, "s").map(({ id }) => id));
    const pages = of(file, "C").flatMap(({ name, args }) => (name === "pages exchanged" ? [args?.["pages"]] : []));
    expect(pages.at(-1)).toBe(tiny.exchanges.reduce((sum, exchange) => sum + exchange.pages, 0));
  });

  it("counts an operation as a microsecond and says so", () => {
    const file = traceOf("tiny", tiny);
    const last = Math.max(...file.traceEvents.filter(isTimed).map((event) => event.ts));
    expect(last).toBeLessThanOrEqual(tiny.end);
    expect(file.otherData["time"]).toContain("one operation");
  });

  it("gives each branch tracks of its own and marks where it leaves", () => {
    const file = traceOf("tiny", tiny, [{ title: "skip:code/second-flush", run: forked }]);
    expect(traceProblems(file)).toEqual([]);
    expect(new Set(file.traceEvents.map(({ pid }) => pid))).toEqual(new Set([1, 2]));
    const fork = of(file, "i").find(({ cat }) => cat === "branch");
    expect(fork).toMatchObject({ pid: 1, ts: forked.fired[0]?.t });
  });

  it("is the same text every time", () => {
    expect(traceText(traceOf("tiny", tiny))).toBe(traceText(traceOf("tiny", runOf(preset("tiny")))));
  });
});

describe("the checker", () => {
  const file = traceOf("tiny", tiny);
  const slice = of(file, "X").find(({ dur }) => dur > 10) as TraceEvent & { ph: "X" };
  const flow = of(file, "s")[0] as TraceEvent & { ph: "s" };
  const withEvents = (change: (events: TraceEvent[]) => readonly TraceEvent[]): TraceFile => ({
    ...file,
    traceEvents: change([...file.traceEvents]),
  });

  it.each<[string, (events: TraceEvent[]) => readonly TraceEvent[], RegExp]>([
    ["an event out of order", (events) => [...events, { ...slice, dur: 0 }], /comes after/],
    [
      "slices that overlap",
      (events) => {
        const at = events.indexOf(slice);
        return [...events.slice(0, at + 1), { ...slice, dur: slice.dur + 1 }, ...events.slice(at + 1)];
      },
      /overlaps/,
    ],
    ["an arrow without an end", (events) => events.filter((event) => event.ph !== "f"), /has no end/],
    ["an arrow without a start", (events) => events.filter((event) => event.ph !== "s"), /without a start/],
    [
      "an arrow that holds on to nothing",
      (events) => events.map((e) => (e === flow ? { ...flow, tid: 20 } : e)),
      /no slice/,
    ],
    ["a track without a name", (events) => events.filter(({ name }) => name !== "thread_name"), /has no name/],
    [
      "an event without a name",
      (events) => events.map((e) => (e === slice ? { ...slice, name: "" } : e)),
      /has no name/,
    ],
    ["a length that is none", (events) => events.map((e) => (e === slice ? { ...slice, dur: NaN } : e)), /dur/],
  ])("finds %s", (_, change, words) => {
    expect(traceProblems(withEvents(change)).join("\n")).toMatch(words);
  });
});
