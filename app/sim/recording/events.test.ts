import { beforeAll, describe, expect, it } from "vitest";
import type { EventKind, RunSummary, Scenario } from "../api.ts";
import { findPreset } from "../scenario/presets.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import { momentAt } from "./moment.ts";
import type { Run } from "./run.ts";
import { summaryOf } from "./summary.ts";

function record(change: Partial<Scenario> = {}): { readonly run: Run; readonly summary: RunSummary } {
  const preset = findPreset("tiny");
  if (preset === undefined) throw new Error("the preset tiny is gone");
  const scenario = { ...preset.scenario, ...change };
  const recorded = recordScenario(scenario);
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.problems));
  return { run: recorded.value, summary: summaryOf(recorded.value, scenario) };
}

let whole: ReturnType<typeof record>;
beforeAll(() => {
  whole = record();
});

const of = ({ events }: RunSummary, kind: EventKind) => events.filter((event) => event.kind === kind);

describe("the event log of a run", () => {
  it("is in the order of time", () => {
    const times = whole.summary.events.map(({ t }) => t);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it("has every phase, jump, step, state of a device and console line once, where it was", () => {
    const { summary } = whole;
    const times = (list: readonly { readonly t: number }[]) => list.map(({ t }) => t).toSorted((a, b) => a - b);
    expect(of(summary, "phase").map(({ t }) => t)).toEqual(summary.phases.map(({ from }) => from));
    expect(times(of(summary, "jump"))).toEqual(times(summary.jumps));
    expect(times(of(summary, "step"))).toEqual(times(summary.points));
    expect(times(of(summary, "device"))).toEqual(times(summary.deviceMarks));
    expect(times(of(summary, "console"))).toEqual(times(summary.consoles));
  });

  it("has every packet that the network card has counted", () => {
    const { run, summary } = whole;
    const { board } = momentAt(run, { t: summary.end, sub: 0 }, {});
    const packets = of(summary, "dma").filter(({ source }) => source === "eth0");
    expect(packets.length).toBeGreaterThan(0);
    // The counter starts again whenever the driver resets the card.
    const last = summary.deviceMarks.findLast(({ device, state }) => device === "eth0" && state === "running");
    const since = packets.filter(({ t }) => t >= (last?.t ?? 0)).length;
    const counter = board.devices.find(({ name }) => name === "eth0")?.registers.find(({ name }) => name === "PACKETS");
    expect(counter?.value).toBe(since);
  });

  it("tells of an interrupt whose kernel takes it", () => {
    const [first] = of(whole.summary, "interrupt");
    expect(first).toMatchObject({ source: "A", text: expect.stringContaining("taken: line") });
  });

  it("tells of faults and, once in a leg, of each invariant that fails", () => {
    const { summary } = record({ faults: ["skip:device_suspend/eth0"] });
    expect(of(summary, "fault")[0]).toMatchObject({ source: "injected", text: "skip:device_suspend/eth0" });
    const failed = summary.invariants.filter(({ status }) => status === "fail");
    expect(failed.length).toBeGreaterThan(0);
    const legs = new Set(summary.jumps.map(({ n }) => n)).size + 1;
    expect(of(summary, "invariant").length).toBeGreaterThanOrEqual(failed.length);
    expect(of(summary, "invariant").length).toBeLessThanOrEqual(failed.length * legs);
    for (const { checks } of failed) {
      const first = checks.find(({ holds }) => !holds);
      expect(of(summary, "invariant").some(({ t }) => t === first?.t)).toBe(true);
    }
  });
});
