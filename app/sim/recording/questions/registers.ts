// Registers by the names that the page shows, as words of the processor's state.

import { refuse, ok, type Result } from "../../core/errors.ts";
import { CPU_FIELDS } from "../../cpu/state.ts";

const SEGMENTS = ["es", "cs", "ss", "ds", "fs", "gs"];
const PLAIN = [
  ...["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi", "eip", "eflags", "cr0", "cr2", "cr3", "cr4"],
  ...["gdtr.base", "gdtr.limit", "idtr.base", "idtr.limit", "dr0", "dr1", "dr2", "dr3", "dr6", "dr7"],
];

/** Name to index in CPU_FIELDS; a segment register, TR and LDTR mean their selector. */
const WORD_OF: ReadonlyMap<string, number> = new Map([
  ...PLAIN.map((name): [string, number] => [name, CPU_FIELDS.findIndex((field) => field === name)]),
  ...[...SEGMENTS, "tr", "ldtr"].map((name): [string, number] => [
    name,
    CPU_FIELDS.findIndex((field) => field === `${name}.selector`),
  ]),
]);

export const REGISTER_NAMES: readonly string[] = [...WORD_OF.keys()];

/** Bits that have a name, by register. */
export const BIT_NAMES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  cr0: { pe: 0, mp: 1, em: 2, ts: 3, et: 4, ne: 5, wp: 16, am: 18, nw: 29, cd: 30, pg: 31 },
  cr3: { pwt: 3, pcd: 4 },
  cr4: { vme: 0, pvi: 1, tsd: 2, de: 3, pse: 4, pae: 5, mce: 6, pge: 7, pce: 8, osfxsr: 9, osxmmexcpt: 10 },
  eflags: {
    ...{ cf: 0, pf: 2, af: 4, zf: 6, sf: 7, tf: 8, if: 9, df: 10, of: 11, nt: 14, rf: 16, vm: 17, ac: 18 },
    ...{ vif: 19, vip: 20, id: 21 },
  },
};

/** One register or one bit of it. */
export interface RegisterPart {
  /** Index in CPU_FIELDS. */
  readonly word: number;
  readonly name: string;
  /** The bits that are looked at. */
  readonly mask: number;
}

/** "eax", "cs", "gdtr.base"; with a bit by number, or by name as in "cr0.pg". */
export function registerPart(name: string, bit?: number): Result<RegisterPart> {
  const known = name.toLowerCase();
  const word = WORD_OF.get(known);
  if (word !== undefined) {
    if (bit !== undefined && !(Number.isInteger(bit) && bit >= 0 && bit <= 31))
      return refuse({ path: "bit", expected: "a number from 0 to 31", got: `${bit}` });
    return ok({ word, name: known, mask: bit === undefined ? -1 : 1 << bit });
  }
  const [register = "", named = ""] = known.split(".");
  const number = BIT_NAMES[register]?.[named];
  if (number !== undefined && bit === undefined) return registerPart(register, number);
  return refuse({ path: "register", expected: `one of ${REGISTER_NAMES.join(", ")}`, got: name });
}

/** The part's value in a state: all of the register, or its bit as 0 or 1. */
export const valueOf = ({ word, mask }: RegisterPart, words: ArrayLike<number>): number =>
  mask === -1 ? (words[word] ?? 0) >>> 0 : ((words[word] ?? 0) & mask) === 0 ? 0 : 1;
