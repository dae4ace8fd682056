import { expect, it } from "vitest";
import type { FaultPoint, RunSummary } from "../../sim/api.ts";
import { summary } from "../../state/testing/handmade.ts";
import { ladderOf } from "./ladder.ts";

const point = (t: number, id: string, group: FaultPoint["group"], undo?: string, depth = 0): FaultPoint => ({
  id,
  group,
  kernel: "A",
  t,
  title: id,
  fails: [],
  skips: true,
  faults: [],
  depth,
  ...(undo === undefined ? {} : { undo }),
});

const run: RunSummary = {
  ...summary,
  points: [
    point(1, "alloc", "load"),
    point(4, "jump/2/freeze_processes", "leave", "Exit"),
    point(5, "device_suspend", "leave", "Resume_console"),
    point(5, "dpm_suspend/eth0", "leave", "Resume_console", 1),
    point(7, "device_suspend/sda#2", "leave", "Resume_console", 1),
    point(9, "disable_nonboot_cpus", "leave", "Resume_devices"),
    point(20, "resume_console", "return"),
  ],
};
const at = (t: number) => ladderOf(run, { at: { t, sub: 0 } }, "A");

it("shows the steps of one stage, what is done, what is now and what is later", () => {
  expect(at(7).map(({ name, state }) => `${name} ${state}`)).toEqual([
    "freeze_processes done",
    "device_suspend done",
    "eth0 done",
    "sda now",
    "disable_nonboot_cpus later",
  ]);
});

it("is at the last of the steps that begin at one position", () => {
  expect(at(5).filter(({ state }) => state === "now")).toHaveLength(1);
  expect(at(5)[2]?.state).toBe("now");
});

it("says a label once where the parts of a step share it", () => {
  expect(at(7).map(({ undo }) => undo)).toEqual(["Exit", "Resume_console", undefined, undefined, "Resume_devices"]);
  expect(at(7).map(({ depth }) => depth)).toEqual([0, 0, 1, 1, 0]);
});

it("goes on with the next stage, and has none without steps", () => {
  expect(at(30).map(({ id }) => id)).toEqual(["resume_console"]);
  expect(ladderOf(summary, { at: { t: 3, sub: 0 } }, "A")).toEqual([]);
});

it("shows what a kernel that has just been entered is about to do, and nothing of the other", () => {
  const probe = { ...point(12, "probe/timer", "enter"), kernel: "B" as const };
  const points = [...run.points.slice(0, -1), probe, point(20, "resume_console", "return")];
  const inB = (t: number) => ladderOf({ ...run, points }, { at: { t, sub: 0 } }, "B");
  expect(inB(10).map(({ name, state }) => `${name} ${state}`)).toEqual(["probe/timer later"]);
  expect(inB(30)).toEqual([]);
});
