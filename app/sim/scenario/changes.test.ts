// Changes to a scenario, and what a payload's jumps count for.

import { describe, expect, it } from "vitest";
import type { JumpSpan, RunSummary, Scenario } from "../api.ts";
import { callsOf } from "./calls.ts";
import { withChanges } from "./changes.ts";
import { HIBERNATION_PRESETS } from "./hibernation-presets.ts";
import { findPreset } from "./presets.ts";
import { canonicalJson } from "./schema.ts";
import { checkScenario } from "./validate.ts";

function scenarioOf(id: string): Scenario {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`the preset ${id} is gone`);
  return preset.scenario;
}

describe("a changed scenario", () => {
  it("without a change is the same text, for every preset", () => {
    for (const { id } of HIBERNATION_PRESETS) {
      expect(canonicalJson(withChanges(scenarioOf(id), {}))).toBe(canonicalJson(scenarioOf(id)));
    }
    for (const id of ["tiny", "first-jump", "huge", "mainline", "mainline-fixed", "mainline-pae", "payload"]) {
      const scenario = scenarioOf(id);
      expect(canonicalJson(withChanges(scenario, {}))).toBe(canonicalJson(scenario));
    }
  });

  it("becomes another preset's where the changes lead there", () => {
    const changed = withChanges(scenarioOf("mainline"), { fixes: ["gdt-on-return"], kernelIsPae: true });
    expect(canonicalJson({ ...changed, title: "" })).toBe(canonicalJson({ ...scenarioOf("mainline-pae"), title: "" }));
  });

  it("jumps twice in each round of a hibernation, and says nothing of what is so anyway", () => {
    const scenario = scenarioOf("kernels-take-turns");
    const changed = withChanges(scenario, {
      hibernation: {
        rounds: ["checkpoint", "off", "off"],
        sleep: "S5",
        resume: "newest",
        channels: { entry: "register" },
      },
    });
    expect(changed.jumps).toBe(6);
    expect(checkScenario(changed).ok).toBe(true);
    expect(changed.hibernation).toEqual({
      ...{ image: "plain", restore: "krestore", cRange: scenario.hibernation?.cRange },
      rounds: ["checkpoint", "off", "off"],
    });
    const noted = withChanges(scenario, { hibernation: { channels: { map: "note" }, sleep: "S4" } });
    expect(noted.jumps).toBe(scenario.jumps);
    expect(noted.hibernation).toEqual({ ...scenario.hibernation, channels: { map: "note" } });
    expect("hibernation" in withChanges(scenarioOf("tiny"), { hibernation: { sleep: "S4" } })).toBe(false);
  });

  it("says nothing of fixes and PAE where there are none", () => {
    const changed = withChanges(scenarioOf("mainline-pae"), { fixes: [], kernelIsPae: false });
    expect("fixes" in changed || "kernelIsPae" in changed).toBe(false);
  });

  it("has its fixes in one order, each once", () => {
    const fixes = ["callee-entry", "gdt-on-return", "callee-entry"] as const;
    expect(withChanges(scenarioOf("tiny"), { fixes }).fixes).toEqual(["gdt-on-return", "callee-entry"]);
  });

  it("says nothing of faults where there are none, and of processors where they are as many as ever", () => {
    const changed = withChanges(scenarioOf("tiny"), { faults: ["skip:code/second-flush"], cpus: 4 });
    expect(changed).toMatchObject({ faults: ["skip:code/second-flush"], cpus: 4 });
    expect(withChanges(changed, {})).toEqual(changed);
    expect(canonicalJson(withChanges(changed, { faults: [], cpus: 2 }))).toBe(canonicalJson(scenarioOf("tiny")));
  });

  it("with a payload makes whole calls, or is refused", () => {
    const odd = checkScenario(withChanges(scenarioOf("payload"), { jumps: 5 }));
    expect(odd).toMatchObject({ ok: false, problems: [{ path: "jumps", got: "5" }] });
    expect(checkScenario(withChanges(scenarioOf("payload"), { jumps: 8 })).ok).toBe(true);
  });
});

describe("the calls of a payload", () => {
  const scenario = scenarioOf("payload");
  const jump = (n: number, to: "A" | "B", entry: number): JumpSpan => ({
    ...{ n, from: to === "A" ? "B" : "A", to, start: n * 10, t: n * 10 + 5, entry, pairs: 1, selfPairs: 0 },
  });
  const there = (n: number, entry = scenario.bEntry) => jump(n, "B", entry);
  const run = (...jumps: readonly JumpSpan[]) => ({ scenario, jumps }) as unknown as RunSummary;

  it("are counted there and back, up to a position", () => {
    const three = run(there(1), jump(2, "A", 1), there(3), jump(4, "A", 1), there(5));
    expect(callsOf(three)).toMatchObject({ called: 3, returned: 2 });
    expect(callsOf(three, 24)).toMatchObject({ called: 1, returned: 0 });
    expect(callsOf(three, 25)).toMatchObject({ called: 1, returned: 1 });
  });

  it("end with the one that goes somewhere else", () => {
    const lost = run(there(1), jump(2, "A", 1), there(3, 0x3d9067), jump(4, "A", 1));
    expect(callsOf(lost)).toEqual({ name: "hello.elf", called: 2, returned: 1, astray: 0x3d9067 });
  });

  it("are none where a kernel is entered", () => {
    expect(callsOf({ scenario: scenarioOf("tiny"), jumps: [] } as unknown as RunSummary)).toBeUndefined();
  });
});
