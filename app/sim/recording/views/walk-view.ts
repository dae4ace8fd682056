// The page walk of one linear address: the same walk that the processor does, entry by entry, with the TLB's answer
// beside that of the tables.

import type { AccessAnswer, AddressPart, DirectoryPointer, PageAccess, WalkStep, WalkView } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import {
  isAllowed,
  isBadDirectoryPointer,
  pageFaultCode,
  type PageWalk,
  type PagingFormat,
  pagingFormat,
  type PagingRegisters,
  PF,
  readEntry,
  tableRoot,
  walkPage,
} from "../../cpu/page-walk.ts";
import { CR4_PAE } from "../../cpu/state.ts";
import { aliasesOf } from "./aliases.ts";
import { entryBits } from "./entry-bits.ts";
import { liveRegisters, type LookedAt, physicalReader } from "./looked-at.ts";
import { cachedAt, translationOf } from "./tlb-view.ts";

/** Aliases listed at most. */
const MOST_ALIASES = 8;
const ACCESS_BITS: Readonly<Record<PageAccess, number>> = { read: 0, write: PF.write, fetch: PF.fetch };
const PART_NAMES = { PDPTE: "pointer", PDE: "directory", PTE: "table" } as const;

export function walkView(machine: LookedAt, linear: number): WalkView {
  const { cpu } = machine;
  const { paging } = cpu;
  const registers = liveRegisters(machine);
  const format = pagingFormat(registers.cr4);
  const walk = walkPage(physicalReader(machine), registers, linear);
  const { physical } = walk;
  const translation = translationOf(walk);
  const cached = paging ? cachedAt(machine, linear) : undefined;
  const aliases = paging && physical !== undefined ? aliasesOf(machine, physical, linear, MOST_ALIASES) : undefined;
  // With paging off a CR3 of 0 means that there are no tables, not that they begin at address 0.
  const meant = paging || tableRoot(format, registers.cr3) !== 0;
  return {
    linear,
    paging,
    pae: format.entryBytes === 8,
    cr3: cpu.cr3,
    parts: addressParts(walk, format),
    steps: meant ? steps(walk, format, registers) : [],
    ...(meant && physical !== undefined ? { physical } : {}),
    ...(meant && translation !== undefined ? { translation } : {}),
    accesses: meant ? answers(walk, registers, cached?.cached) : [],
    alsoMappedAt: (aliases?.first ?? []).map((page) => page + (linear & (PAGE_SIZE - 1))),
    aliases: aliases?.count ?? 0,
    ...(cached === undefined ? {} : { cached }),
    pointers: paging && (registers.cr4 & CR4_PAE) !== 0 ? directoryPointers(machine, registers) : [],
  };
}

function steps(walk: PageWalk, format: PagingFormat, registers: PagingRegisters): WalkStep[] {
  return walk.levels.map((step, i) => ({
    level: step.name,
    index: step.index,
    entryAddress: step.entryAddress,
    entry: { bytes: format.entryBytes, ...step.entry },
    bits: entryBits(step, format, registers),
    ...(walk.failure !== undefined && i === walk.levels.length - 1 ? { failure: walk.failure } : {}),
    large: step.large,
    target: step.target,
  }));
}

/** Cut as far as the walk went; below a large page there is only its offset. */
function addressParts(walk: PageWalk, format: PagingFormat): AddressPart[] {
  const last = walk.levels.at(-1);
  const depth = last?.large === true ? walk.levels.length : format.levels.length;
  const indices = format.levels.slice(0, depth).map(({ name, shift, indexBits }) => ({
    name: PART_NAMES[name],
    bits: indexBits,
    value: (walk.linear >>> shift) & ((1 << indexBits) - 1),
  }));
  const bits = format.levels[depth - 1]?.shift ?? 32;
  return [...indices, { name: "offset", bits, value: walk.linear & (2 ** bits - 1) }];
}

interface Rights {
  readonly writable: boolean;
  readonly user: boolean;
  readonly noExecute: boolean;
  readonly dirty: boolean;
}

function answers(walk: PageWalk, registers: PagingRegisters, cached: Rights | undefined): AccessAnswer[] {
  return [false, true].flatMap((user) =>
    (["read", "write", "fetch"] as const).map((access): AccessAnswer => {
      const bits = ACCESS_BITS[access] | (user ? PF.user : 0);
      const errorCode = pageFaultCode(walk, registers, bits);
      const byTlb =
        cached !== undefined &&
        (access !== "write" || cached.dirty) &&
        isAllowed(cached.writable, cached.user, cached.noExecute, bits, registers.cr0);
      return { access, user, byTlb, ...(errorCode === undefined ? {} : { errorCode }) };
    }),
  );
}

function directoryPointers(machine: LookedAt, registers: PagingRegisters): DirectoryPointer[] {
  const { pdptes = [], cr3, cr4 } = registers;
  const format = pagingFormat(cr4);
  return [0, 1, 2, 3].map((i) => {
    const entry = { low: (pdptes[2 * i] ?? 0) >>> 0, high: (pdptes[2 * i + 1] ?? 0) >>> 0 };
    const inMemory = readEntry(physicalReader(machine), format, tableRoot(format, cr3) + 8 * i);
    return {
      entry: { bytes: 8, ...entry },
      present: (entry.low & 1) !== 0 && !isBadDirectoryPointer(entry),
      inMemory: { bytes: 8, ...inMemory },
      stale: entry.low !== inMemory.low || entry.high !== inMemory.high,
    };
  });
}
