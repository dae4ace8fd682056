// Status flags of arithmetic. `top` is the number of the sign bit: 7, 15 or 31; only bits up to it count.
//
// Undefined flags: a flag that the manual leaves undefined after an instruction is 0 after it. Real processors differ
// from each other here; a program may not depend on it.

import { EFLAGS, FLAG, FLAGS_STATUS, type Words } from "../state.ts";

/** ZF, SF and PF of a result. */
export function resultFlags(r: number, top: number): number {
  const parity = ((0x9669 >>> ((r ^ (r >>> 4)) & 15)) & 1) << 2;
  const zero = r << (31 - top) === 0 ? FLAG.ZF : 0;
  return parity | zero | (((r >>> top) & 1) << 7);
}

/** r = a + b, with or without a carry in. */
export function setAddFlags(words: Words, a: number, b: number, r: number, top: number): void {
  const carry = (((a & b) | ((a | b) & ~r)) >>> top) & 1;
  const overflow = (((a ^ r) & (b ^ r)) >>> top) & 1;
  const status = carry | ((a ^ b ^ r) & FLAG.AF) | (overflow << 11) | resultFlags(r, top);
  words[EFLAGS] = (words[EFLAGS] & ~FLAGS_STATUS) | status;
}

/** r = a - b, with or without a borrow in. */
export function setSubFlags(words: Words, a: number, b: number, r: number, top: number): void {
  const borrow = (((~a & b) | ((~a | b) & r)) >>> top) & 1;
  const overflow = (((a ^ b) & (a ^ r)) >>> top) & 1;
  const status = borrow | ((a ^ b ^ r) & FLAG.AF) | (overflow << 11) | resultFlags(r, top);
  words[EFLAGS] = (words[EFLAGS] & ~FLAGS_STATUS) | status;
}

/** `affected`: the flags the instruction defines or leaves undefined; `values`: those of them that are 1. */
export function setFlags(words: Words, affected: number, values: number): void {
  words[EFLAGS] = (words[EFLAGS] & ~affected) | values;
}

/** CF and OF clear; AF is undefined. */
export function setLogicFlags(words: Words, r: number, top: number): void {
  words[EFLAGS] = (words[EFLAGS] & ~FLAGS_STATUS) | resultFlags(r, top);
}

/** SF, ZF and PF by the result; CF and OF as given; AF is undefined. */
export function setShiftFlags(words: Words, r: number, top: number, carry: number, overflow: number): void {
  words[EFLAGS] = (words[EFLAGS] & ~FLAGS_STATUS) | carry | (overflow << 11) | resultFlags(r, top);
}

/** inc and dec leave CF alone. */
export function setIncFlags(words: Words, a: number, r: number, top: number): void {
  const carry = words[EFLAGS] & FLAG.CF;
  setAddFlags(words, a, 1, r, top);
  words[EFLAGS] = (words[EFLAGS] & ~FLAG.CF) | carry;
}

export function setDecFlags(words: Words, a: number, r: number, top: number): void {
  const carry = words[EFLAGS] & FLAG.CF;
  setSubFlags(words, a, 1, r, top);
  words[EFLAGS] = (words[EFLAGS] & ~FLAG.CF) | carry;
}

export type Condition = (flags: number) => boolean;

const lessThan: Condition = (flags) => ((flags >>> 7) & 1) !== ((flags >>> 11) & 1);

/** By the names the decoder's codes use. */
export const CONDITION = {
  o: (flags) => (flags & FLAG.OF) !== 0,
  no: (flags) => (flags & FLAG.OF) === 0,
  b: (flags) => (flags & FLAG.CF) !== 0,
  ae: (flags) => (flags & FLAG.CF) === 0,
  e: (flags) => (flags & FLAG.ZF) !== 0,
  ne: (flags) => (flags & FLAG.ZF) === 0,
  be: (flags) => (flags & (FLAG.CF | FLAG.ZF)) !== 0,
  a: (flags) => (flags & (FLAG.CF | FLAG.ZF)) === 0,
  s: (flags) => (flags & FLAG.SF) !== 0,
  ns: (flags) => (flags & FLAG.SF) === 0,
  p: (flags) => (flags & FLAG.PF) !== 0,
  np: (flags) => (flags & FLAG.PF) === 0,
  l: lessThan,
  ge: (flags) => !lessThan(flags),
  le: (flags) => (flags & FLAG.ZF) !== 0 || lessThan(flags),
  g: (flags) => (flags & FLAG.ZF) === 0 && !lessThan(flags),
} as const satisfies Record<string, Condition>;

export type ConditionName = keyof typeof CONDITION;
export const CONDITION_NAMES = Object.keys(CONDITION) as ConditionName[];
