// Is kernel A gone for good? It is where power went while RAM was all there was of it, nobody has returned to it since, and
// no image on the disk can be resumed. Read from the disk as whoever boots next would find it.

import { FILE_SYSTEM_AREA, SLOTS, slotAt } from "../kernel/disk-layout.ts";
import { isSuperblock } from "../kernel/file-system.ts";
import { pageMemory } from "../kernel/image.ts";
import { SUPERBLOCK } from "../kernel/layouts.ts";
import { StructAt } from "../kernel/struct.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import type { Run } from "./run.ts";
import { imageSlotView } from "./views/image-view.ts";

/** What is left of a kernel A that is not there at the end. */
interface Absence {
  /** "image 1 in slot 0": what can bring it back. */
  readonly image: string | undefined;
  /** "while it ran". */
  readonly when: string;
}

/** Undefined where A is there, or where power never failed since it was. Moves the cursor. */
export function absenceOf(run: Run): Absence | undefined {
  const { recording, cursor, plan } = run;
  const { boots, legs, phases, end } = recording;
  const failed = boots.findLastIndex(({ ended }) => ended === "power lost");
  if (failed < 0) return undefined;
  const back = boots[failed + 1]?.from ?? end;
  if (legs.some(({ transfer }) => transfer?.to === "A" && transfer.t >= back)) return undefined;
  const from = boots[failed]?.from ?? 0;
  const isThere =
    boots[failed]?.begins === "running" ||
    legs.some(({ transfer: to }) => to?.to === "A" && to.t >= from && to.t < back);
  const last = phases.findLast((phase) => phase.from < back && phase.id !== "power-lost");
  const when = !isThere
    ? "before it was brought back"
    : last?.owner === "A"
      ? "while it was at work"
      : "while it slept in RAM";
  cursor.seek({ t: end, sub: 0 });
  return { when, image: plan.hibernation === undefined ? undefined : resumable(run) };
}

function resumable({ plan, cursor: { memory } }: Run): string | undefined {
  const saves = filesSaved(memory);
  const slots = Array.from({ length: SLOTS }, (_, slot) => imageSlotView(memory, slotAt(plan, slot), slot));
  const fit = slots.filter(
    ({ state, header }) => state === "complete" && header !== undefined && header.entry !== 0 && header.saves === saves,
  );
  const [best] = fit.toSorted((a, b) => (b.header?.sequence ?? 0) - (a.header?.sequence ?? 0));
  return best?.header && `image ${best.header.sequence} in slot ${best.slot}`;
}

/** Of the superblock on the disk, if that can be read. */
function filesSaved({ store, table, frameCount }: PhysMemory): number | undefined {
  const block = pageMemory(store.bytesOf(table[frameCount + FILE_SYSTEM_AREA.first] ?? 0));
  return isSuperblock(block, 0, true) ? new StructAt(block, SUPERBLOCK, 0).get("saves") : undefined;
}
