// shld and shrd. OF is defined for a count of 1 only; with 16 bits and a count above 16 nothing is, and the bits that
// come after the source are 0.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { type Get, getter, modifier } from "./access.ts";
import { setShiftFlags } from "./flags.ts";
import type { Row } from "./table.ts";

/** Count is 1 to 31. */
type DoubleShift = (value: number, source: number, count: number) => number;
type Sized = (size: 16 | 32) => {
  readonly shift: DoubleShift;
  /** Number of the bit of the value that ends in the carry. */
  readonly carryBit: (count: number) => number;
};

const shld: Sized = (size) => ({
  shift:
    size === 32
      ? (value, source, count) => (value << count) | (source >>> (32 - count))
      : (value, source, count) => (((value << 16) | source) << count) >>> 16,
  carryBit: (count) => size - count,
});

const shrd: Sized = (size) => ({
  shift:
    size === 32
      ? (value, source, count) => (value >>> count) | (source << (32 - count))
      : (value, source, count) => (((source << 16) | value) >>> count) & 0xffff,
  carryBit: (count) => count - 1,
});

function doubleShift(decoded: Decoded, size: 16 | 32, { shift, carryBit }: ReturnType<Sized>): Execute {
  const top = size - 1;
  const source = getter(decoded, 1, size);
  const countOf: Get = getter(decoded, 2, 8);
  let count = 0;
  const change = modifier(decoded, 0, size, (core: Core, value) => {
    if (count === 0) return value;
    const r = shift(value, source(core), count);
    const carry = count > size ? 0 : (value >>> carryBit(count)) & 1;
    setShiftFlags(core.words, r, top, carry, count === 1 ? ((r ^ value) >>> top) & 1 : 0);
    return r;
  });
  return (core) => {
    count = countOf(core) & 31;
    change(core);
  };
}

const rows = (name: "Shld" | "Shrd", sized: Sized): Row[] => {
  const compile =
    (size: 16 | 32) =>
    (decoded: Decoded): Execute =>
      doubleShift(decoded, size, sized(size));
  return [
    [Code[`${name}_rm16_r16_imm8`], compile(16)],
    [Code[`${name}_rm16_r16_CL`], compile(16)],
    [Code[`${name}_rm32_r32_imm8`], compile(32)],
    [Code[`${name}_rm32_r32_CL`], compile(32)],
  ];
};

export const doubleShiftRows: readonly Row[] = [...rows("Shld", shld), ...rows("Shrd", shrd)];
