// Virtual terminals and the kernel's console around a jump.

import type { Kernel } from "./kernel.ts";
import { op, type Work } from "./step.ts";

/** The terminal that stands in front while devices sleep; the last one, which nobody uses. */
const SUSPEND_CONSOLE = 63;

export function* pmPrepareConsole(kernel: Kernel): Work {
  const { data } = kernel;
  data.set("orig_fgconsole", data.get("fg_console"));
  data.set("fg_console", SUSPEND_CONSOLE);
  yield op("vt_move_to_console: terminal {a:dec} gives way to {b:dec}", data.get("orig_fgconsole"), SUSPEND_CONSOLE);
}

export function* pmRestoreConsole(kernel: Kernel): Work {
  const { data } = kernel;
  data.set("fg_console", data.get("orig_fgconsole"));
  yield op("vt_move_to_console: terminal {a:dec} is back in front", data.get("fg_console"));
}

export function* suspendConsole(kernel: Kernel): Work {
  kernel.data.set("console_suspended", 1);
  yield op("suspend_console: nothing can be printed from here on");
}

export function* resumeConsole(kernel: Kernel): Work {
  kernel.data.set("console_suspended", 0);
  yield op("resume_console: what is printed leaves again");
}
