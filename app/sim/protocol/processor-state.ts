// save_processor_state, as far as every revision has it.

import type { Kernel } from "../kernel/kernel.ts";
import { op, type Work } from "../kernel/step.ts";

export function* saveProcessorState(kernel: Kernel): Work {
  const { cpu, data } = kernel;
  data.set("cr0", cpu.cr0);
  data.set("cr2", cpu.cr2);
  data.set("cr3", cpu.cr3);
  data.set("cr4", cpu.cr4);
  yield op("control registers into saved_context");
}
