// A kernel's control page and the list it names, as the recording knows them by now.

import type { KernelName } from "../api.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { Machine } from "./machine.ts";
import type { Recording } from "./recording.ts";

/** Frame that has a part in a kernel's jumps by now. That of a load which has failed is free again. */
export function frameOf({ roles }: Recording, owner: KernelName, role: "control" | "swap"): number | undefined {
  const all = roles.filter((mark) => mark.kernel === owner && mark.role === role);
  return (all.findLast(({ until }) => until === undefined) ?? all.at(-1))?.pfn;
}

/** Physical address; undefined before kexec_load has taken one. */
export function controlPageOf(recording: Recording, owner: KernelName): number | undefined {
  const frame = frameOf(recording, owner, "control");
  return frame === undefined ? undefined : frame * PAGE_SIZE;
}

/** Head word of the list that a kernel's control page names; 0 without one. */
export function headOf({ memory, revision }: Machine, recording: Recording, owner: KernelName): number {
  const page = controlPageOf(recording, owner);
  return page === undefined ? 0 : memory.read32(page + revision.links.head);
}
