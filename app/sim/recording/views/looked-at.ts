// The part of a machine that the processor views look at.

import type { Cpu } from "../../cpu/cpu.ts";
import { pagingRegisters } from "../../cpu/mmu.ts";
import type { PagingRegisters, Read32 } from "../../cpu/page-walk.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";

export interface LookedAt {
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
}

export const physicalReader =
  ({ memory }: LookedAt): Read32 =>
  (physical) =>
    memory.read32(physical);

/** The directory pointers that the processor holds count only while it uses them. */
export function liveRegisters({ cpu }: LookedAt): PagingRegisters {
  return { ...pagingRegisters(cpu), ...(cpu.paging ? {} : { pdptes: undefined }) };
}

/** 32 bits at a linear address, without leaving a trace; undefined where nothing is mapped or no memory is. */
export function peek32({ memory, cpu }: LookedAt, linear: number): number | undefined {
  const physical = cpu.translate(linear);
  if (physical === undefined || !memory.isRam(physical >>> 12)) return undefined;
  return memory.read32(physical);
}
