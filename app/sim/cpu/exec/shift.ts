// Shifts and rotates. OF is defined for a count of 1 only, CF of shl and shr for counts up to the size.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { ECX, EFLAGS, FLAG } from "../state.ts";
import { type Get, immediateAt, modifier, type Size } from "./access.ts";
import { setFlags, setShiftFlags } from "./flags.ts";
import type { Row } from "./table.ts";

/** Count is 1 to 31; the value is within its size, unsigned below 32 bits. */
type Shift = (core: Core, value: number, count: number) => number;
type ShiftFor = (size: Size) => Shift;

/** Highest bit of the result against the one below it: what OF is after shl-like counts of 1. */
const topPair = (r: number, size: Size): number => ((r >>> (size - 1)) ^ (r >>> (size - 2))) & 1;

const setRotateFlags = (core: Core, carry: number, overflow: number): void =>
  setFlags(core.words, FLAG.CF | FLAG.OF, carry | (overflow << 11));

const shl: ShiftFor = (size) => (core, value, count) => {
  const carry = count > size ? 0 : (value >>> (size - count)) & 1;
  const r = value << count;
  setShiftFlags(core.words, r, size - 1, carry, count === 1 ? ((r >>> (size - 1)) & 1) ^ carry : 0);
  return r;
};

const shr: ShiftFor = (size) => (core, value, count) => {
  const carry = (value >>> (count - 1)) & 1;
  const r = value >>> count;
  setShiftFlags(core.words, r, size - 1, carry, count === 1 ? topPair(r, size) : 0);
  return r;
};

const sar: ShiftFor = (size) => (core, value, count) => {
  const signed = (value << (32 - size)) >> (32 - size);
  const carry = (signed >> (count - 1)) & 1;
  const r = signed >> count;
  setShiftFlags(core.words, r, size - 1, carry, 0);
  return r;
};

const rol: ShiftFor = (size) => (core, value, count) => {
  const n = count % size;
  const r = n === 0 ? value : (value << n) | (value >>> (size - n));
  const carry = r & 1;
  setRotateFlags(core, carry, count === 1 ? ((r >>> (size - 1)) & 1) ^ carry : 0);
  return r;
};

const ror: ShiftFor = (size) => (core, value, count) => {
  const n = count % size;
  const r = n === 0 ? value : (value >>> n) | (value << (size - n));
  setRotateFlags(core, (r >>> (size - 1)) & 1, count === 1 ? topPair(r, size) : 0);
  return r;
};

/** Through the carry: one bit at a time, as there are size + 1 bits to turn. */
const rcl: ShiftFor = (size) => (core, value, count) => {
  const top = size - 1;
  let carry = core.words[EFLAGS] & FLAG.CF;
  let r = value;
  for (let n = count % (size + 1); n > 0; n -= 1) {
    const out = (r >>> top) & 1;
    r = (r << 1) | carry;
    carry = out;
  }
  setRotateFlags(core, carry, count === 1 ? ((r >>> top) & 1) ^ carry : 0);
  return r;
};

const rcr: ShiftFor = (size) => (core, value, count) => {
  const top = size - 1;
  const mask = size === 32 ? -1 : (1 << size) - 1;
  let carry = core.words[EFLAGS] & FLAG.CF;
  let r = value;
  for (let n = count % (size + 1); n > 0; n -= 1) {
    const out = r & 1;
    r = ((r & mask) >>> 1) | (carry << top);
    carry = out;
  }
  setRotateFlags(core, carry, count === 1 ? topPair(r, size) : 0);
  return r;
};

function shiftBy(decoded: Decoded, size: Size, shift: Shift, countOf: Get): Execute {
  let count = 0;
  const change = modifier(decoded, 0, size, (core, value) => (count === 0 ? value : shift(core, value, count)));
  return (core) => {
    count = countOf(core) & 31;
    change(core);
  };
}

type ShiftName = "Shl" | "Sal" | "Shr" | "Sar" | "Rol" | "Ror" | "Rcl" | "Rcr";

function rows(name: ShiftName, make: ShiftFor): Row[] {
  return ([8, 16, 32] as const).flatMap((size): Row[] => {
    const shift = make(size);
    return [
      [Code[`${name}_rm${size}_1`], (decoded) => shiftBy(decoded, size, shift, () => 1)],
      [Code[`${name}_rm${size}_CL`], (decoded) => shiftBy(decoded, size, shift, (core) => core.regs[ECX])],
      [
        Code[`${name}_rm${size}_imm8`],
        (decoded) => {
          const count = immediateAt(decoded, 1);
          return shiftBy(decoded, size, shift, () => count);
        },
      ],
    ];
  });
}

export const shiftRows: readonly Row[] = [
  ...rows("Shl", shl),
  ...rows("Sal", shl),
  ...rows("Shr", shr),
  ...rows("Sar", sar),
  ...rows("Rol", rol),
  ...rows("Ror", ror),
  ...rows("Rcl", rcl),
  ...rows("Rcr", rcr),
];
