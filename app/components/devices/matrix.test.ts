import { describe, expect, it } from "vitest";
import type { DeviceMark, LogEvent, RunSummary } from "../../sim/api.ts";
import { summary } from "../../state/testing/handmade.ts";
import { columnAt, intrusionsOf, matrixOf } from "./matrix.ts";

const phase = (index: number, lane: "A" | "B" | "code", leg: number, from: number, to: number) => ({
  index,
  id: `p${index}`,
  title: "",
  lane,
  owner: lane === "B" ? ("B" as const) : ("A" as const),
  leg,
  from,
  to,
  anchor: "",
});

const mark = (t: number, device: string, state: DeviceMark["state"], callback: string, kernel: "A" | "B" = "A") => ({
  t,
  kernel,
  device,
  state,
  callback,
});

const dma = (t: number, source: string): LogEvent => ({ t, kind: "dma", source, text: "" });

/** A leg that leaves at 40 and arrives in B at 60, and a leg back from 90 on. */
const run: RunSummary = {
  ...summary,
  end: 200,
  phases: [phase(0, "A", 1, 0, 30), phase(1, "code", 1, 30, 60), phase(2, "B", 1, 60, 90), phase(3, "B", 2, 90, 200)],
  exchanges: [{ owner: "A", leg: 1, phase: 1, from: 40, to: 55, entries: 1, pages: 1 }],
  jumps: [{ n: 1, from: "A", to: "B", start: 0, t: 60, entry: 0, pairs: 0, selfPairs: 0 }],
  deviceMarks: [
    mark(10, "sda", "frozen", "freeze"),
    mark(12, "ttyS0", "frozen", "freeze"),
    mark(20, "sda", "quiet", "freeze_noirq"),
    mark(70, "sda", "running", "probe", "B"),
    mark(95, "sda", "frozen", "freeze", "B"),
  ],
  events: [dma(5, "eth0"), dma(35, "eth0"), dma(45, "eth0"), dma(65, "eth0"), dma(75, "sda")],
};

describe("the matrix of devices", () => {
  const { columns, rows, groups } = matrixOf(run, ["eth0", "sda"]);

  it("has a column for each pass of a callback and one for each time the other kernel has the machine", () => {
    expect(columns.map(({ title, leg, kernel, from }) => `${leg} ${kernel} ${title} ${from}`)).toEqual([
      "1 A freeze 10",
      "1 A freeze_noirq 20",
      "1 A B 30",
      "1 B probe 70",
      "2 B freeze 95",
    ]);
    expect(groups.map(({ span }) => span)).toEqual([3, 1, 1]);
  });

  it("begins another column when the same callback comes over a device again", () => {
    const again = { ...run, deviceMarks: [...run.deviceMarks, mark(97, "sda", "frozen", "freeze", "B")] };
    expect(matrixOf(again, []).columns.filter(({ leg }) => leg === 2)).toHaveLength(2);
  });

  it("has an order that does not hang on where one stands, and knows a device by its marks alone", () => {
    expect(rows.map(({ device }) => device)).toEqual(["eth0", "sda", "ttyS0"]);
    expect(matrixOf(run, ["ttyS0", "sda", "eth0"]).rows.map(({ device }) => device)).toEqual(["eth0", "sda", "ttyS0"]);
    expect(matrixOf(run, []).rows.map(({ device }) => device)).toEqual(["sda", "ttyS0"]);
  });

  it("tells a change from what was left as it was, and whose driver it was", () => {
    const sda = rows[1]?.cells.map(({ state, changed, kernel }) => `${kernel} ${state}${changed ? "" : " still"}`);
    expect(sda).toEqual(["A frozen", "A quiet", "A quiet still", "B running", "B frozen"]);
    expect(rows[0]?.cells.every(({ state, changed }) => state === "running" && !changed)).toBe(true);
  });

  it("counts what a device writes from the exchange on, until its driver has it again", () => {
    expect(intrusionsOf(run).map(({ t }) => t)).toEqual([45, 65]);
    expect(rows[0]?.cells.map(({ intrusions }) => intrusions)).toEqual([0, 0, 2, 0, 0]);
    expect(rows[0]?.cells[2]?.t).toBe(45);
  });

  it("finds the column of a position", () => {
    expect([0, 10, 29, 30, 199].map((t) => columnAt(columns, t))).toEqual([-1, 0, 1, 2, 4]);
  });
});

describe("the matrix of devices across a power-off", () => {
  const boots: RunSummary["boots"] = [
    { n: 1, from: 0, to: 80, kernel: "A", begins: "running", ended: "S5" },
    { n: 2, from: 80, to: 200, kernel: "C", begins: "cold boot" },
  ];
  const late = { ...run, boots, deviceMarks: [...run.deviceMarks, mark(99, "ttyS0", "running", "probe", "B")] };
  const { columns, rows } = matrixOf(late, ["eth0"]);

  it("has a column where power goes", () => {
    expect(columns.map(({ title, from }) => `${title} ${from}`)).toEqual([
      ...["freeze 10", "freeze_noirq 20", "B 30", "probe 70", "power off 80", "freeze 95", "probe 99"],
    ]);
    expect(columns[4]).toMatchObject({ kind: "power", kernel: "B", leg: 1, to: 95 });
  });

  it("begins every device anew: no state from before lasts until a driver has it again", () => {
    const states = rows.map(({ device, cells }) => [device, ...cells.slice(3).map(({ state }) => state)].join(" "));
    expect(states).toEqual([
      "eth0 running off reset reset",
      "sda running off frozen frozen",
      "ttyS0 frozen off reset running",
    ]);
  });
});
