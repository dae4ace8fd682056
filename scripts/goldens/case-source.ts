// A golden case as it is written: a program, what differs in memory, and what the manual says must come of it.

import type { Patch } from "../../app/sim/cpu/goldens/layout.ts";

/** Physical address, expected value, and which of its bits count. */
export type ExpectedWord = readonly [address: number, value: number, mask?: number];

export interface CaseSource {
  readonly name: string;
  /** The rule, and where it stands in the Intel 64 and IA-32 manual ("3A 4.7" is volume 3A, section 4.7). */
  readonly manual: string;
  /** GNU as, AT&T syntax, assembled for CODE; a label f1, f2 … is where event 1, 2 … must point. */
  readonly asm: string;
  readonly patches?: readonly Patch[];
  /** In order: "#GP(68)", "#PF(2) 00400000" with CR2, "#UD", "int 31". */
  readonly events: readonly string[];
  /** Memory after the case. */
  readonly words?: Readonly<Record<string, ExpectedWord>>;
  /** "shutdown" for a triple fault. */
  readonly end?: "shutdown";
  /** What the resume flag must be in the saved flags; without it, it does not count. */
  readonly rf?: 0 | 1;
  /** The flags the first event must have saved, where that is the point. */
  readonly flags?: number;
  readonly efer?: true;
  /** Where engines differ and the manual leaves no doubt: the value is kept and this is the sentence why. */
  readonly judge?: string;
  /** Where it cannot be settled: listed with the reason, and not a golden. */
  readonly dropped?: string;
}

export interface CaseGroup {
  readonly group: string;
  /** For all its cases that have none. */
  readonly judge?: string;
  readonly cases: readonly CaseSource[];
}

/** Rules of the manual that only Bochs follows, in the words that are kept beside a golden. */
export const GAPS = {
  limits: "QEMU and v86 check neither limits nor rights of segments; volume 3A, 5.3 and 5.5, leaves no doubt",
  reserved: "3A 4.7: RSVD can be set only if P is set; QEMU clears P, v86 does not look at reserved bits",
  pointers: "3A 4.4.1: loading a reserved bit is #GP(0); QEMU and v86 do not look",
  control: "2A MOV to control register names this; QEMU and v86 do not look",
  accessed: "3A 3.4.5.1: set whenever the selector is loaded; QEMU and v86 leave it for CS",
  external: "3A 6.13: EXT is set if the fault comes while delivering an exception; QEMU and v86 never set it",
  lock: "2A LOCK names the instructions it may stand before; QEMU and v86 ignore it before others",
  resume: "3A 17.3.1.1: RF is set in the saved image for every fault; QEMU and v86 save it as it was",
  stack: "the manual's operation section names the exception; QEMU and v86 raise another",
  implicit: "3A 4.6: pushing a return address is no implicit supervisor access; QEMU and v86 take it for one",
  order:
    "2B PUSHA pushes from the top down, so the first address that faults is the highest; the others ask for the lowest",
  debug: "3A 17.2, 17.3 name it; QEMU and v86 do not model it",
} as const;
