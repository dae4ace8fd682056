// The reboot system call around a jump: sys_reboot and the lock and checks of kernel_kexec, before and after the part
// that leaves. What the second half of a function knows it reads from RAM.

import type { Kernel } from "../kernel/kernel.ts";
import { ERRNO } from "../kernel/kimage.ts";
import { op, phase, type Work } from "../kernel/step.ts";

/** reboot(LINUX_REBOOT_CMD_KEXEC) from user space; `jump` is what kernel_kexec does once it holds lock and image. */
export const sysRebootWith = (jump: (kernel: Kernel) => Work) =>
  function* sysReboot(kernel: Kernel): Work {
    yield phase("freeze");
    yield* kernel.enter("sys_reboot", "sys_reboot_returned");
    yield* kernel.enter("kernel_kexec", "kernel_kexec_returned");
    if (kernel.data.get("kexec_lock") !== 0) return yield* kernel.leave(-ERRNO.EBUSY);
    kernel.data.set("kexec_lock", 1);
    yield op("kexec_lock taken");
    if (kernel.data.get("kexec_image") === 0) {
      kernel.data.set("kexec_lock", 0);
      return yield* kernel.leave(-ERRNO.EINVAL);
    }
    yield* jump(kernel);
  };

export function* sysRebootAfterKexec(kernel: Kernel): Work {
  kernel.calls = ["sys_reboot"];
  yield* kernel.leave(kernel.returned);
}

/** The end of kernel_kexec. */
export function* unlockAndLeave(kernel: Kernel, result: number): Work {
  kernel.data.set("kexec_lock", 0);
  yield op("kexec_lock released");
  yield* kernel.leave(result);
}
