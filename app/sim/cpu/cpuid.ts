// What cpuid says: a processor of the Pentium Pro's family with exactly the features that are modelled.

import type { Core } from "./core.ts";

type Leaf = readonly [eax: number, ebx: number, ecx: number, edx: number];

const VENDOR = "GenuineIntel";
const fourLetters = (at: number): number =>
  [0, 1, 2, 3].reduce((word, i) => word | (VENDOR.charCodeAt(at + i) << (8 * i)), 0);
/** Family 6, model 1, stepping 9. */
const SIGNATURE = 0x619;
/** DE, PSE, TSC, MSR, CX8, PGE, CMOV, PAT: no FPU and nothing that needs one. */
const FEATURES = [2, 3, 4, 5, 8, 13, 15, 16].reduce((word, bit) => word | (1 << bit), 0);
const FEATURE_PAE = 1 << 6;
const FEATURE_NX = 1 << 20;
const EXTENDED = 0x80000000;

export function identify(core: Core, leaf: number): Leaf {
  const number = leaf >>> 0;
  if (number === 0) return [1, fourLetters(0), fourLetters(8), fourLetters(4)];
  if (core.pae && number === EXTENDED) return [EXTENDED + 1, 0, 0, 0];
  if (core.pae && number === EXTENDED + 1) return [0, 0, 0, FEATURE_NX];
  // what lies beyond the last leaf reads as the last one of the basic ones
  return [SIGNATURE, 0, 0, FEATURES | (core.pae ? FEATURE_PAE : 0)];
}
