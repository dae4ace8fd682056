// The page walk of one linear address through the live tables, entry by entry.

import type { WalkStep, WalkView } from "../../api.ts";
import { hex32 } from "../../core/hex.ts";
import { PAGE_SHIFT, PAGE_SIZE, WORDS_PER_PAGE } from "../../core/units.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import type { Cursor } from "../cursor.ts";

const PRESENT = 1;
const LARGE = 0x80;
const LARGE_SIZE = 0x400000;
/** Aliases listed at most. */
const MOST_ALIASES = 8;

export function walkView(cursor: Cursor, linear: number): WalkView {
  const { memory, cpu } = cursor;
  const paging = (cpu.cr0 & 0x80000000) !== 0;
  const cr3 = cpu.cr3 >>> 0;
  const root = cr3 & ~(PAGE_SIZE - 1);
  const steps = walkSteps(memory, root >>> 0, linear);
  const missing = steps.find((step) => !step.present);
  const physical = paging ? physicalOf(steps, linear) : linear;
  const cached = cpu.tlbEntries.find((entry) => entry.linear >>> PAGE_SHIFT === linear >>> PAGE_SHIFT);
  return {
    linear,
    paging,
    cr3,
    steps,
    ...(physical === undefined ? {} : { physical }),
    ...(paging && missing !== undefined ? { fault: faultOf(missing) } : {}),
    alsoMappedAt: paging && physical !== undefined ? aliases(memory, root >>> 0, physical, linear) : [],
    ...(cached === undefined ? {} : { cached: (cached.physical & ~(PAGE_SIZE - 1)) >>> 0 }),
  };
}

function walkSteps(memory: PhysMemory, root: number, linear: number): WalkStep[] {
  const pde = step(memory, "PDE", root, linear >>> 22);
  if (!pde.present || pde.large) return [pde];
  return [pde, step(memory, "PTE", pde.frame * PAGE_SIZE, (linear >>> PAGE_SHIFT) & (WORDS_PER_PAGE - 1))];
}

function step(memory: PhysMemory, level: "PDE" | "PTE", table: number, index: number): WalkStep {
  const entryAddress = table + index * 4;
  const entry = memory.read32(entryAddress);
  const bit = (mask: number) => (entry & mask) !== 0;
  return {
    level,
    index,
    entryAddress,
    entry,
    present: bit(PRESENT),
    writable: bit(2),
    user: bit(4),
    accessed: bit(0x20),
    dirty: bit(0x40),
    large: level === "PDE" && bit(LARGE),
    frame: entry >>> PAGE_SHIFT,
  };
}

function physicalOf(steps: readonly WalkStep[], linear: number): number | undefined {
  const last = steps.at(-1);
  if (last === undefined || !last.present) return undefined;
  const size = last.large ? LARGE_SIZE : PAGE_SIZE;
  if (!last.large && last.level === "PDE") return undefined;
  return ((last.entry & ~(size - 1)) + (linear & (size - 1))) >>> 0;
}

function faultOf(missing: WalkStep): { errorCode: number; text: string } {
  const what = missing.level === "PDE" ? "page directory entry" : "page table entry";
  return {
    errorCode: 0,
    text: `#PF, error code 0: a supervisor read of a page that is not present; the ${what} at ${hex32(missing.entryAddress)} has its present bit clear`,
  };
}

/** Other linear pages that the tables map to the same frame. */
function aliases(memory: PhysMemory, root: number, physical: number, linear: number): number[] {
  const page = (physical & ~(PAGE_SIZE - 1)) >>> 0;
  const own = (linear & ~(PAGE_SIZE - 1)) >>> 0;
  const found: number[] = [];
  const add = (candidate: number): void => {
    if (candidate !== own && found.length < MOST_ALIASES) found.push((candidate | (physical & (PAGE_SIZE - 1))) >>> 0);
  };
  for (let i = 0; i < WORDS_PER_PAGE; i++) {
    const pde = memory.read32(root + i * 4);
    if ((pde & PRESENT) === 0) continue;
    const base = (i << 22) >>> 0;
    if ((pde & LARGE) !== 0) {
      const start = (pde & ~(LARGE_SIZE - 1)) >>> 0;
      if (page >= start && page < start + LARGE_SIZE) add((base + page - start) >>> 0);
      continue;
    }
    const table = (pde & ~(PAGE_SIZE - 1)) >>> 0;
    for (let j = 0; j < WORDS_PER_PAGE; j++) {
      const pte = memory.read32(table + j * 4);
      if ((pte & PRESENT) !== 0 && (pte & ~(PAGE_SIZE - 1)) >>> 0 === page) add((base + (j << PAGE_SHIFT)) >>> 0);
    }
  }
  return found;
}
