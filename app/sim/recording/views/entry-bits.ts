// The bits of a paging entry by name, as the processor reads them at its level. Source: Intel SDM volume 3, 4.3 and 4.4.

import type { EntryBit } from "../../api.ts";
import type { PagingFormat, PagingRegisters, WalkLevel } from "../../cpu/page-walk.ts";
import { CR4_PGE, EFER_NXE } from "../../cpu/state.ts";

interface Place {
  readonly step: WalkLevel;
  readonly format: PagingFormat;
  readonly registers: PagingRegisters;
  /** The entry names a page, not a table. */
  readonly isLeaf: boolean;
}

interface BitRow {
  readonly bit: number;
  readonly name: string;
  readonly meaning: string;
  /** Is there such a bit in an entry of this kind? */
  readonly exists?: (place: Place) => boolean;
  /** Does the processor look at it? */
  readonly counts?: (place: Place) => boolean;
}

const isPointer = ({ step }: Place): boolean => step.name === "PDPTE";
const maps = (place: Place): boolean => !isPointer(place);

const BITS: readonly BitRow[] = [
  { bit: 0, name: "P", meaning: "present" },
  { bit: 1, name: "W", meaning: "writable", exists: maps },
  { bit: 2, name: "U", meaning: "user may use it", exists: maps },
  { bit: 3, name: "PWT", meaning: "write-through", counts: () => false },
  { bit: 4, name: "PCD", meaning: "cache disabled", counts: () => false },
  { bit: 5, name: "A", meaning: "accessed", exists: maps },
  { bit: 6, name: "D", meaning: "dirty: written to", exists: maps, counts: ({ isLeaf }) => isLeaf },
  {
    bit: 7,
    name: "PS",
    meaning: "large page",
    exists: ({ step }) => step.name === "PDE",
    counts: ({ step }) => step.large || (step.entry.low & 0x80) === 0,
  },
  { bit: 7, name: "PAT", meaning: "memory type", exists: ({ step }) => step.name === "PTE", counts: () => false },
  {
    bit: 8,
    name: "G",
    meaning: "global: stays in the TLB when CR3 is loaded",
    exists: maps,
    counts: ({ isLeaf, registers }) => isLeaf && (registers.cr4 & CR4_PGE) !== 0,
  },
  {
    bit: 63,
    name: "NX",
    meaning: "may not be executed",
    exists: (place) => place.format.entryBytes === 8 && maps(place),
    counts: ({ registers }) => (registers.efer & EFER_NXE) !== 0,
  },
];

export function entryBits(step: WalkLevel, format: PagingFormat, registers: PagingRegisters): EntryBit[] {
  const place: Place = { step, format, registers, isLeaf: step.large || step.name === "PTE" };
  const { low, high } = step.entry;
  return BITS.filter(({ exists }) => exists?.(place) ?? true).map(({ bit, name, meaning, counts }) => ({
    name,
    bit,
    meaning,
    set: (((bit < 32 ? low : high) >>> (bit & 31)) & 1) === 1,
    ignored: !step.present ? bit !== 0 : !(counts?.(place) ?? true),
  }));
}
