// Drafts: every kind has a text that reads back, and what is wrong with it is told by field.

import { describe, expect, it } from "vitest";
import type { FaultKind, Moment } from "../sim/api.ts";
import { faultText } from "../sim/scenario/faults/text.ts";
import { FIELDS_OF, problemsOf, readDraft, startValues, targetFrames, withPoint } from "./drafts.ts";
import { initialState, DEFAULT_SETTINGS } from "./initial.ts";
import { summary } from "./testing/handmade.ts";
import type { Draft } from "./types/faults.ts";
import type { LabState } from "./types/state.ts";

const point = (id: string, t: number, fails: readonly string[], skips: boolean) =>
  ({ id, t, fails, skips, group: "leave", kernel: "A", title: id, faults: [] }) as const;

const state = (selection?: LabState["selection"]): LabState => ({
  ...initialState(DEFAULT_SETTINGS),
  run: {
    ...summary,
    points: [point("first", 2, ["EIO"], false), point("flush", 4, [], true), point("second", 7, ["ENOMEM"], true)],
  },
  moment: {
    at: { t: 5, sub: 0 },
    anchor: "swap/7/1",
    cpu: { eip: 0x12345678 },
    controlPages: [{ owner: "A", pfn: 0x1ff, physicalAddress: 0x1ff000, readAt: 0x240000 }],
    list: { rows: [{ index: 9, address: 0x300024, raw: 0x500008 }] },
  } as unknown as Moment,
  selection,
});
const draft = (kind: FaultKind, values: Draft["values"]): Draft => ({ kind, values, problems: [] });
const textOf = (kind: FaultKind, selection?: LabState["selection"]): string => {
  const read = readDraft(draft(kind, startValues(kind, state(selection))));
  return read.ok ? faultText(read.value) : JSON.stringify(read.problems);
};

describe("a new draft", () => {
  it.each(Object.keys(FIELDS_OF) as FaultKind[])("of kind %s is a fault already", (kind) => {
    expect(textOf(kind)).toMatch(new RegExp(`^${kind}`));
  });

  it("is aimed at what is selected, and happens now", () => {
    expect(textOf("flip", { kind: "frame", pfn: 0x204 })).toBe("flip:0x00204000.0@swap/7/1");
    expect(textOf("set", { kind: "byte", address: 0x204_806 })).toBe("set:0x00204804=0x00000000@swap/7/1");
    expect(textOf("set", { kind: "slot", owner: "A", offset: 0x808 })).toBe("set:0x00240808=0x00000000@swap/7/1");
    expect(textOf("retarget", { kind: "entry", index: 9 })).toMatch(/^retarget:9=/);
    expect(textOf("break", { kind: "linear", address: 0xc0001000 })).toBe("break:0xc0001000@swap/7/1");
  });

  it("takes the next step that can fail or be left out", () => {
    expect(textOf("fail")).toBe("fail:second=ENOMEM");
    expect(textOf("skip")).toBe("skip:second");
  });

  it("takes another errno with another step that has not the one before", () => {
    const { points } = state().run ?? summary;
    expect(withPoint({ point: "second", errno: "ENOMEM" }, points, "first")).toEqual({ point: "first", errno: "EIO" });
  });
});

describe("what is wrong with a draft", () => {
  it.each([
    ["flip", { address: "0x12345", bit: "77", at: "end" }, "bit"],
    ["flip", { address: "far away", bit: "7", at: "end" }, "address"],
    ["set", { address: "0x10", value: "-1", at: "end" }, "value"],
    ["zero", { pfn: "0x100000", at: "end" }, "pfn"],
    ["dma", { device: "eth0", pfn: "7", at: "" }, "at"],
    ["fail", { point: "a b", errno: "EIO" }, "point"],
  ] as const)("of kind %s is told by field", (kind, values, field) => {
    const read = readDraft(draft(kind, values));
    expect(read.ok ? undefined : read.problems.map(({ path }) => path)).toEqual([field]);
  });

  it("found in a run is told by field too, and as a whole where no field is named", () => {
    const problems = [
      { path: "faults[0].at", expected: "a place of this run", got: "swap/99" },
      { path: "faults[0]", expected: "a step", got: "none" },
    ];
    expect(problemsOf(draft("flip", {}), problems).map(({ path }) => path)).toEqual(["at", ""]);
  });

  it("is about the field whose value the run names", () => {
    const problems = [{ path: "faults[0]", expected: "a place before the run is over", got: "end, t 88213" }];
    expect(problemsOf(draft("nmi", { at: "end" }), problems).map(({ path }) => path)).toEqual(["at"]);
  });
});

it("knows the frames it is aimed at", () => {
  const { moment } = state();
  const frames = (text: Parameters<typeof targetFrames>[0]) => moment && targetFrames(text, moment);
  expect(frames({ kind: "flip", address: 0x204_010, bit: 1, at: "end" })).toEqual([0x204]);
  expect(frames({ kind: "retarget", entry: 9, value: 4, at: "end" })).toEqual([0x300]);
  expect(frames({ kind: "nmi", at: "end" })).toEqual([]);
});
