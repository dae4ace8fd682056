// Which frames are control pages by now, and whose: what the processor goes by when it leaves one side for another.

import { KERNELS, type KernelName } from "../api.ts";
import { kernelOf } from "../memory/content-store.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";

/** Sides by their number: code outside of any control page, then that of each kernel's. */
const SIDES: readonly (KernelName | undefined)[] = [undefined, ...KERNELS];
/** Not in a control page. */
export const OUTSIDE = 0;
export const kernelOfSide = (side: number): KernelName | undefined => SIDES[side];

export class ControlFrames {
  private readonly memory: PhysMemory;
  private readonly owners = new Map<number, KernelName>();
  /** Those of A that went with RAM, until they are in their frames again. */
  private readonly absent = new Map<number, KernelName>();
  private readonly changed: () => void;

  /** `changed`: what is known of code is no longer so. */
  constructor(memory: PhysMemory, changed: () => void) {
    this.memory = memory;
    this.changed = changed;
  }

  ownerOf(frame: number): KernelName | undefined {
    return this.owners.get(frame);
  }

  /** Does another kernel's page lie there: while A runs, a control page of its peer waits somewhere else. */
  isElsewhere(frame: number): boolean {
    const { store, frames } = this.memory;
    const there = kernelOf(store.owner(frames[frame] ?? 0));
    return there !== undefined && there !== this.owners.get(frame);
  }

  sideOf(frame: number): number {
    if (this.absent.size > 0) this.findAgain(frame);
    return SIDES.indexOf(this.owners.get(frame));
  }

  add(frame: number, owner: KernelName): void {
    this.owners.set(frame, owner);
    this.changed();
  }

  /** The frame is free again. */
  release(frame: number): void {
    if (this.owners.delete(frame)) this.changed();
  }

  /** A page of A's that is on the disk. */
  expect(frame: number): void {
    this.absent.set(frame, "A");
  }

  /** Power has gone: no frame is a control page, and those of the other kernels will not come back. */
  powerGone(): void {
    for (const [frame, owner] of this.owners) if (owner === "A") this.absent.set(frame, owner);
    this.owners.clear();
    this.changed();
  }

  /** A page is back where it was, from the disk. */
  private findAgain(frame: number): void {
    const owner = this.absent.get(frame);
    const { store, frames } = this.memory;
    const content = frames[frame] ?? 0;
    if (owner === undefined || store.owner(content) !== owner || store.home(content) !== frame) return;
    this.absent.delete(frame);
    this.add(frame, owner);
  }
}
