// Hardware breakpoints around a jump: with no IDT a debug exception would be the end.

import { DR7, DR7_FIXED } from "../cpu/state.ts";
import type { Kernel } from "./kernel.ts";
import { op, type Work } from "./step.ts";

export function* hwBreakpointDisable(kernel: Kernel): Work {
  const { cpu, data } = kernel;
  data.set("cpu_dr7", cpu.debug[DR7]);
  cpu.debug[DR7] = DR7_FIXED;
  cpu.refresh();
  kernel.cpuChanged = true;
  yield op("hw_breakpoint_disable: DR7 was {a:hex}, kept in RAM", data.get("cpu_dr7"));
}

export function* hwBreakpointRestore(kernel: Kernel): Work {
  const { cpu, data } = kernel;
  if (data.get("cpu_dr7") === 0) return;
  cpu.debug[DR7] = data.get("cpu_dr7");
  cpu.refresh();
  kernel.cpuChanged = true;
  yield op("hw_breakpoint_restore: DR7 = {a:hex}", data.get("cpu_dr7"));
}
