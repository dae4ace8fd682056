// A batch's form becomes faults that can be read; what is no fault leaves its cell empty.

import { describe, expect, it } from "vitest";
import type { FaultPoint, RunSummary } from "../../sim/api.ts";
import { csvOf } from "./csv.ts";
import { planOf, type BatchForm } from "./batch-plan.ts";

const point = (id: string, group: FaultPoint["group"], fails: readonly string[], skips: boolean): FaultPoint => ({
  ...{ id, group, fails, skips, kernel: "A", t: 0, title: id },
  faults: [...fails.map((errno) => `fail:${id}=${errno}`), ...(skips ? [`skip:${id}`] : [])],
});
const run = {
  points: [
    point("kexec_load/flags", "load", ["EINVAL"], false),
    point("freeze_processes", "leave", ["EBUSY"], true),
    point("local_irq_disable", "leave", [], true),
  ],
} as unknown as RunSummary;

const form: BatchForm = {
  ...{ kind: "steps", groups: ["leave"], first: "0x00406", count: "2", stride: "4", offset: "0x10", bit: "3" },
  ...{ entry: "2", word: "0x4", lines: "0 11, 0", moments: "swap/7/1 phase/enter" },
};

describe("a batch", () => {
  it("of steps has a column for each errno and one for skipping", () => {
    expect(planOf(form, run, "")).toEqual({
      title: "",
      rows: ["freeze_processes", "local_irq_disable"],
      columns: ["EBUSY", "skip"],
      cells: ["fail:freeze_processes=EBUSY", "skip:freeze_processes", undefined, "skip:local_irq_disable"],
    });
  });

  it("of frames has a row for each frame and a column for each moment", () => {
    const plan = planOf({ ...form, kind: "flip" }, run, "");
    expect(plan.rows).toEqual(["0x00406", "0x0040a"]);
    expect(plan.cells.slice(0, 2)).toEqual(["flip:0x00406010.3@swap/7/1", "flip:0x00406010.3@phase/enter"]);
  });

  it("names each target and each moment once", () => {
    expect(planOf({ ...form, kind: "irq" }, run, "").rows).toEqual(["IRQ 0", "IRQ 11"]);
    expect(planOf({ ...form, kind: "nmi", moments: "end end" }, run, "").columns).toEqual(["end"]);
  });

  it.each([
    ["first", "far"],
    ["count", "-1"],
    ["stride", "0"],
  ] as const)("has no runs where %s is %s", (field, text) => {
    expect(planOf({ ...form, kind: "zero", [field]: text }, run, "").cells).toEqual([]);
  });

  it("leaves a cell empty that would be no fault", () => {
    expect(planOf({ ...form, kind: "flip", bit: "40" }, run, "").cells.every((cell) => cell === undefined)).toBe(true);
  });
});

it("becomes comma-separated values, quoted where they must be", () => {
  const plan = { title: "", rows: ["a"], columns: ["x", "y"], cells: ["zero:0x00001@end", "zero:0x00002@end"] };
  const verdict = { kind: "corrupted", text: 'a "word", or two', frames: [1, 2] } as const;
  const text = csvOf({
    plan,
    base: [],
    running: false,
    elapsed: 0,
    answers: [
      { fault: "zero:0x00001@end", verdict, endHash: "abcd" },
      { fault: "zero:0x00002@end", problems: [{ path: "", expected: "a place before the end", got: "end" }] },
    ],
  });
  expect(text.split("\r\n")).toEqual([
    "row,column,fault,verdict,errno,invariant,first divergence,frames,end hash,text",
    'a,x,zero:0x00001@end,corrupted,,,,2,abcd,"a ""word"", or two"',
    'a,y,zero:0x00002@end,not run,,,,,,"expected a place before the end, got end"',
    "",
  ]);
});
