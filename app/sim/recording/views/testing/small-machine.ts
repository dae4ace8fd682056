// A processor on a few frames of memory, for tests of the processor views.

import { unitAt } from "../../../core/rng.ts";
import { assemble, type Assembler } from "../../../cpu/assembler.ts";
import { Cpu } from "../../../cpu/cpu.ts";
import { EFER, EFER_NXE } from "../../../cpu/state.ts";
import { ContentStore } from "../../../memory/content-store.ts";
import { PhysMemory } from "../../../memory/phys-memory.ts";
import type { LookedAt } from "../looked-at.ts";

export const CODE = 0x1000;
export const STACK_TOP = 0x8000;

/** Flat, paging off, about to run the code. */
export function smallMachine(build: (a: Assembler) => void = (a) => a.nop("nothing"), frames = 64): LookedAt {
  const memory = new PhysMemory(new ContentStore(1), frames);
  const cpu = new Cpu(memory, { pae: true });
  const { bytes } = assemble(build, { origin: CODE });
  bytes.forEach((byte, i) => memory.write8(CODE + i, byte));
  cpu.eip = CODE;
  cpu.regs[4] = STACK_TOP;
  return { memory, cpu };
}

/** The frames that hold the tables below; CR3 leads to the first. */
export const TABLES = 16;
export const TABLE_FRAMES = 4;

const FLAGS = [0x1, 0x3, 0x5, 0x7, 0x7, 0x7, 0x27, 0x67, 0x67, 0x63, 0x83, 0x1e3, 0x0];
const HIGH_HALVES = [0x80000000, 1, 0x10];
const MOST_FRAMES = 0x1000;
const LARGE = 0x80;
/** 4 MiB, and two pages of 2 MiB. */
const LARGE_FRAMES = 0x400;

/** Paging on, over tables of either format thrown together by chance, and an address that they may map. */
export function randomlyPaged(seed: number): { readonly machine: LookedAt; readonly linear: number } {
  let drawn = 0;
  const below = (bound: number): number => Math.floor(unitAt(seed, drawn++) * bound);
  const oneOf = (values: readonly number[]): number => values[below(values.length)] ?? 0;
  const machine = smallMachine(undefined, MOST_FRAMES);
  const { memory, cpu } = machine;
  const pae = below(2) === 1;
  // Entries crowd at the start of each table, where the address looks, and mostly lead to tables.
  for (let count = 12 + below(30); count > 0; count--) {
    const flags = oneOf(FLAGS);
    const elsewhere = (flags & LARGE) === 0 ? below(MOST_FRAMES) : below(4) * LARGE_FRAMES;
    const frame = (flags & LARGE) !== 0 || below(8) === 0 ? elsewhere : TABLES + below(TABLE_FRAMES);
    const address = (TABLES + below(TABLE_FRAMES)) * 4096 + below(pae ? 4 : 8) * (pae ? 8 : 4);
    memory.write32(address, ((frame << 12) | flags) >>> 0);
    if (pae) memory.write32(address + 4, below(12) === 0 ? oneOf(HIGH_HALVES) : 0);
  }
  if (pae) onlyGoodPointers(machine);
  cpu.words[EFER] = below(2) === 1 ? EFER_NXE : 0;
  cpu.cr4 = (pae ? 0x20 : 0x10) | (below(2) === 1 ? 0x80 : 0);
  cpu.cr3 = TABLES * 4096;
  cpu.cr0 = (below(2) === 1 ? 0x80010011 : 0x80000011) | 0;
  const [top, middle, low] = pae ? [below(4), below(4), below(4)] : [0, below(8), below(8)];
  const page = pae ? (top << 30) | (middle << 21) | (low << 12) : (middle << 22) | (low << 12);
  return { machine, linear: (page | below(4096)) >>> 0 };
}

/** Loading CR3 refuses a directory pointer with a reserved bit set. */
function onlyGoodPointers({ memory }: LookedAt): void {
  for (let address = TABLES * 4096; address < TABLES * 4096 + 32; address += 8) {
    memory.write32(address, (memory.read32(address) & 0xfffff001) >>> 0);
    memory.write32(address + 4, 0);
  }
}
