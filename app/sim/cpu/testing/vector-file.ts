// Builds files of recorded cases for tests: one context, one class, the cases given.

import { PLACES, WINDOW } from "../vectors/format.ts";

export interface MadeCase {
  readonly code: readonly number[];
  readonly instructions?: number;
  /** Before; registers not named here are 0. */
  readonly registers?: readonly number[];
  readonly flags?: number;
  readonly undefined?: number;
  /** 0, 1, 2, or 0x80 and a vector. */
  readonly slot?: number;
  readonly faultOffset?: number;
  readonly cr2?: number;
  readonly errorCode?: number;
  /** After; the same as before if not given. */
  readonly after?: readonly number[];
  readonly flagsAfter?: number;
  readonly patches?: readonly (readonly [offset: number, bytes: readonly number[]])[];
}

const u16 = (value: number): number[] => [value & 0xff, (value >>> 8) & 0xff];
const u32 = (value: number): number[] => [...u16(value), ...u16(value >>> 16)];
const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0));
const ALL_EIGHT = 0xff;
const ZERO = [0, 0, 0, 0, 0, 0, 0, 0] as const;
const FLAGS = 0x202;
const PAGE_FAULT = 0x8e;

function caseBytes(made: MadeCase): number[] {
  const { code, registers = ZERO, flags = FLAGS, slot = 0, patches = [] } = made;
  const fault = slot < 0x80 ? [] : u16(made.faultOffset ?? 0);
  const page = slot === PAGE_FAULT ? [...u32(made.cr2 ?? 0), made.errorCode ?? 0] : [];
  return [
    ...[0, 0, made.instructions ?? 1, code.length, ...code],
    ...[ALL_EIGHT, ...registers.flatMap(u32), ...u16(flags), ...u16(made.undefined ?? 0)],
    ...[slot, ...fault, ...page],
    ...[ALL_EIGHT, ...(made.after ?? registers).flatMap(u32), ...u16(made.flagsAfter ?? flags)],
    ...[patches.length, ...patches.flatMap(([offset, bytes]) => [...u16(offset), bytes.length, ...bytes])],
  ];
}

/** `total`: what the header says, if not the number of cases. */
export function vectorFile(cases: readonly MadeCase[], total = cases.length): Uint8Array {
  return Uint8Array.from([
    ...ascii("V386"),
    ...[1, 1, 1, total, ...Object.values(PLACES)].flatMap(u32),
    ...[4, ...ascii("made")],
    ...ZERO.flatMap(u32),
    ...Array.from({ length: 2 * WINDOW }, () => 0),
    ...cases.flatMap(caseBytes),
  ]);
}
