// DR0 to DR7 and their breakpoints: on instructions, which fault, and on data accessed through a segment, which trap.

import type { Core } from "./core.ts";
import { hex32 } from "../core/hex.ts";
import { CpuException, invalidOpcode, Unimplemented, VECTOR } from "./faults.ts";
import { CR4, CR4_DE, DR6, DR6_ACCESS_DETECTED, DR6_FIXED, DR7, DR7_FIXED, DR7_GENERAL_DETECT } from "./state.ts";

/** What can be set of DR6 and DR7. */
const DR6_WRITABLE = 0xe00f;
const DR7_WRITABLE = 0xffff23ff | 0;

/** DR4 and DR5 are other names of DR6 and DR7, unless CR4.DE makes them undefined. */
function debugIndex(core: Core, number: number): 0 | 1 | 2 | 3 | typeof DR6 | typeof DR7 {
  if (number > 7) throw invalidOpcode(`debug register DR${number}`);
  if ((number === 4 || number === 5) && (core.words[CR4] & CR4_DE) !== 0) {
    throw invalidOpcode(`DR${number} with CR4.DE`);
  }
  if ((core.debug[DR7] & DR7_GENERAL_DETECT) !== 0) {
    core.debug[DR6] |= DR6_ACCESS_DETECTED;
    throw new CpuException(VECTOR.DB, undefined, "access to a debug register with DR7.GD");
  }
  if (number === 4 || number === 6) return DR6;
  if (number === 5 || number === 7) return DR7;
  return number as 0 | 1 | 2 | 3;
}

export const readDebug = (core: Core, number: number): number => core.debug[debugIndex(core, number)];

export function writeDebug(core: Core, number: number, value: number): void {
  const index = debugIndex(core, number);
  if (index === DR6) core.debug[DR6] = DR6_FIXED | (value & DR6_WRITABLE);
  else if (index === DR7) {
    refuseOddBreakpoints(value);
    core.debug[DR7] = DR7_FIXED | (value & DR7_WRITABLE);
    core.refresh();
  } else core.debug[index] = value;
}

// -------------------------------------------------------------------------------- breakpoints

const NUMBERS = [0, 1, 2, 3] as const;
type Breakpoint = (typeof NUMBERS)[number];
/** What R/W says. */
const KIND = { instruction: 0, write: 1, port: 2, access: 3 } as const;
/** By LEN; 2 is undefined. */
const LENGTHS = [1, 2, undefined, 4] as const;

const isEnabled = (dr7: number, n: Breakpoint): boolean => ((dr7 >>> (2 * n)) & 3) !== 0;
const kindOf = (dr7: number, n: Breakpoint): number => (dr7 >>> (16 + 4 * n)) & 3;
const lengthOf = (dr7: number, n: Breakpoint): number | undefined => LENGTHS[(dr7 >>> (18 + 4 * n)) & 3];

function refuseOddBreakpoints(dr7: number): void {
  for (const n of NUMBERS.filter((each) => isEnabled(dr7, each))) {
    const length = lengthOf(dr7, n);
    if (kindOf(dr7, n) === KIND.port) throw new Unimplemented(`breakpoints on ports (DR7 = ${hex32(dr7)})`);
    if (length === undefined || (kindOf(dr7, n) === KIND.instruction && length !== 1)) {
      throw new Unimplemented(`a breakpoint of undefined length (DR7 = ${hex32(dr7)})`);
    }
  }
}

const hits = ({ debug }: Core, meets: (n: Breakpoint) => boolean): number =>
  NUMBERS.reduce<number>((bits, n) => bits | (isEnabled(debug[DR7], n) && meets(n) ? 1 << n : 0), 0);

/** Bits of DR6 for the breakpoints on the instruction at this linear address. */
export const instructionHits = (core: Core, linear: number): number =>
  hits(core, (n) => kindOf(core.debug[DR7], n) === KIND.instruction && core.debug[n] === linear);

/** Bits of DR6 for the breakpoints that an access to these bytes meets. */
export const dataHits = (core: Core, linear: number, size: number, write: boolean): number =>
  hits(core, (n) => {
    const kind = kindOf(core.debug[DR7], n);
    if (kind !== KIND.access && !(kind === KIND.write && write)) return false;
    const length = lengthOf(core.debug[DR7], n) ?? 1;
    const first = (core.debug[n] & ~(length - 1)) >>> 0;
    return linear >>> 0 < first + length && first < (linear >>> 0) + size;
  });
