// kernel_kexec and kexec_jump as the v8 patch has them. Each function that is on the stack while the other kernel runs
// is written in two parts, before and after the call that leaves: what the second part knows it reads from RAM.

import { ERRNO, type Errno } from "../../kernel/kimage.ts";
import { pmPrepareConsole, pmRestoreConsole, resumeConsole, suspendConsole } from "../../kernel/consoles.ts";
import { disableNonbootCpus, enableNonbootCpus } from "../../kernel/cpu-hotplug.ts";
import { devicePowerDown, devicePowerUp, deviceResume, deviceSuspend } from "../../kernel/device-power.ts";
import { localIrqDisable, localIrqEnable } from "../../kernel/interrupt-flag.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { phase, type Work } from "../../kernel/step.ts";
import { freezeProcesses, runKernelThreads, thawProcesses } from "../../kernel/tasks.ts";
import { saveJumpNotes } from "../jump-notes.ts";
import { saveProcessorState } from "../processor-state.ts";
import { sysRebootWith, unlockAndLeave } from "../sys-reboot.ts";
import { undoFrom, type UndoStep } from "../undo.ts";
import type { Variant } from "../variant.ts";
import { machineKexec } from "./machine-kexec.ts";

type Label = "Enable_irqs" | "Enable_cpus" | "Resume_devices" | "Resume_console" | "Exit";

/** The way back. Enable_cpus is no label of v8: that the failure of disable_nonboot_cpus enters below it is the defect. */
export const BACK: readonly UndoStep<Label>[] = [
  {
    name: "device_power_up",
    title: "system devices back",
    *body(kernel) {
      yield phase("resume");
      yield* devicePowerUp(kernel);
    },
  },
  { label: "Enable_irqs", name: "local_irq_enable", title: "interrupts on", body: localIrqEnable },
  { label: "Enable_cpus", name: "enable_nonboot_cpus", title: "other processors back", body: enableNonbootCpus },
  { label: "Resume_devices", name: "device_resume", title: "devices back", body: deviceResume },
  { label: "Resume_console", name: "resume_console", title: "console back", body: resumeConsole },
  {
    name: "thaw_processes",
    title: "tasks run again",
    *body(kernel) {
      yield phase("thaw");
      yield* thawProcesses(kernel);
    },
  },
  { label: "Exit", name: "pm_restore_console", title: "own terminal back in front", body: pmRestoreConsole },
];

export const sysReboot = (variant: Variant) =>
  sysRebootWith({
    holdsTransitionMutex: false,
    machineKexec: (kernel) => machineKexec(kernel, variant),
    *jump(kernel) {
      yield* kernel.enter("kexec_jump", "kexec_jump_returned");
      yield* kexecJump(kernel, variant);
    },
  });

export function* kernelKexecAfterJump(kernel: Kernel): Work {
  kernel.begin("return", ["sys_reboot", "kernel_kexec"]);
  yield* unlockAndLeave(kernel, kernel.returned);
}

function* kexecJump(kernel: Kernel, variant: Variant): Work {
  const { fixes } = variant;
  const call = (name: string, title: string, body: Work<Errno | void>) =>
    kernel.step(name, { title }, () => kernel.fn(name, body));
  const risk = (name: string, title: string, fails: readonly Errno[], undo: Label, body: Work<Errno | undefined>) =>
    kernel.step(name, { title, fails, undo }, () => kernel.fn(name, body));

  yield* call("pm_prepare_console", "a terminal of its own comes to the front", pmPrepareConsole(kernel));
  const awake = freezeProcesses(kernel, "user tasks and kernel threads");
  if ((yield* risk("freeze_processes", "tasks stop", ["EBUSY"], "Exit", awake)) !== undefined) {
    return yield* goTo(kernel, "Exit", "EBUSY");
  }
  yield* call("suspend_console", "nothing is printed", suspendConsole(kernel));
  yield* kernel.fn("schedule", runKernelThreads(kernel));
  yield phase("devices");
  const devices = deviceSuspend(kernel);
  let error = yield* risk("device_suspend", "devices stop (FREEZE)", ["EIO"], "Resume_console", devices);
  if (error !== undefined) return yield* goTo(kernel, "Resume_console", error);
  const afterCpus = fixes.has("cpus-after-failure") ? "Enable_cpus" : "Resume_devices";
  const cpus = disableNonbootCpus(kernel);
  error = yield* risk("disable_nonboot_cpus", "other processors down", ["EBUSY"], afterCpus, cpus);
  if (error !== undefined) return yield* goTo(kernel, afterCpus, error);
  yield* call("local_irq_disable", "interrupts off", localIrqDisable(kernel));
  const system = devicePowerDown(kernel);
  error = yield* risk("device_power_down", "system devices stop (FREEZE)", ["EIO"], "Enable_irqs", system);
  if (error !== undefined) return yield* goTo(kernel, "Enable_irqs", error);
  yield* call("save_processor_state", "control registers kept", saveProcessorState(kernel));
  yield* saveJumpNotes(kernel, variant);
  yield* kernel.enter("machine_kexec", "machine_kexec_returned");
  yield* machineKexec(kernel, variant);
}

function* goTo(kernel: Kernel, label: Label, error: Errno): Work {
  kernel.begin("return");
  yield* undoFrom(kernel, BACK, label);
  yield* kernel.leave(-ERRNO[error]);
}

export function* kexecJumpAfterMachineKexec(kernel: Kernel): Work {
  kernel.begin("return", ["sys_reboot", "kernel_kexec", "kexec_jump"]);
  yield* kernel.step("restore_processor_state", { title: "GDT, IDT and segments back" }, () =>
    kernel.fn("restore_processor_state", kernel.routine("restore_gdt_idt")),
  );
  yield* undoFrom(kernel, BACK);
  yield* kernel.leave(0);
}
