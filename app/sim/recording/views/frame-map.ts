// One byte a frame: whose bytes are in it, are they at home, did they change.

import { AWAY_FROM_HOME, CHANGED, CLASS_MASK, FRAME_CLASSES, type FrameClass, type FrameMap } from "../../api.ts";
import type { FrameRole } from "../../kernel/step.ts";
import { OWNERS } from "../../memory/content-store.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import type { RoleMark } from "../recording.ts";

export const classCode = (name: FrameClass): number => FRAME_CLASSES.indexOf(name);

const CLASS_OF_OWNER: Record<(typeof OWNERS)[number], FrameClass> = {
  none: "untouched",
  A: "kernelA",
  B: "kernelB",
  reserved: "reserved",
};
const OWNER_A = OWNERS.indexOf("A");
const OWNER_B = OWNERS.indexOf("B");

/** `previous` is the frame table of the stop before. */
export function frameMap(memory: PhysMemory, roles: readonly RoleMark[], previous: Uint32Array | undefined): FrameMap {
  const { frames, store } = memory;
  const { homes, families, ownerOfFamily } = store.columns();
  const codes = Uint8Array.from(OWNERS, (owner) => classCode(CLASS_OF_OWNER[owner]));
  const classes = new Uint8Array(frames.length);
  for (let frame = 0; frame < frames.length; frame++) {
    const id = frames[frame] ?? 0;
    const owner = ownerOfFamily[families[id] ?? 0] ?? 0;
    let code = codes[owner] ?? 0;
    if ((owner === OWNER_A || owner === OWNER_B) && homes[id] !== frame) code |= AWAY_FROM_HOME;
    classes[frame] = code;
  }
  for (const { role, pfn } of roles) classes[pfn] = classCode(role);
  const counts = countClasses(classes);
  if (previous !== undefined) {
    for (let frame = 0; frame < frames.length; frame++) {
      if (previous[frame] !== frames[frame]) classes[frame] = (classes[frame] ?? 0) | CHANGED;
    }
  }
  return { classes, counts };
}

function countClasses(classes: Uint8Array): number[] {
  const counts = new Uint32Array(FRAME_CLASSES.length);
  for (const code of classes) counts[code & CLASS_MASK] = (counts[code & CLASS_MASK] ?? 0) + 1;
  return [...counts];
}

/** Roles in force at position t; those of a kernel whose pages are swapped out stay where its peer finds them. */
export const rolesAt = (roles: readonly RoleMark[], t: number): RoleMark[] => roles.filter((mark) => mark.t <= t);

export const roleOf = (roles: readonly RoleMark[], pfn: number): FrameRole | undefined =>
  roles.findLast((mark) => mark.pfn === pfn)?.role;
