// /proc/vmcore as the kernel that exports it has it in its memory.

import type { HibernationView } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { NOT_INITIALISED, vmcoreAt } from "../../kernel/hibernation/vmcore.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import type { Run } from "../run.ts";
import { noteView } from "./image-view.ts";
import { isInPlace, type KernelMemory } from "./kernel-memory.ts";

type Answer = Pick<HibernationView, "vmcore" | "noVmcore">;

export function vmcoreView(run: Run, memory: PhysMemory, kernels: readonly KernelMemory[]): Answer {
  const inPlace = kernels.filter((one) => isInPlace(run, one));
  const peer = inPlace.find(({ kernel, isUp }) => kernel !== "A" && isUp);
  if (peer === undefined) return { noVmcore: "no kernel is up that has taken over from A" };
  const { data, kernel } = peer;
  const fileBytes = data.get("vmcore_bytes");
  const core = vmcoreAt(memory, data.get("vmcore"), fileBytes);
  if (typeof core === "string") return { noVmcore: reasonInLog(peer) ?? core };
  const { loads, notes } = core;
  return { vmcore: { kernel, header: data.get("elfcorehdr_addr"), fileBytes, loads, notes: notes.map(noteView) } };
}

/** What the kernel has said. */
function reasonInLog({ page, text }: KernelMemory): string | undefined {
  const log = text(page("log"), PAGE_SIZE);
  const at = log.lastIndexOf(NOT_INITIALISED);
  return at < 0 ? undefined : log.slice(at + NOT_INITIALISED.length).split("\n")[0];
}
