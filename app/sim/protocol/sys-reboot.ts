// The reboot system call around a jump: sys_reboot and the lock and checks of kernel_kexec, before and after the part
// that leaves. What the second half of a function knows it reads from RAM.

import { stopOtherCpus } from "../kernel/cpu-hotplug.ts";
import { deviceShutdown } from "../kernel/device-power.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { ERRNO, type Errno } from "../kernel/kimage.ts";
import { op, phase, type Work } from "../kernel/step.ts";
import { sleepForEver } from "../kernel/tasks.ts";
import { legacyInterrupts } from "./machine-kexec.ts";

/** The task that asks is the first in the table. */
const callerOf = (kernel: Kernel): number => kernel.task(0).get("pid");

export interface RebootRules {
  /** Does the system call hold system_transition_mutex meanwhile (since 4.19). */
  readonly holdsTransitionMutex: boolean;
  /** What kernel_kexec does once it holds lock and image, for an image that preserves its context. */
  readonly jump: (kernel: Kernel) => Work;
  readonly machineKexec: (kernel: Kernel) => Work;
}

/** reboot(LINUX_REBOOT_CMD_KEXEC) from user space. */
export const sysRebootWith = ({ holdsTransitionMutex, jump, machineKexec }: RebootRules) =>
  function* sysReboot(kernel: Kernel): Work {
    yield phase("freeze");
    kernel.begin("leave", []);
    yield* kernel.enter("sys_reboot", "sys_reboot_returned");
    if (kernel.circumstances.has("no-kexec")) return yield* kernel.leave(-ERRNO.ENOSYS);
    if (holdsTransitionMutex) {
      kernel.data.set("system_transition_mutex", callerOf(kernel));
      yield op("mutex_lock(system_transition_mutex): held by pid {a:dec}", callerOf(kernel));
    }
    yield* kernel.enter("kernel_kexec", "kernel_kexec_returned");
    const refused = yield* kernel.step("kernel_kexec/trylock", { title: "take kexec_lock", fails: ["EBUSY"] }, () =>
      takeLock(kernel),
    );
    if (refused !== undefined) return yield* kernel.leave(-ERRNO[refused]);
    const missing = yield* kernel.step(
      "kernel_kexec/image",
      { title: "is an image loaded?", fails: ["EINVAL"], skips: false },
      () => needImage(kernel),
    );
    if (missing !== undefined) return yield* unlockAndLeave(kernel, -ERRNO[missing]);
    if (kernel.circumstances.has("called-twice")) yield* secondCall(kernel);
    if (kernel.circumstances.has("load-while-jumping")) yield* loadMeanwhile(kernel);
    if (kernel.circumstances.has("live-update-hook")) yield* liveUpdateReboot(kernel);
    if (holdsTransitionMutex && kernel.circumstances.has("lock-system-sleep")) yield* lockSystemSleep(kernel);
    if (kernel.kimage.get("preserve_context") !== 0) return yield* jump(kernel);
    yield* kernel.step("device_shutdown", { title: "devices off for good" }, () =>
      kernel.fn("kernel_restart_prepare", deviceShutdown(kernel)),
    );
    yield* kernel.step("machine_shutdown", { title: "other processors off, interrupts as at boot" }, () =>
      kernel.fn("machine_shutdown", machineShutdown(kernel)),
    );
    yield* kernel.enter("machine_kexec", "machine_kexec_returned");
    yield* machineKexec(kernel);
  };

function* machineShutdown(kernel: Kernel): Work {
  yield* stopOtherCpus(kernel);
  yield* legacyInterrupts(kernel);
}

function* takeLock(kernel: Kernel): Work<Errno | undefined> {
  if (kernel.data.get("kexec_lock") !== 0) return "EBUSY";
  kernel.data.set("kexec_lock", 1);
  yield op("kexec_lock taken");
  return undefined;
}

function* needImage(kernel: Kernel): Work<Errno | undefined> {
  if (kernel.data.get("kexec_image") === 0) return "EINVAL";
  yield op("kexec_image points to {a:hex}", kernel.data.get("kexec_image"));
  return undefined;
}

/** Another task asks for the same while the first holds the lock. */
function* secondCall(kernel: Kernel): Work {
  const refused = yield* kernel.fn("kernel_kexec, called by another task", takeLock(kernel));
  yield* kernel.printk(`kexec -e again: ${refused ?? "accepted"}`);
}

function* loadMeanwhile(kernel: Kernel): Work {
  const refused = yield* kernel.fn("sys_kexec_load, called by another task", takeLock(kernel));
  yield* kernel.printk(`kexec -l while a jump is under way: ${refused ?? "accepted"}`);
}

/** liveupdate_reboot: right for a reboot, where the next kernel takes the sessions over; after a jump nobody thaws them. */
function* liveUpdateReboot(kernel: Kernel): Work {
  kernel.data.set("sessions_frozen", 1);
  yield op("liveupdate_reboot: the sessions are serialised and frozen for the next kernel");
}

/** lock_system_sleep takes the mutex that sys_reboot holds. */
function* lockSystemSleep(kernel: Kernel): Work {
  yield op("lock_system_sleep: mutex_lock(system_transition_mutex)");
  if (kernel.data.get("system_transition_mutex") !== 0)
    yield* kernel.fn("lock_system_sleep", sleepForEver(kernel, "system_transition_mutex"));
}

export function* sysRebootAfterKexec(kernel: Kernel): Work {
  kernel.begin("return", ["sys_reboot"]);
  if (kernel.data.get("system_transition_mutex") !== 0) {
    kernel.data.set("system_transition_mutex", 0);
    yield op("mutex_unlock(system_transition_mutex)");
  }
  yield* kernel.leave(kernel.returned);
}

/** The end of kernel_kexec. */
export function* unlockAndLeave(kernel: Kernel, result: number): Work {
  yield* kernel.step("kernel_kexec/unlock", { title: "release kexec_lock" }, function* () {
    kernel.data.set("kexec_lock", 0);
    yield op("kexec_lock released");
  });
  yield* kernel.leave(result);
}
