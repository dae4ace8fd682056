// Every revision, built with and without PAE, with and without the fixes: who comes back, and how the others die.

import { describe, expect, it } from "vitest";
import { FIXES, REVISION_IDS, type FixId, type Scenario } from "../api.ts";
import { TUNING } from "../recording/journalist.ts";
import { summaryOf } from "../recording/summary.ts";
import { withBackups } from "./backups.ts";
import { recordScenario } from "./to-plan.ts";

const range = { start: 0x40_0000, end: 0x43_0000 };
const scenario: Scenario = {
  title: "variants",
  revision: "v8",
  seed: 0x386,
  memoryMiB: 16,
  cpuHasPae: true,
  bRange: range,
  bEntry: range.start,
  segments: withBackups(range, [
    { name: "kernel", mem: range.start, memsz: 0x18000, bufsz: 0x14000, content: "kernel" },
    { name: "parameters", mem: 0x41_9000, memsz: 0x1000, bufsz: 0x800, content: "parameters" },
  ]),
  tasks: [{ comm: "init" }, { comm: "vim", note: "not saved" }],
  jumps: 4,
};

function summary(change: Partial<Scenario>) {
  const changed = { ...scenario, ...change };
  const run = recordScenario(changed);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return summaryOf(run.value, changed);
}

/** "completed", or the exceptions with where they met the kernel. */
function fate(change: Partial<Scenario>): string {
  const { outcome, trail } = summary(change);
  if (outcome.kind === "completed") return "completed";
  const before = trail.at(-2)?.text ?? "";
  return `${outcome.fault?.chain.join(" ") ?? outcome.text} after ${before}`;
}

const NO_GDT = "#GP(0x68) #DF triple fault after mov $0x68,%eax";
const WRONG_WALK = (register: string) => `#PF(0x0) #DF triple fault after mov %${register},%cr0`;

describe("fates", () => {
  it.each<[Scenario["revision"], boolean, readonly FixId[], string]>([
    ["v8", false, [], "completed"],
    ["v8", true, [], WRONG_WALK("ecx")],
    ["v8", true, ["pae-before-paging"], "completed"],
    ["mainline-i386", false, [], NO_GDT],
    ["mainline-i386", false, ["gdt-on-return"], "completed"],
    ["mainline-i386", true, ["gdt-on-return"], WRONG_WALK("eax")],
    ["mainline-i386", true, ["pae-before-paging"], NO_GDT],
    ["mainline-i386", true, ["gdt-on-return", "pae-before-paging"], "completed"],
  ])("%s, PAE %s, fixes %j: %s", (revision, kernelIsPae, fixes, expected) => {
    expect(fate({ revision, kernelIsPae, fixes })).toBe(expected);
  });

  it("are the same on a processor without PAE, whose CR4 is left alone", () => {
    for (const revision of REVISION_IDS) {
      expect(fate({ revision, cpuHasPae: false, fixes: ["gdt-on-return"] })).toBe("completed");
    }
  });
});

describe("every variant that comes back", () => {
  it("restores all it should, and all fixes together change nothing", () => {
    for (const revision of REVISION_IDS) {
      for (const kernelIsPae of [false, true]) {
        const { outcome, invariants, jumps } = summary({ revision, kernelIsPae, fixes: FIXES });
        expect(outcome.kind).toBe("completed");
        expect(invariants.filter(({ status }) => status !== "pass")).toEqual([]);
        expect(jumps.map(({ from, to }) => from + to)).toEqual(["AB", "BA", "AB", "BA"]);
      }
    }
  });

  it("shows the same state however a position is reached", () => {
    for (const revision of REVISION_IDS) {
      const spec = { ...scenario, revision, kernelIsPae: true, fixes: FIXES, jumps: 2 };
      const runs = [TUNING, { operations: 1, entries: 1, instructions: 1, checkpoint: 1 }].map((tuning) => {
        const run = recordScenario(spec, { tuning });
        if (!run.ok) throw new Error("not recorded");
        return run.value;
      });
      for (let t = 0; t <= (runs[0]?.recording.end ?? 0); t += 5) {
        const [usual, finest] = runs.map(({ cursor }) => {
          cursor.seek({ t, sub: 0 });
          return cursor.hash();
        });
        expect(usual, `${revision} t ${t}`).toBe(finest);
      }
    }
  });

  it("enters B at its boot entry once, and from then on at its re-entry", () => {
    for (const revision of REVISION_IDS) {
      const entries = summary({ revision, fixes: FIXES, jumps: 7 }).jumps.flatMap(({ to, entry }) =>
        to === "B" ? [entry] : [],
      );
      const [boot, ...again] = entries;
      expect(boot).toBe(scenario.bEntry);
      expect(new Set(again).size).toBe(1);
      expect(again[0]).not.toBe(boot);
    }
  });
});
