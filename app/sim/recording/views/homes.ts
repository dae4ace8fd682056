// Finds a kernel's page wherever the exchange has put it: the frame that holds the bytes at home in a given frame.

import type { KernelName } from "../../api.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import { OWNERS } from "../../memory/content-store.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";

export class Homes {
  private readonly memory: PhysMemory;
  private readonly owner: number;
  private readonly found = new Map<number, number | undefined>();

  constructor(memory: PhysMemory, owner: KernelName) {
    this.memory = memory;
    this.owner = OWNERS.indexOf(owner);
  }

  /** The frame that now holds the page at home in `home`; undefined if it is nowhere. */
  frameOf(home: number): number | undefined {
    if (this.found.has(home)) return this.found.get(home);
    const frame = this.search(home);
    this.found.set(home, frame);
    return frame;
  }

  /** Physical address at which a word of that kernel's memory now lies. */
  whereIs(address: number): number | undefined {
    const frame = this.frameOf(address >>> PAGE_SHIFT);
    return frame === undefined ? undefined : frame * PAGE_SIZE + (address & (PAGE_SIZE - 1));
  }

  read8(address: number): number {
    const at = this.whereIs(address);
    return at === undefined ? 0 : this.memory.read8(at);
  }

  read32(address: number): number {
    const at = this.whereIs(address);
    return at === undefined ? 0 : this.memory.read32(at);
  }

  private search(home: number): number | undefined {
    const { frames, store } = this.memory;
    const { homes, families, ownerOfFamily } = store.columns();
    const holds = (frame: number): boolean => {
      const id = frames[frame] ?? 0;
      return homes[id] === home && ownerOfFamily[families[id] ?? 0] === this.owner;
    };
    if (holds(home)) return home;
    for (let frame = 0; frame < frames.length; frame++) if (holds(frame)) return frame;
    return undefined;
  }
}
