// The kernel functions around the jump as the v8 patch has them: kernel_kexec and kexec_jump. Each that is on the stack while the other kernel runs is written in two parts, before and after the call that leaves: what the second
// part knows it reads from RAM.

import { devicePowerDown, devicePowerUp, deviceResume, deviceSuspend } from "../../kernel/device-power.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { freezeProcesses, thawProcesses } from "../../kernel/tasks.ts";
import { op, phase, type Work } from "../../kernel/step.ts";
import { saveProcessorState } from "../processor-state.ts";
import { sysRebootWith, unlockAndLeave } from "../sys-reboot.ts";
import { machineKexec } from "./machine-kexec.ts";

export const sysReboot = sysRebootWith(function* (kernel) {
  yield* kernel.enter("kexec_jump", "kexec_jump_returned");
  yield* kexecJump(kernel);
});

export function* kernelKexecAfterJump(kernel: Kernel): Work {
  kernel.calls = ["sys_reboot", "kernel_kexec"];
  yield* unlockAndLeave(kernel, kernel.returned);
}

function* kexecJump(kernel: Kernel): Work {
  yield op("pm_prepare_console: switch to the suspend console");
  yield* kernel.fn("freeze_processes", freezeProcesses(kernel));
  kernel.data.set("console_suspended", 1);
  yield op("suspend_console: nothing can be printed from here on");
  yield phase("devices");
  yield* kernel.fn("device_suspend", deviceSuspend(kernel));
  yield op("disable_nonboot_cpus: this machine has one processor");
  kernel.setInterrupts(false);
  yield op("local_irq_disable");
  yield* kernel.fn("device_power_down", devicePowerDown(kernel));
  yield* kernel.fn("save_processor_state", saveProcessorState(kernel));
  yield* kernel.enter("machine_kexec", "machine_kexec_returned");
  yield* machineKexec(kernel);
}

export function* kexecJumpAfterMachineKexec(kernel: Kernel): Work {
  kernel.calls = ["sys_reboot", "kernel_kexec", "kexec_jump"];
  yield* kernel.fn("restore_processor_state", kernel.routine("restore_gdt_idt"));
  yield phase("resume");
  yield* kernel.fn("device_power_up", devicePowerUp(kernel));
  kernel.setInterrupts(true);
  yield op("local_irq_enable");
  yield op("enable_nonboot_cpus: this machine has one processor");
  yield* kernel.fn("device_resume", deviceResume(kernel));
  kernel.data.set("console_suspended", 0);
  yield op("resume_console");
  yield phase("thaw");
  yield* kernel.fn("thaw_processes", thawProcesses(kernel));
  yield op("pm_restore_console");
  yield* kernel.leave(0);
}
