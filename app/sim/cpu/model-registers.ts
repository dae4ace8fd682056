// Model-specific registers and the time stamp counter.

import type { Core } from "./core.ts";
import { hex32 } from "../core/hex.ts";
import { type CpuException, generalProtection, Unimplemented } from "./faults.ts";
import { CR4, CR4_TSD, EFER, EFER_NXE, PAT_HIGH, PAT_LOW, TSC_HIGH, TSC_LOW } from "./state.ts";

/** Two halves of 64 bits. */
export type Wide = readonly [low: number, high: number];

const MSR = { tsc: 0x10, apicBase: 0x1b, pat: 0x277, efer: 0xc0000080 | 0 } as const;

/** The address a local APIC would have, of the processor that booted; there is none, and it cannot be switched on. */
const APIC_BASE: Wide = [0xfee00100 | 0, 0];
/** Memory types 0 to 7 but for the two that mean nothing. */
const MEMORY_TYPES: readonly number[] = [0, 1, 4, 5, 6, 7];

const noSuch = (number: number): CpuException => generalProtection(0, `model-specific register ${hex32(number)}`);
const badValue = (number: number): CpuException =>
  generalProtection(0, `a reserved bit of model-specific register ${hex32(number)}`);

export function readModelRegister(core: Core, number: number): Wide {
  const { words } = core;
  if (number === MSR.tsc) return [words[TSC_LOW], words[TSC_HIGH]];
  if (number === MSR.pat) return [words[PAT_LOW], words[PAT_HIGH]];
  if (number === MSR.apicBase) return APIC_BASE;
  if (number === MSR.efer && core.pae) return [words[EFER], 0];
  throw noSuch(number);
}

const isPat = (half: number): boolean => [0, 8, 16, 24].every((at) => MEMORY_TYPES.includes((half >>> at) & 0xff));

export function writeModelRegister(core: Core, number: number, [low, high]: Wide): void {
  const { words } = core;
  if (number === MSR.tsc) {
    // this family of processors cannot set the upper half
    words[TSC_LOW] = low;
    words[TSC_HIGH] = 0;
  } else if (number === MSR.pat) {
    if (!isPat(low) || !isPat(high)) throw badValue(number);
    words[PAT_LOW] = low;
    words[PAT_HIGH] = high;
  } else if (number === MSR.apicBase) {
    if (low !== APIC_BASE[0] || high !== APIC_BASE[1]) throw new Unimplemented("a local APIC (write to its base)");
  } else if (number === MSR.efer && core.pae) {
    if ((low & ~EFER_NXE) !== 0 || high !== 0) throw badValue(number);
    words[EFER] = low;
  } else throw noSuch(number);
}

/** Completed instructions since the start. */
export function readTimeStamp(core: Core): Wide {
  if (core.cpl !== 0 && (core.words[CR4] & CR4_TSD) !== 0) {
    throw generalProtection(0, "rdtsc outside privilege level 0 with CR4.TSD");
  }
  return [core.words[TSC_LOW], core.words[TSC_HIGH]];
}
