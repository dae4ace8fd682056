// What the TLB holds beside what the live tables say: it goes on believing a walk until it is told otherwise.

import type { CachedTranslation, TlbView, Translation } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { type PageWalk, type PagingRegisters, walkPage } from "../../cpu/page-walk.ts";
import { CR4_PAE } from "../../cpu/state.ts";
import type { TlbEntry } from "../../cpu/tlb.ts";
import { liveRegisters, type LookedAt, physicalReader } from "./looked-at.ts";

/** Words for a difference, in the order of importance. */
const RIGHTS = [
  ["writable", "writable", "read-only"],
  ["user", "user", "supervisor only"],
  ["noExecute", "no-execute", "executable"],
  ["global", "global", "not global"],
] as const;

export function tlbView(machine: LookedAt): TlbView {
  const { cpu } = machine;
  const registers = liveRegisters(machine);
  const entries = cpu.tlbEntries.map((entry) => compared(machine, registers, entry));
  return {
    paging: cpu.paging,
    pae: (cpu.cr4 & CR4_PAE) !== 0,
    entries,
    stale: entries.filter((entry) => entry.stale.length > 0).length,
  };
}

/** The entry that answers for an address, if there is one. */
export function cachedAt(machine: LookedAt, linear: number): CachedTranslation | undefined {
  const page = (linear & ~(PAGE_SIZE - 1)) >>> 0;
  if (machine.cpu.tlb.find(page) === undefined) return undefined;
  const entry = machine.cpu.tlbEntries.find((each) => each.linear === page);
  return entry === undefined ? undefined : compared(machine, liveRegisters(machine), entry);
}

/** What a completed walk allows; undefined where the tables have no page. */
export function translationOf(walk: PageWalk): Translation | undefined {
  const { physical, pageShift, writable, user, dirty, global, noExecute } = walk;
  if (physical === undefined) return undefined;
  const frame = physical - (physical % PAGE_SIZE);
  return { physical: frame, pageBytes: 2 ** pageShift, writable, user, dirty, global, noExecute };
}

function compared(machine: LookedAt, registers: PagingRegisters, entry: TlbEntry): CachedTranslation {
  const { linear, large, ...rest } = entry;
  const walk = walkPage(physicalReader(machine), registers, linear);
  const largeBytes = (registers.cr4 & CR4_PAE) !== 0 ? 0x200000 : 0x400000;
  const cached: Translation = { ...rest, pageBytes: large ? largeBytes : PAGE_SIZE };
  const now = translationOf(walk);
  if (now === undefined) {
    const missing = walk.failure ?? "not-present";
    return { linear, cached, missing, stale: [missing === "reserved" ? "reserved bit set now" : "not present now"] };
  }
  return { linear, cached, now, stale: differences(cached, now) };
}

/** A dirty bit that only the tables have is no difference: the next write would walk and find it. */
function differences(cached: Translation, now: Translation): string[] {
  const found: string[] = [];
  if (cached.physical !== now.physical) found.push("another frame now");
  for (const [key, yes, no] of RIGHTS) if (cached[key] !== now[key]) found.push(`${now[key] ? yes : no} now`);
  if (cached.dirty && !now.dirty) found.push("not dirty now");
  if (cached.pageBytes !== now.pageBytes) found.push("another page size now");
  return found;
}
