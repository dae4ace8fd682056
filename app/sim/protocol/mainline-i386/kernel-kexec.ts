// kernel_kexec of mainline as of Linux 6.1, for an image that preserves its context, before and after machine_kexec.

import { devicePowerDown, devicePowerUp, deviceResume, deviceSuspend } from "../../kernel/device-power.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { freezeProcesses, thawProcesses } from "../../kernel/tasks.ts";
import { op, phase, type Work } from "../../kernel/step.ts";
import { sysRebootWith, unlockAndLeave } from "../sys-reboot.ts";
import { machineKexec } from "./machine-kexec.ts";

export const sysReboot = sysRebootWith(function* (kernel) {
  yield op("pm_prepare_console: switch to the suspend console");
  yield* kernel.fn("freeze_processes", freezeProcesses(kernel));
  kernel.data.set("console_suspended", 1);
  yield op("suspend_console: nothing can be printed from here on");
  yield phase("devices");
  yield* kernel.fn("dpm_suspend_start", deviceSuspend(kernel));
  yield op("dpm_suspend_end: late and noirq callbacks, none on this machine");
  yield op("suspend_disable_secondary_cpus: this machine has one processor");
  kernel.setInterrupts(false);
  yield op("local_irq_disable");
  yield* kernel.fn("syscore_suspend", devicePowerDown(kernel));
  yield op("kmsg_dump: no dumper is registered");
  yield* kernel.enter("machine_kexec", "machine_kexec_returned");
  yield* machineKexec(kernel);
});

export function* kernelKexecAfterMachineKexec(kernel: Kernel): Work {
  kernel.calls = ["sys_reboot", "kernel_kexec"];
  yield phase("resume");
  yield* kernel.fn("syscore_resume", devicePowerUp(kernel));
  kernel.setInterrupts(true);
  yield op("local_irq_enable");
  yield op("suspend_enable_secondary_cpus: this machine has one processor");
  yield op("dpm_resume_start(RESTORE): early callbacks, none on this machine");
  yield* kernel.fn("dpm_resume_end", deviceResume(kernel));
  kernel.data.set("console_suspended", 0);
  yield op("resume_console");
  yield phase("thaw");
  yield* kernel.fn("thaw_processes", thawProcesses(kernel));
  yield op("pm_restore_console");
  yield* unlockAndLeave(kernel, 0);
}
