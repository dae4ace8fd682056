// The board and the modelled kernel around a jump, on the tiny machine with two processors.

import { beforeAll, describe, expect, it } from "vitest";
import type { BoardView, DeviceView, FaultPoint, Moment, RunSummary } from "../../api.ts";
import { findPreset } from "../../scenario/presets.ts";
import { recordScenario } from "../../scenario/to-plan.ts";
import { momentAt } from "../moment.ts";
import type { Run } from "../run.ts";
import { summaryOf } from "../summary.ts";

let run: Run;
let summary: RunSummary;

beforeAll(() => {
  const preset = findPreset("tiny");
  if (preset === undefined) throw new Error("the preset tiny is gone");
  const recorded = recordScenario(preset.scenario);
  if (!recorded.ok) throw new Error(JSON.stringify(recorded.problems));
  run = recorded.value;
  summary = summaryOf(run, preset.scenario);
});

const momentOf = (t: number): Moment => momentAt(run, { t, sub: 0 }, {});
const boardAt = (t: number): BoardView => momentOf(t).board;

function deviceAt(t: number, name: string): DeviceView {
  const device = boardAt(t).devices.find((each) => each.name === name);
  if (device === undefined) throw new Error(`no ${name} at ${t}`);
  return device;
}

function point(id: string): FaultPoint {
  const found = summary.points.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
}

/** In the middle of the first exchange. */
const inExchange = (): number => {
  const [first] = summary.exchanges;
  if (first === undefined) throw new Error("no exchange");
  return (first.from + first.to) >>> 1;
};

describe("devices", () => {
  it("stand in the order in which they are suspended, with processors behind them", () => {
    const names = boardAt(0).devices.flatMap(({ name, kernels }) => (kernels.length === 0 ? [] : [name]));
    expect(names).toEqual(["eth0", "sda", "ttyS0", "timer", "ioapic", "i8259A", "cpu1"]);
  });

  it("are what the hardware does beside what each kernel believes", () => {
    const before = deviceAt(0, "eth0");
    expect(before.active).toBe(true);
    expect(before.frames.length).toBeGreaterThan(1);
    expect(before.due).toBe(summary.events.find(({ kind, source }) => kind === "dma" && source === "eth0")?.t);
    const { active, due, kernels } = deviceAt(inExchange(), "eth0");
    expect([active, due, kernels.map(({ kernel, state }) => `${kernel} ${state}`)]).toEqual([
      false,
      undefined,
      ["A quiet"],
    ]);
    const sda = deviceAt(summary.end, "sda").kernels.map(({ kernel }) => kernel);
    expect(sda).toEqual(["A", "B"]);
  });

  it("keep what they were programmed with, under the names of their registers", () => {
    const words = (rows: readonly { readonly name: string; readonly value: number }[]) =>
      new Map(rows.map(({ name, value }) => [name, value] as const));
    for (const name of ["eth0", "sda", "timer", "ttyS0"]) {
      const [side] = deviceAt(inExchange(), name).kernels;
      const registers = words(deviceAt(0, name).registers);
      const saved = words(side?.saved ?? []);
      expect(saved.size, name).toBeGreaterThan(0);
      // v8 has no late callbacks: what they keep stays at 0
      saved.delete("MCR");
      for (const [word, value] of saved) expect([name, word, value]).toEqual([name, word, registers.get(word)]);
    }
  });
});

describe("processors", () => {
  it("other than the boot processor idle before the jump and are parked in it", () => {
    const states = (t: number) => boardAt(t).processors.map(({ id, boot, state }) => `${id} ${boot} ${state}`);
    expect(states(0)).toEqual(["0 true running", "1 false idle"]);
    expect(states(inExchange())).toEqual(["0 true running", "1 false parked"]);
    expect(states(summary.end)).toEqual(["0 true running", "1 false idle"]);
  });
});

describe("interrupts", () => {
  it("arrive while there is a table and the flag is set", () => {
    const { enabled, table, ifOneCame, lines } = boardAt(0).interrupts;
    expect({ enabled, table, ifOneCame }).toEqual({ enabled: true, table: true, ifOneCame: "delivered" });
    expect(lines.find(({ device }) => device === "eth0")).toMatchObject({ line: 11, masked: false, vector: 0x3b });
  });

  it("are held back in the exchange, where a non-maskable one would be fatal", () => {
    const { enabled, table, ifOneCame, lines } = boardAt(inExchange()).interrupts;
    expect({ enabled, table }).toEqual({ enabled: false, table: false });
    expect(ifOneCame).toMatch(/masked.*triple fault/);
    expect(lines.every(({ masked }) => masked)).toBe(true);
  });
});

describe("tasks and consoles", () => {
  it("are read from RAM: frozen, and the console suspended, while the other kernel runs", () => {
    const { tasks, board } = momentOf(inExchange());
    const own = tasks.filter(({ kernel }) => kernel === "A");
    expect(own.filter(({ frozen }) => !frozen).map(({ comm }) => comm)).toEqual(["kexec"]);
    expect(board.consoles).toEqual([{ kernel: "A", terminal: 63, suspended: true }]);
    expect(boardAt(0).consoles).toEqual([expect.objectContaining({ kernel: "A", suspended: false })]);
  });
});

describe("the call stack", () => {
  it("names the step and everything that its undo label undoes", () => {
    const { calls, step, undo, undoes } = boardAt(point("device_suspend/eth0").t).stack;
    expect(calls).toEqual(["sys_reboot", "kernel_kexec", "kexec_jump", "device_suspend"]);
    expect([step, undo]).toEqual(["device_suspend/eth0", "Resume_console"]);
    expect(undoes).toEqual(["resume_console", "thaw_processes", "pm_restore_console"]);
  });

  it("has the routine of real instructions on top of those that wait for it", () => {
    const { calls } = boardAt(inExchange()).stack;
    expect(calls.slice(0, 4)).toEqual(["sys_reboot", "kernel_kexec", "kexec_jump", "machine_kexec"]);
    expect(calls.at(-1)).toMatch(/^swap_pages/);
  });

  it("starts anew in a kernel that has just been entered", () => {
    const entered = summary.jumps[0]?.t ?? 0;
    expect(boardAt(entered).stack.calls).toEqual(["startup_32"]);
  });
});
