// A kernel's control page and the list it names, as the recording knows them by now.

import type { KernelName } from "../api.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { Machine } from "./machine.ts";
import type { Recording } from "./recording.ts";

/** Physical address; undefined before kexec_load has taken one. */
export function controlPageOf({ roles }: Recording, owner: KernelName): number | undefined {
  const role = roles.findLast((mark) => mark.kernel === owner && mark.role === "control");
  return role === undefined ? undefined : role.pfn * PAGE_SIZE;
}

/** Head word of the list that a kernel's control page names; 0 without one. */
export function headOf({ memory, revision }: Machine, recording: Recording, owner: KernelName): number {
  const page = controlPageOf(recording, owner);
  return page === undefined ? 0 : memory.read32(page + revision.links.head);
}
