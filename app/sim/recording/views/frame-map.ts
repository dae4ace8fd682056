// One byte a frame: whose bytes are in it, are they at home, did they change.

import { AWAY_FROM_HOME, CHANGED, CLASS_MASK, FRAME_CLASSES, type FrameClass, type FrameMap } from "../../api.ts";
import type { FrameRole } from "../../kernel/step.ts";
import { kernelOf, OWNERS } from "../../memory/content-store.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import type { RoleMark } from "../recording.ts";

export const classCode = (name: FrameClass): number => FRAME_CLASSES.indexOf(name);

export const CLASS_OF_OWNER: Record<(typeof OWNERS)[number], FrameClass> = {
  none: "untouched",
  A: "kernelA",
  B: "kernelB",
  C: "kernelC",
  reserved: "reserved",
};
const KERNELS_OWN = OWNERS.map((owner) => kernelOf(owner) !== undefined);

/** Which content every frame held at a stop. Scratch ids mean nothing later, so for those the hash is kept. */
export interface TableStop {
  readonly table: Uint32Array;
  readonly scratch: ReadonlyMap<number, number>;
}

export function tableStop({ frames, store }: PhysMemory): TableStop {
  const scratch = new Map<number, number>();
  for (let frame = 0; frame < frames.length; frame++) {
    const id = frames[frame] ?? 0;
    if (id >= store.lasting) scratch.set(frame, store.hash(id));
  }
  return { table: frames.slice(), scratch };
}

function markChanged({ frames, store }: PhysMemory, { table, scratch }: TableStop, classes: Uint8Array): void {
  const { lasting } = store;
  for (let frame = 0; frame < frames.length; frame++) {
    const now = frames[frame] ?? 0;
    const then = table[frame] ?? 0;
    // what was scratch then may be another content's id by now
    const written = scratch.get(frame);
    if (now === then && now < lasting && written === undefined) continue;
    const before = written ?? store.hash(then);
    if (now >= lasting || written !== undefined ? store.hash(now) !== before : true) {
      classes[frame] = (classes[frame] ?? 0) | CHANGED;
    }
  }
}

/** Draws maps of one memory; a map after another looks only at the frames that differ between them. */
export class FrameMapper {
  private readonly frames: Uint32Array;
  private readonly classes: Uint8Array;
  private readonly counts = new Uint32Array(FRAME_CLASSES.length);
  /** Of the store, at the last map. */
  private lasting = Infinity;
  private readonly codes = Uint8Array.from(OWNERS, (owner) => classCode(CLASS_OF_OWNER[owner]));

  constructor(frameCount: number) {
    this.frames = new Uint32Array(frameCount);
    this.classes = new Uint8Array(frameCount);
    this.counts[classCode("untouched")] = frameCount;
  }

  map(memory: PhysMemory, roles: readonly RoleMark[], previous: TableStop | undefined): FrameMap {
    this.update(memory);
    const classes = this.classes.slice();
    const counts = this.counts.slice();
    for (const mark of roles) {
      if (!holdsRole(memory, roles, mark)) continue;
      const { role, pfn } = mark;
      const old = (classes[pfn] ?? 0) & CLASS_MASK;
      const code = classCode(role);
      counts[old] = (counts[old] ?? 0) - 1;
      counts[code] = (counts[code] ?? 0) + 1;
      classes[pfn] = code;
    }
    if (previous !== undefined) markChanged(memory, previous, classes);
    return { classes, counts: [...counts] };
  }

  private update(memory: PhysMemory): void {
    const now = memory.frames;
    const { frames, classes, counts, codes } = this;
    const { homes, families, ownerOfFamily } = memory.store.columns();
    const lasting = Math.min(memory.store.lasting, this.lasting);
    this.lasting = memory.store.lasting;
    for (let frame = 0; frame < now.length; frame++) {
      const id = now[frame] ?? 0;
      // An id that belongs to a query's scratch may stand for another content the next time.
      if (id === frames[frame] && id < lasting) continue;
      frames[frame] = id;
      const owner = ownerOfFamily[families[id] ?? 0] ?? 0;
      const away = KERNELS_OWN[owner] === true && homes[id] !== frame;
      const code = (codes[owner] ?? 0) | (away ? AWAY_FROM_HOME : 0);
      const old = (classes[frame] ?? 0) & CLASS_MASK;
      counts[old] = (counts[old] ?? 0) - 1;
      counts[code & CLASS_MASK] = (counts[code & CLASS_MASK] ?? 0) + 1;
      classes[frame] = code;
    }
  }
}

/** Roles in force at position t; those of a kernel whose pages are swapped out stay where its peer finds them. */
export const rolesAt = (roles: readonly RoleMark[], t: number): RoleMark[] =>
  roles.filter((mark) => mark.t <= t && t < (mark.until ?? Infinity));

/** A kernel's roles hold while its control page is at home: a peer's exchange takes all of its pages away, or none. */
function holdsRole({ frames, store }: PhysMemory, roles: readonly RoleMark[], { kernel }: RoleMark): boolean {
  const control = roles.findLast((mark) => mark.kernel === kernel && mark.role === "control");
  const id = frames[control?.pfn ?? 0] ?? 0;
  return control !== undefined && store.home(id) === control.pfn && store.owner(id) === kernel;
}

export const roleOf = (memory: PhysMemory, roles: readonly RoleMark[], pfn: number): FrameRole | undefined =>
  roles.findLast((mark) => mark.pfn === pfn && holdsRole(memory, roles, mark))?.role;
