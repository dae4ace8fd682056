// Translation of the processor's accesses: by the TLB, else by a walk that writes accessed and dirty bits back and is
// remembered; page faults.

import type { Core } from "./core.ts";
import { hex32 } from "../core/hex.ts";
import { CpuException, Unimplemented, VECTOR } from "./faults.ts";
import { pageFaultCode, type PageWalk, type PagingRegisters, PF, walkPage } from "./page-walk.ts";
import { allows, markUsed, quickWalk } from "./quick-walk.ts";
import { CR0, CR2, CR3, CR4, CR4_PAE, EFER } from "./state.ts";
import { TLB_2_MIB, TLB_DIRTY, TLB_GLOBAL, TLB_LARGE, TLB_NO_EXECUTE, TLB_USER, TLB_WRITABLE } from "./tlb.ts";

const FOUR_GIB = 0x1_0000_0000;

const inPage = (data: number, linear: number): number => ((data & ~0xfff) | (linear & 0xfff)) >>> 0;

/** What the walk depends on, as the processor holds it: with PAE the directory pointers of the last load. */
export function pagingRegisters({ words, pdptes }: Core): PagingRegisters {
  const pae = (words[CR4] & CR4_PAE) !== 0;
  return { cr0: words[CR0], cr3: words[CR3], cr4: words[CR4], efer: words[EFER], pdptes: pae ? pdptes : undefined };
}

function pageFault(core: Core, walk: PageWalk, access: number, code: number): CpuException {
  core.words[CR2] = walk.linear;
  core.forgetTranslation(walk.linear);
  const who = (access & PF.user) === 0 ? "supervisor" : "user";
  const how = (access & PF.fetch) !== 0 ? "instruction fetch" : (access & PF.write) === 0 ? "read" : "write";
  const last = walk.levels.at(-1)?.name ?? "entry";
  const why =
    walk.failure === "not-present"
      ? `has no page (${last} not present)`
      : walk.failure === "reserved"
        ? `meets a reserved bit in its ${last}`
        : "is not allowed by its page tables";
  return new CpuException(VECTOR.PF, code, `${who} ${how} at ${hex32(walk.linear)} ${why}`);
}

/**
 * Translates and checks one access, given by its error code bits; fills the TLB and writes accessed and dirty bits
 * back. Paging is on.
 */
export function translateAccess(core: Core, linear: number, access: number): number {
  const isWrite = (access & PF.write) !== 0;
  const cached = core.tlb.find(linear);
  if (cached !== undefined && (!isWrite || (cached & TLB_DIRTY) !== 0) && allows(core, cached, access)) {
    return inPage(cached, linear);
  }
  const data = quickWalk(core, linear, access) ?? wholeWalk(core, linear, access);
  core.rememberTranslation(linear, data);
  return inPage(data, linear);
}

/** What the TLB is to keep, by the walk that knows everything; or the fault, or why the lab cannot go on. */
function wholeWalk(core: Core, linear: number, access: number): number {
  const { bus } = core;
  const isWrite = (access & PF.write) !== 0;
  const registers = pagingRegisters(core);
  const walk = walkPage((address) => bus.read32(address), registers, linear);
  const code = pageFaultCode(walk, registers, access);
  if (code !== undefined) throw pageFault(core, walk, access, code);
  const { physical, levels } = walk;
  if (physical === undefined || physical >= FOUR_GIB) {
    throw new Unimplemented(`memory above 4 GiB (linear ${hex32(walk.linear)})`);
  }
  levels.forEach(({ name, entry, entryAddress }, i) => {
    if (name !== "PDPTE") markUsed(core, entryAddress, entry.low, isWrite && i === levels.length - 1);
  });
  return (
    (physical & ~0xfff) |
    (walk.writable ? TLB_WRITABLE : 0) |
    (walk.user ? TLB_USER : 0) |
    (walk.dirty || isWrite ? TLB_DIRTY : 0) |
    (walk.pageShift !== 12 ? TLB_LARGE : 0) |
    (walk.pageShift === 21 ? TLB_2_MIB : 0) |
    (walk.global ? TLB_GLOBAL : 0) |
    (walk.noExecute ? TLB_NO_EXECUTE : 0)
  );
}

/** Where a linear address leads, without checks and without any trace: for views. */
export function peekTranslation(core: Core, linear: number): number | undefined {
  if (!core.paging) return linear >>> 0;
  const cached = core.tlb.find(linear);
  if (cached !== undefined) return inPage(cached, linear);
  const { bus } = core;
  const { physical } = walkPage((address) => bus.read32(address), pagingRegisters(core), linear);
  return physical === undefined || physical >= FOUR_GIB ? undefined : physical;
}
