// What the actors of a run are told: the tools in user space, and those around an image.

import type { Actors } from "../kernel/actors.ts";
import { cachedArea, slotAt, SLOTS } from "../kernel/disk-layout.ts";
import { KEXEC_PRESERVE_CONTEXT } from "../kernel/kimage.ts";
import { bBaseOf, type MachinePlan } from "../kernel/plan.ts";
import type { Revision } from "../protocol/revision.ts";
import type { Machine } from "./machine.ts";

/** What the tools around an image have to know. */
function hibernationActors(
  plan: MachinePlan,
  { links, needsNotes, processorNotes }: Revision,
): Pick<Actors, "hibernation"> {
  const { hibernation } = plan;
  if (hibernation === undefined) return {};
  const areas = Array.from({ length: SLOTS }, (_, n) => slotAt(plan, n));
  const route = { channels: hibernation.channels, headAt: links.head };
  const { bRange } = plan;
  const [cached, bBase] = [cachedArea(plan), bBaseOf(plan)];
  return { hibernation: { plan: hibernation, areas, cached, bRange, bBase, route, needsNotes, processorNotes } };
}

/** `jumpsMade`: so far, in this run. */
export function actorsOf({ plan, revision, segments }: Machine, jumpsMade: () => number): Actors {
  return {
    jumps: plan.jumps,
    jumpsMade,
    image: plan.payload?.name ?? "kernel B",
    frames: plan.frames,
    load: {
      entry: plan.bEntry,
      segments,
      flags: KEXEC_PRESERVE_CONTEXT,
      prepare: revision.prepare,
      cleanup: revision.cleanup,
      halfOfMemory: revision.halfOfMemory,
    },
    sysReboot: revision.sysReboot,
    ...hibernationActors(plan, revision),
  };
}
