// kernel_kexec of mainline as of Linux 6.1, for an image that preserves its context, before and after machine_kexec.

import { pmPrepareConsole, pmRestoreConsole, resumeConsole, suspendConsole } from "../../kernel/consoles.ts";
import { disableNonbootCpus, enableNonbootCpus } from "../../kernel/cpu-hotplug.ts";
import {
  dpmResumeEnd,
  dpmResumeStart,
  dpmSuspendEnd,
  dpmSuspendStart,
  syscoreResume,
  syscoreSuspend,
} from "../../kernel/device-power.ts";
import { localIrqDisable, localIrqEnable } from "../../kernel/interrupt-flag.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { ERRNO, type Errno } from "../../kernel/kimage.ts";
import { op, phase, type Work } from "../../kernel/step.ts";
import { freezeProcesses, runKernelThreads, thawProcesses } from "../../kernel/tasks.ts";
import { sysRebootWith, unlockAndLeave } from "../sys-reboot.ts";
import { saveJumpNotes } from "../jump-notes.ts";
import { undoFrom, type UndoStep } from "../undo.ts";
import type { Variant } from "../variant.ts";
import { machineKexec } from "./machine-kexec.ts";

type Label = "Enable_irqs" | "Enable_cpus" | "Resume_devices" | "Resume_console" | "Restore_console";

/** The way back. */
export const BACK: readonly UndoStep<Label>[] = [
  {
    name: "syscore_resume",
    title: "system devices back",
    *body(kernel) {
      yield phase("resume");
      yield* syscoreResume(kernel);
    },
  },
  { label: "Enable_irqs", name: "local_irq_enable", title: "interrupts on", body: localIrqEnable },
  {
    label: "Enable_cpus",
    name: "suspend_enable_secondary_cpus",
    title: "other processors back",
    body: enableNonbootCpus,
  },
  { name: "dpm_resume_start", title: "noirq and early callbacks (RESTORE)", body: dpmResumeStart },
  { label: "Resume_devices", name: "dpm_resume_end", title: "devices back (RESTORE)", body: dpmResumeEnd },
  { label: "Resume_console", name: "resume_console", title: "console back", body: resumeConsole },
  {
    name: "thaw_processes",
    title: "tasks run again",
    *body(kernel) {
      yield phase("thaw");
      yield* thawProcesses(kernel);
    },
  },
  { label: "Restore_console", name: "pm_restore_console", title: "own terminal back in front", body: pmRestoreConsole },
];

export const sysReboot = (variant: Variant) =>
  sysRebootWith({
    holdsTransitionMutex: true,
    jump: (kernel) => suspendAndJump(kernel, variant),
    machineKexec,
  });

function* suspendAndJump(kernel: Kernel, variant: Variant): Work {
  const { fixes } = variant;
  const call = (name: string, title: string, body: Work<Errno | void>) =>
    kernel.step(name, { title }, () => kernel.fn(name, body));
  const risk = (name: string, title: string, fails: readonly Errno[], undo: Label, body: Work<Errno | undefined>) =>
    kernel.step(name, { title, fails, undo }, () => kernel.fn(name, body));

  yield* call("pm_prepare_console", "a terminal of its own comes to the front", pmPrepareConsole(kernel));
  const awake = freezeProcesses(kernel, "user tasks");
  if ((yield* risk("freeze_processes", "user tasks stop", ["EBUSY"], "Restore_console", awake)) !== undefined) {
    return yield* goTo(kernel, "Restore_console", "EBUSY");
  }
  yield* call("suspend_console", "nothing is printed", suspendConsole(kernel));
  yield* kernel.fn("schedule", runKernelThreads(kernel));
  yield phase("devices");
  const afterStart = fixes.has("devices-after-failure") ? "Resume_devices" : "Resume_console";
  const start = dpmSuspendStart(kernel);
  let error = yield* risk("dpm_suspend_start", "devices stop (FREEZE)", ["EIO"], afterStart, start);
  if (error !== undefined) return yield* goTo(kernel, afterStart, error);
  const end = dpmSuspendEnd(kernel);
  error = yield* risk("dpm_suspend_end", "late and noirq callbacks (FREEZE)", ["EIO"], "Resume_devices", end);
  if (error !== undefined) return yield* goTo(kernel, "Resume_devices", error);
  const cpus = disableNonbootCpus(kernel);
  error = yield* risk("suspend_disable_secondary_cpus", "other processors down", ["EBUSY"], "Enable_cpus", cpus);
  if (error !== undefined) return yield* goTo(kernel, "Enable_cpus", error);
  yield* call("local_irq_disable", "interrupts off", localIrqDisable(kernel));
  const system = syscoreSuspend(kernel);
  error = yield* risk("syscore_suspend", "system devices stop", ["EIO"], "Enable_irqs", system);
  if (error !== undefined) return yield* goTo(kernel, "Enable_irqs", error);
  yield op("kmsg_dump: no dumper is registered");
  yield* saveJumpNotes(kernel, variant);
  yield* kernel.enter("machine_kexec", "machine_kexec_returned");
  yield* machineKexec(kernel);
}

function* goTo(kernel: Kernel, label: Label, error: Errno): Work {
  kernel.begin("return");
  yield* undoFrom(kernel, BACK, label);
  yield* unlockAndLeave(kernel, -ERRNO[error]);
}

export function* kernelKexecAfterMachineKexec(kernel: Kernel): Work {
  kernel.begin("return", ["sys_reboot", "kernel_kexec"]);
  yield* undoFrom(kernel, BACK);
  yield* unlockAndLeave(kernel, 0);
}
