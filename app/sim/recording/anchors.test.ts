// Names of phases and steps in runs with several boots. That every position of a run with one has a name that leads back to it
// is held by time-travel.test.ts.

import { describe, expect, it } from "vitest";
import { HIBERNATION_PRESETS } from "../scenario/hibernation-presets.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import type { Scenario } from "../api.ts";
import { anchorAt, phaseAnchor, resolveAnchor } from "./anchors.ts";
import { readPointName } from "./point-names.ts";
import { findPoint, pointsOf } from "./points.ts";
import type { Run } from "./run.ts";

function record(scenario: Scenario): Run {
  const run = recordScenario(scenario);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

const presetOf = (id: string): Scenario => {
  const found = HIBERNATION_PRESETS.find((preset) => preset.id === id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found.scenario;
};

const anchorsOf = ({ recording }: Run): string[] =>
  recording.phases.map((_, index) => phaseAnchor(recording, index)[0]);
const ofBoots = (names: readonly string[]): string[] => names.filter((name) => name.startsWith("boot/"));

describe.each(HIBERNATION_PRESETS.map(({ id, scenario }) => [id, scenario] as const))("%s", (_id, scenario) => {
  it("names each phase and each step differently, and each name leads to its own", () => {
    const run = record(scenario);
    const { recording, cursor } = run;
    const names = anchorsOf(run);
    expect(new Set(names).size).toBe(names.length);
    for (const [index, name] of names.entries()) {
      const from = { t: recording.phases[index]?.from ?? -1, sub: 0 };
      expect(resolveAnchor(cursor, name), name).toEqual({ ok: true, value: from });
      expect(name).not.toContain("+");
      for (const at of [from, { ...from, t: from.t + 3 }]) {
        expect(resolveAnchor(cursor, anchorAt(cursor, at)), name).toEqual({ ok: true, value: at });
      }
    }
    const points = pointsOf(recording);
    expect(new Set(points.map(({ id }) => id)).size).toBe(points.length);
    for (const [index, { id }] of points.entries()) {
      const name = readPointName(id);
      expect(name && findPoint(recording, name), id).toBe(recording.points[index]);
    }
  });
});

describe("after a cold boot", () => {
  it("what is not the first of its name is named by the boot; all else as ever", () => {
    expect(ofBoots(anchorsOf(record(presetOf("hibernate-tiny"))))).toEqual(["boot/2/phase/boot"]);
    const turns = anchorsOf(record(presetOf("kernels-take-turns")));
    expect(ofBoots(turns)).toEqual([
      "boot/2/phase/boot",
      "boot/3/phase/firmware",
      "boot/3/phase/boot",
      "boot/3/phase/restore-image",
    ]);
    expect(turns).toEqual(expect.arrayContaining(["phase/firmware", "phase/restore-image", "jump/4/phase/load"]));
  });

  it("a step of C's boot has the same name whether or not B has booted before", () => {
    const whole = pointsOf(record(presetOf("hibernate-tiny")).recording);
    const lost = pointsOf(record({ ...presetOf("hibernate-tiny"), faults: ["power@phase/save-image+5000"] }).recording);
    for (const points of [whole, lost]) {
      const own = points.filter(({ kernel, id }) => kernel === "C" && id.includes("mem_init"));
      expect(own.map(({ id }) => id)).toEqual(["boot/2/start_kernel/mem_init"]);
    }
  });

  it("a fault aimed by the boot is that boot's", () => {
    const faults = ["skip:boot/3/start_kernel/fork_init"];
    const { recording } = record({ ...presetOf("kernels-take-turns"), faults });
    const [fired] = recording.fired;
    expect(fired?.text).toBe(faults[0]);
    expect(fired?.t).toBeGreaterThan(recording.boots[2]?.from ?? Infinity);
  });

  it("the name does not depend on how long the boot before took", () => {
    const name = "boot/2/phase/boot+3";
    const places = [presetOf("hibernate-tiny"), { ...presetOf("hibernate-tiny"), faults: ["power@phase/boot+5"] }].map(
      (scenario) => {
        const { cursor } = record(scenario);
        const at = resolveAnchor(cursor, name);
        return at.ok ? [at.value.t, anchorAt(cursor, at.value)] : [];
      },
    );
    expect(places.map(([, again]) => again)).toEqual([name, name]);
    expect(places[0]?.[0]).not.toBe(places[1]?.[0]);
  });
});
