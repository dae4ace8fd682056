// The walk of page-walk.ts once more, without a word about the way: for the many walks with which nothing is wrong or
// special. A property test holds the two equal.

import type { Core } from "./core.ts";
import { ENTRY, isAllowed, PF } from "./page-walk.ts";
import { CR0, CR3, CR4, CR4_PAE, CR4_PGE, CR4_PSE, EFER, EFER_NXE } from "./state.ts";
import { TLB_2_MIB, TLB_LARGE, TLB_NO_EXECUTE, TLB_USER, TLB_WRITABLE } from "./tlb.ts";

const FOUR_GIB = 0x1_0000_0000;
const NO_EXECUTE = 0x80000000 | 0;

/** Does an access, given by its error code bits, pass the rights in these TLB flags? */
export const allows = (core: Core, data: number, access: number): boolean =>
  isAllowed(
    (data & TLB_WRITABLE) !== 0,
    (data & TLB_USER) !== 0,
    (data & TLB_NO_EXECUTE) !== 0,
    access,
    core.words[CR0],
  );

/** Sets accessed, and dirty in a leaf that is written through. */
export function markUsed({ bus }: Core, entryAddress: number, entry: number, dirty: boolean): void {
  const touched = entry | ENTRY.accessed | (dirty ? ENTRY.dirty : 0);
  if (touched !== (entry | 0) && entryAddress < FOUR_GIB) bus.write32(entryAddress, touched >>> 0);
}

/** What the TLB is to keep, accessed and dirty bits written; undefined if the whole walk has to look at it. */
export function quickWalk(core: Core, linear: number, access: number): number | undefined {
  const { bus, words } = core;
  const pae = (words[CR4] & CR4_PAE) !== 0;
  let directory = words[CR3];
  if (pae) {
    const pointer = 2 * (linear >>> 30);
    directory = core.pdptes[pointer] ?? 0;
    if ((directory & ENTRY.present) === 0 || core.pdptes[pointer + 1] !== 0) return undefined;
  }
  const address = ((directory & ~0xfff) | (pae ? (linear >>> 18) & 0xff8 : (linear >>> 20) & 0xffc)) >>> 0;
  const entry = bus.read32(address) | 0;
  if ((entry & ENTRY.present) === 0 || (pae && bus.read32(address + 4) !== 0)) return undefined;
  const large = (entry & ENTRY.large) !== 0 && (pae || (words[CR4] & CR4_PSE) !== 0);
  return large ? largePage(core, linear, address, access) : smallPage(core, linear, address, access);
}

function largePage(core: Core, linear: number, pdeAddress: number, access: number): number | undefined {
  const pde = core.bus.read32(pdeAddress) | 0;
  const pae = (core.words[CR4] & CR4_PAE) !== 0;
  const offset = pae ? 0x1fffff : 0x3fffff;
  if ((pde & offset & ~0x1fff) !== 0) return undefined;
  const page = (pde & ~offset) | (linear & offset & ~0xfff);
  const data = page | leafFlags(core, pde, pde, access) | TLB_LARGE | (pae ? TLB_2_MIB : 0);
  if (!allows(core, data, access)) return undefined;
  markUsed(core, pdeAddress, pde, (access & PF.write) !== 0);
  return data;
}

/** The page table entry is marked last: a directory that maps itself holds both in one word. */
function smallPage(core: Core, linear: number, pdeAddress: number, access: number): number | undefined {
  const { bus, words } = core;
  const pde = bus.read32(pdeAddress) | 0;
  const pae = (words[CR4] & CR4_PAE) !== 0;
  const address = ((pde & ~0xfff) | (pae ? (linear >>> 9) & 0xff8 : (linear >>> 10) & 0xffc)) >>> 0;
  const pte = bus.read32(address) | 0;
  const high = pae ? bus.read32(address + 4) | 0 : 0;
  const noExecute = high === NO_EXECUTE && (words[EFER] & EFER_NXE) !== 0;
  if ((pte & ENTRY.present) === 0 || (high !== 0 && !noExecute)) return undefined;
  const data = (pte & ~0xfff) | leafFlags(core, pde, pte, access) | (noExecute ? TLB_NO_EXECUTE : 0);
  if (!allows(core, data, access)) return undefined;
  markUsed(core, pdeAddress, pde, false);
  markUsed(core, address, pte, (access & PF.write) !== 0);
  return data;
}

/** The TLB's flags have the places of the entry's, but for what a write and CR4.PGE add and take away. */
const leafFlags = (core: Core, pde: number, leaf: number, access: number): number =>
  (pde & leaf & (ENTRY.writable | ENTRY.user)) |
  (leaf & ENTRY.dirty) |
  ((access & PF.write) !== 0 ? ENTRY.dirty : 0) |
  ((core.words[CR4] & CR4_PGE) !== 0 ? leaf & ENTRY.global : 0);
