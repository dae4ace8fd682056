// Two-level page tables with 4 KiB and 4 MiB pages: the walk, its checks, the accessed and dirty bits, page faults.

import type { Core } from "./core.ts";
import { CpuException, Unimplemented, VECTOR } from "./faults.ts";
import { CR0, CR0_WP, CR2, CR3, CR4, CR4_PGE, CR4_PSE } from "./state.ts";
import { TLB_DIRTY, TLB_GLOBAL, TLB_LARGE, TLB_USER, TLB_WRITABLE } from "./tlb.ts";

const PRESENT = 0x1;
const WRITABLE = 0x2;
const USER = 0x4;
const ACCESSED = 0x20;
const DIRTY = 0x40;
const LARGE = 0x80;
const GLOBAL = 0x100;

const NOT_PRESENT = 0;
const PROTECTION = 1;

const inPage = (data: number, linear: number): number => ((data & ~0xfff) | (linear & 0xfff)) >>> 0;

/** May an access with these rights go through? Supervisor writes obey read-only pages only with CR0.WP. */
function allowed(core: Core, rights: number, write: boolean, user: boolean): boolean {
  if (user) return (rights & USER) !== 0 && (!write || (rights & WRITABLE) !== 0);
  return !write || (rights & WRITABLE) !== 0 || (core.words[CR0] & CR0_WP) === 0;
}

function pageFault(core: Core, linear: number, write: boolean, user: boolean, protection: number): CpuException {
  core.words[CR2] = linear;
  core.forgetTranslation(linear);
  const why = protection === PROTECTION ? "is not allowed by its page tables" : "has no page";
  const what = `${user ? "user" : "supervisor"} ${write ? "write" : "read"}`;
  const code = protection | (write ? 2 : 0) | (user ? 4 : 0);
  return new CpuException(VECTOR.PF, code, `${what} at 0x${(linear >>> 0).toString(16).padStart(8, "0")} ${why}`);
}

/** Translates and checks one access; fills the TLB and writes accessed and dirty bits back. Paging is on. */
export function translateAccess(core: Core, linear: number, write: boolean, user: boolean): number {
  const cached = core.tlb.find(linear);
  if (cached !== undefined && allowed(core, cached, write, user) && (!write || (cached & TLB_DIRTY) !== 0)) {
    return inPage(cached, linear);
  }
  const { bus } = core;
  const pdeAddress = ((core.words[CR3] & ~0xfff) | ((linear >>> 22) << 2)) >>> 0;
  const pde = bus.read32(pdeAddress) | 0;
  if ((pde & PRESENT) === 0) throw pageFault(core, linear, write, user, NOT_PRESENT);
  const large = (pde & LARGE) !== 0 && (core.words[CR4] & CR4_PSE) !== 0;
  if (large && (pde & 0x3fe000) !== 0) throw new Unimplemented("a 4 MiB page above 4 GiB (PSE-36)");

  const pteAddress = ((pde & ~0xfff) | ((linear >>> 10) & 0xffc)) >>> 0;
  const leaf = large ? pde : bus.read32(pteAddress) | 0;
  if ((leaf & PRESENT) === 0) throw pageFault(core, linear, write, user, NOT_PRESENT);
  const rights = pde & leaf & (WRITABLE | USER);
  if (!allowed(core, rights, write, user)) throw pageFault(core, linear, write, user, PROTECTION);

  const touched = leaf | ACCESSED | (write ? DIRTY : 0);
  if (!large && (pde & ACCESSED) === 0) bus.write32(pdeAddress, (pde | ACCESSED) >>> 0);
  if (touched !== leaf) bus.write32(large ? pdeAddress : pteAddress, touched >>> 0);
  const data = cacheable(core, touched, rights, large, linear);
  core.rememberTranslation(linear, data);
  return inPage(data, linear);
}

/** What the TLB keeps of a leaf entry: the 4 KiB page the address lies in, even of a large page. */
function cacheable(core: Core, leaf: number, rights: number, large: boolean, linear: number): number {
  const page = large ? (leaf & 0xffc00000) | (linear & 0x3ff000) : leaf & ~0xfff;
  const global = (leaf & GLOBAL) !== 0 && (core.words[CR4] & CR4_PGE) !== 0;
  return (
    page |
    ((rights & WRITABLE) !== 0 ? TLB_WRITABLE : 0) |
    ((rights & USER) !== 0 ? TLB_USER : 0) |
    ((leaf & DIRTY) !== 0 ? TLB_DIRTY : 0) |
    (large ? TLB_LARGE : 0) |
    (global ? TLB_GLOBAL : 0)
  );
}

/** Where a linear address leads, without checks and without any trace: for views. */
export function peekTranslation(core: Core, linear: number): number | undefined {
  if (!core.paging) return linear >>> 0;
  const cached = core.tlb.find(linear);
  if (cached !== undefined) return inPage(cached, linear);
  const pde = core.bus.read32(((core.words[CR3] & ~0xfff) | ((linear >>> 22) << 2)) >>> 0) | 0;
  if ((pde & PRESENT) === 0) return undefined;
  if ((pde & LARGE) !== 0 && (core.words[CR4] & CR4_PSE) !== 0) {
    return ((pde & 0xffc00000) | (linear & 0x3fffff)) >>> 0;
  }
  const pte = core.bus.read32(((pde & ~0xfff) | ((linear >>> 10) & 0xffc)) >>> 0) | 0;
  return (pte & PRESENT) === 0 ? undefined : inPage(pte, linear);
}
