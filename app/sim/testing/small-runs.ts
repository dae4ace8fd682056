// Small runs of different kinds for the tests of questions.

import type { Scenario } from "../api.ts";
import { withBackups } from "../scenario/backups.ts";
import { findPreset } from "../scenario/presets.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import type { Run } from "../recording/run.ts";

export function scenarioOf(id: string): Scenario {
  const preset = findPreset(id);
  if (preset === undefined) throw new Error(`the preset ${id} is gone`);
  return preset.scenario;
}

export function recorded(scenario: Scenario): Run {
  const run = recordScenario(scenario);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

export const tiny = scenarioOf("tiny");
const range = { start: 0x40_0000, end: 0x42_0000 };
/** Wide enough for a kernel with PAE tables. */
const wide: Scenario = {
  ...tiny,
  cpuHasPae: true,
  bRange: range,
  bEntry: range.start,
  segments: withBackups(range, [
    { name: "kernel", mem: range.start, memsz: 0x18000, bufsz: 0x14000, content: "kernel" },
    { name: "parameters", mem: 0x41_9000, memsz: 0x1000, bufsz: 0x800, content: "parameters" },
  ]),
};
const mainline = { revision: "mainline-i386" } as const;

export interface Case {
  readonly title: string;
  readonly scenario: Scenario;
  /** The stretch that is stepped; the whole run unless given. */
  readonly stretch?: (run: Run) => { readonly from: number; readonly to: number };
}

/** Operations around the first beginning of a phase. */
const around = (id: string, operations: number) => (run: Run) => {
  const phase = run.recording.phases.find((each) => each.id === id);
  if (phase === undefined)
    throw new Error(`no phase ${id}; there are ${run.recording.phases.map((p) => p.id).join(" ")}`);
  return { from: Math.max(0, phase.from - operations), to: Math.min(run.recording.end, phase.from + operations) };
};

export const CASES: readonly Case[] = [
  { title: "tiny", scenario: tiny },
  { title: "another machine", scenario: { ...tiny, seed: 99, cpus: 4, jumps: 3 } },
  { title: "PAE", scenario: { ...wide, kernelIsPae: true, fixes: ["pae-before-paging"] } },
  { title: "mainline", scenario: { ...wide, ...mainline, fixes: ["gdt-on-return", "callee-entry"] } },
  { title: "mainline that crashes", scenario: { ...wide, ...mainline, kernelIsPae: true } },
  { title: "faults", scenario: { ...tiny, faults: ["flip:0x00406100.3@swap/7/1", "nmi@jump/3/phase/freeze"] } },
  { title: "power that goes", scenario: scenarioOf("hibernate-tiny"), stretch: around("firmware", 700) },
  { title: "a payload", scenario: scenarioOf("payload"), stretch: around("payload", 3000) },
];
