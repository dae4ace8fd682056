// bt, bts, btr, btc, bsf, bsr. In memory, a bit number from a register reaches beyond the operand, in both directions.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { FLAG, FLAGS_STATUS } from "../state.ts";
import { addressing, getter, memoryAt, modifier, operandAt, registerAt, registerSetter } from "./access.ts";
import { setFlags } from "./flags.ts";
import type { Row } from "./table.ts";

type WordSize = 16 | 32;
/** The new value of the word; undefined for a test, which does not write. */
type Change = ((value: number, mask: number) => number) | undefined;

/** ZF is left alone, the others are undefined. */
const BIT_TEST_FLAGS = FLAGS_STATUS & ~FLAG.ZF;

function setCarry(core: Core, value: number, bit: number): void {
  setFlags(core.words, BIT_TEST_FLAGS, (value >>> bit) & 1);
}

/** The bit number counts within the operand. */
function bitWithin(decoded: Decoded, size: WordSize, change: Change): Execute {
  const bitNumber = getter(decoded, 1, size);
  if (change === undefined) {
    const get = getter(decoded, 0, size);
    return (core) => setCarry(core, get(core), bitNumber(core) & (size - 1));
  }
  return modifier(decoded, 0, size, (core, value) => {
    const bit = bitNumber(core) & (size - 1);
    setCarry(core, value, bit);
    return change(value, 1 << bit);
  });
}

/** A bit string in memory, indexed by a signed register. */
function bitInString(decoded: Decoded, size: WordSize, change: Change): Execute {
  const memory = memoryAt(decoded, 0);
  const { seg } = memory;
  const at = addressing(memory);
  const wrap = memory.addressSize === 16 ? 0xffff : -1;
  const index = registerAt(decoded, 1);
  const unused = 32 - size;
  const bytes = size / 8;
  const wordShift = size === 32 ? 5 : 4;
  return (core) => {
    const bitNumber = (core.regs[index] << unused) >> unused;
    const offset = (at(core) + (bitNumber >> wordShift) * bytes) & wrap;
    if (change !== undefined) core.checkWrite(seg, offset, bytes);
    const value = size === 32 ? core.read32(seg, offset) : core.read16(seg, offset);
    const bit = bitNumber & (size - 1);
    if (change !== undefined) {
      const changed = change(value, 1 << bit);
      if (size === 32) core.write32(seg, offset, changed);
      else core.write16(seg, offset, changed);
    }
    setCarry(core, value, bit);
  };
}

const bitRows = (name: "Bt" | "Bts" | "Btr" | "Btc", change: Change): Row[] => {
  const compile =
    (size: WordSize) =>
    (decoded: Decoded): Execute =>
      operandAt(decoded, 0).kind === "mem" && operandAt(decoded, 1).kind === "reg"
        ? bitInString(decoded, size, change)
        : bitWithin(decoded, size, change);
  return [
    [Code[`${name}_rm16_imm8`], compile(16)],
    [Code[`${name}_rm32_imm8`], compile(32)],
    [Code[`${name}_rm16_r16`], compile(16)],
    [Code[`${name}_rm32_r32`], compile(32)],
  ];
};

/** Of 0 there is no bit: ZF is set and the destination stays, as all processors do though only some promise it. */
function scan(code: Code, size: WordSize, find: (value: number) => number): Row {
  return [
    code,
    (decoded) => {
      const get = getter(decoded, 1, size);
      const set = registerSetter(registerAt(decoded, 0), size);
      return (core) => {
        const value = get(core);
        setFlags(core.words, FLAGS_STATUS, value === 0 ? FLAG.ZF : 0);
        if (value !== 0) set(core, find(value));
      };
    },
  ];
}

const lowest = (value: number): number => 31 - Math.clz32(value & -value);
const highest = (value: number): number => 31 - Math.clz32(value);

export const bitsRows: readonly Row[] = [
  ...bitRows("Bt", undefined),
  ...bitRows("Bts", (value, mask) => value | mask),
  ...bitRows("Btr", (value, mask) => value & ~mask),
  ...bitRows("Btc", (value, mask) => value ^ mask),
  scan(Code.Bsf_r16_rm16, 16, lowest),
  scan(Code.Bsf_r32_rm32, 32, lowest),
  scan(Code.Bsr_r16_rm16, 16, highest),
  scan(Code.Bsr_r32_rm32, 32, highest),
];
