// local_irq_disable and local_irq_enable: the flag in EFLAGS of the boot processor.

import type { Kernel } from "./kernel.ts";
import { op, type Work } from "./step.ts";

export function* localIrqDisable(kernel: Kernel): Work {
  kernel.setInterrupts(false);
  yield op("cli: EFLAGS.IF = 0");
}

export function* localIrqEnable(kernel: Kernel): Work {
  kernel.setInterrupts(true);
  yield op("sti: EFLAGS.IF = 1");
}
