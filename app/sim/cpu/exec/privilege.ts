// Instructions that not every privilege level may execute.

import type { Execute } from "../core.ts";
import { ioPrivilege } from "../eflags.ts";
import { generalProtection } from "../faults.ts";

/** Only the kernel may. */
export function privileged(name: string, execute: Execute): Execute {
  return (core) => {
    if (core.cpl !== 0) throw generalProtection(0, `${name} outside privilege level 0`);
    execute(core);
  };
}

/** The interrupt flag asks for the I/O privilege level instead. */
export function ioPrivileged(name: string, execute: Execute): Execute {
  return (core) => {
    if (core.cpl > ioPrivilege(core)) throw generalProtection(0, `${name} above the I/O privilege level`);
    execute(core);
  };
}
