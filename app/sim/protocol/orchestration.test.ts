import { describe, expect, it } from "vitest";
import type { Scenario } from "../api.ts";
import { findPreset } from "../scenario/presets.ts";
import { recordScenario } from "../scenario/to-plan.ts";
import type { Run } from "../recording/run.ts";

// Forward order, undo labels and errnos of kexec_jump (v8, 21 Dec 2007) and of kernel_kexec (Linux 6.1), written down from
// the sources' own order, not from the lab's.
const ORDER = {
  v8: {
    out: [
      "pm_prepare_console",
      "freeze_processes",
      "suspend_console",
      "device_suspend",
      "disable_nonboot_cpus",
      "local_irq_disable",
      "device_power_down",
      "save_processor_state",
    ],
    back: [
      "restore_processor_state",
      "device_power_up",
      "local_irq_enable",
      "enable_nonboot_cpus",
      "device_resume",
      "resume_console",
      "thaw_processes",
      "pm_restore_console",
    ],
    undo: {
      freeze_processes: ["EBUSY", "pm_restore_console"],
      device_suspend: ["EIO", "resume_console"],
      disable_nonboot_cpus: ["EBUSY", "device_resume"],
      device_power_down: ["EIO", "local_irq_enable"],
    },
  },
  "mainline-i386": {
    out: [
      "pm_prepare_console",
      "freeze_processes",
      "suspend_console",
      "dpm_suspend_start",
      "dpm_suspend_end",
      "suspend_disable_secondary_cpus",
      "local_irq_disable",
      "syscore_suspend",
      "save_processor_state",
    ],
    back: [
      "restore_processor_state",
      "syscore_resume",
      "local_irq_enable",
      "suspend_enable_secondary_cpus",
      "dpm_resume_start",
      "dpm_resume_end",
      "resume_console",
      "thaw_processes",
      "pm_restore_console",
    ],
    undo: {
      freeze_processes: ["EBUSY", "pm_restore_console"],
      dpm_suspend_start: ["EIO", "resume_console"],
      dpm_suspend_end: ["EIO", "dpm_resume_end"],
      suspend_disable_secondary_cpus: ["EBUSY", "suspend_enable_secondary_cpus"],
      syscore_suspend: ["EIO", "local_irq_enable"],
    },
  },
} as const;
type RevisionId = keyof typeof ORDER;

function scenario(revision: RevisionId, more: Partial<Scenario> = {}): Scenario {
  const tiny = findPreset("tiny")?.scenario;
  if (tiny === undefined) throw new Error("no preset tiny");
  return { ...tiny, revision, ...(revision === "v8" ? {} : { fixes: ["gdt-on-return"] as const }), ...more };
}

function record(of: Scenario): Run {
  const run = recordScenario(of);
  if (!run.ok) throw new Error(JSON.stringify(run.problems));
  return run.value;
}

/** Names of the steps of one kernel in one leg, without those inside others. */
const steps = ({ recording }: Run, leg: number, group: "leave" | "return"): string[] =>
  recording.points
    .filter((point) => point.kernel === "A" && point.leg === leg && point.group === group)
    .map(({ name }) => name)
    .filter((name) => !name.includes("/"));

describe.each(Object.keys(ORDER) as RevisionId[])("the way around a jump in %s", (revision) => {
  const order = ORDER[revision];

  it("goes out in the kernel's order and comes back in the reverse of it", () => {
    const run = record(scenario(revision));
    expect(steps(run, 1, "leave")).toEqual(order.out);
    expect(steps(run, 2, "return")).toEqual(order.back);
    expect(run.recording.outcome.kind).toBe("completed");
  });

  it.each(Object.entries(order.undo) as [string, readonly [string, string]][])(
    "enters the way back where it should when %s fails",
    (name, [errno, first]) => {
      const { recording } = record(scenario(revision, { faults: [`fail:${name}=${errno}`] }));
      expect(recording.outcome).toMatchObject({ kind: "aborted", errno });
      const from = order.back.indexOf(first as never);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(steps({ recording } as Run, 1, "return")).toEqual(order.back.slice(from));
    },
  );
});

describe("devices around a jump", () => {
  it("are suspended backward and resumed forward, system devices last and first", () => {
    const { recording } = record(scenario("v8"));
    const inLeg = (leg: number, states: readonly string[]) =>
      recording.deviceMarks
        .filter(
          (mark) =>
            !mark.device.startsWith("cpu") &&
            mark.kernel === "A" &&
            recording.legAt(mark.t) === leg &&
            states.includes(mark.state),
        )
        .map((mark) => mark.device);
    expect(inLeg(1, ["frozen"])).toEqual(["eth0", "sda", "ttyS0"]);
    expect(inLeg(1, ["quiet"])).toEqual(["eth0", "sda", "timer", "ioapic", "i8259A"]);
    expect(inLeg(2, ["running"])).toEqual(["i8259A", "ioapic", "timer", "ttyS0", "sda", "eth0"]);
  });

  it.each([
    ["v8", "device_suspend", "pass"],
    ["mainline-i386", "dpm_suspend", "fail"],
  ] as const)("that were stopped before one fails are running again in %s after %s: %s", (revision, step, status) => {
    const run = record(scenario(revision, { faults: [`fail:${step}/ttyS0=EIO`] }));
    expect(run.invariants.find(({ id }) => id === "devices-resumed")?.status).toBe(status);
  });
});
