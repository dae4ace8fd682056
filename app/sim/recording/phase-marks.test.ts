// The phases of a jump begin where the processor is in the state that their names speak of.

import { describe, expect, it } from "vitest";
import type { RevisionId, Scenario } from "../api.ts";
import type { Cpu } from "../cpu/cpu.ts";
import { findPreset } from "../scenario/presets.ts";
import { recordScenario } from "../scenario/to-plan.ts";

const CR0_PG = 0x80000000;
const KERNEL = 0xc0000000;

function phasesOf(revision: RevisionId) {
  const preset = findPreset("tiny");
  if (preset === undefined) throw new Error("the preset tiny is gone");
  const scenario: Scenario = { ...preset.scenario, revision, fixes: ["gdt-on-return"], jumps: 2 };
  const run = recordScenario(scenario);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  const { recording, cursor } = run.value;
  return recording.phases
    .filter(({ lane }) => lane === "code")
    .map(({ id, from, owner }) => {
      cursor.seek({ t: from, sub: 0 });
      return { id, owner, state: stateOf(cursor.cpu) };
    });
}

/** Paging, the tables in CR3 or none, where code and stack lie. */
function stateOf(cpu: Cpu): string {
  const paging = (cpu.cr0 & CR0_PG) !== 0 ? "paging" : "no paging";
  const high = (address: number): string => (address >>> 0 >= KERNEL ? "kernel" : "physical");
  return [paging, cpu.cr3 === 0 ? "no tables" : "tables", high(cpu.eip), high(cpu.regs[4])].join(", ");
}

const OUT = ["cr3-switch", "paging-off", "swap-out", "enter"];
const STATES: Readonly<Record<string, string>> = {
  tables: "paging, tables, kernel, kernel",
  "save-context": "paging, tables, kernel, kernel",
  "cr3-switch": "paging, tables, kernel, kernel",
  "paging-off": "no paging, tables, physical, physical",
  "swap-out": "no paging, no tables, physical, physical",
  enter: "no paging, no tables, physical, physical",
  "swap-in": "no paging, no tables, physical, physical",
  "paging-on": "no paging, no tables, physical, physical",
  virtual: "paging, tables, kernel, kernel",
};

describe.each([
  ["v8", "tables"],
  ["mainline-i386", "save-context"],
] as const)("the phases of %s", (revision, first) => {
  const phases = phasesOf(revision);

  it("come in the order of the code", () => {
    const there = [first, ...OUT];
    expect(phases.map(({ id, owner }) => `${owner} ${id}`)).toEqual(
      [
        there.map((id) => `A ${id}`),
        there.map((id) => `B ${id}`),
        ["swap-in", "paging-on", "virtual"].map((id) => `A ${id}`),
      ].flat(),
    );
  });

  it("begin in the state that they are named for", () => {
    expect(phases.filter(({ id, state }) => STATES[id] !== state)).toEqual([]);
  });
});
