// add, or, adc, sbb, and, sub, xor, cmp, test, inc, dec, not, neg in all sizes.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { EFLAGS } from "../state.ts";
import { getter, modifier, operandAt, type Size } from "./access.ts";
import { setAddFlags, setDecFlags, setIncFlags, setLogicFlags, setSubFlags } from "./flags.ts";
import type { Row } from "./table.ts";

/** Computes, sets flags, returns the result. */
type Binary = (core: Core, a: number, b: number) => number;
type BinaryFor = (top: number) => Binary;

const add: BinaryFor = (top) => (core, a, b) => {
  const r = (a + b) | 0;
  setAddFlags(core.words, a, b, r, top);
  return r;
};
const adc: BinaryFor = (top) => (core, a, b) => {
  const r = (a + b + (core.words[EFLAGS] & 1)) | 0;
  setAddFlags(core.words, a, b, r, top);
  return r;
};
const sub: BinaryFor = (top) => (core, a, b) => {
  const r = (a - b) | 0;
  setSubFlags(core.words, a, b, r, top);
  return r;
};
const sbb: BinaryFor = (top) => (core, a, b) => {
  const r = (a - b - (core.words[EFLAGS] & 1)) | 0;
  setSubFlags(core.words, a, b, r, top);
  return r;
};
const and: BinaryFor = (top) => (core, a, b) => {
  const r = a & b;
  setLogicFlags(core.words, r, top);
  return r;
};
const or: BinaryFor = (top) => (core, a, b) => {
  const r = a | b;
  setLogicFlags(core.words, r, top);
  return r;
};
const xor: BinaryFor = (top) => (core, a, b) => {
  const r = a ^ b;
  setLogicFlags(core.words, r, top);
  return r;
};

/** Writes its first operand. */
function combine(decoded: Decoded, size: Size, binary: Binary): Execute {
  const first = operandAt(decoded, 0);
  const second = operandAt(decoded, 1);
  if (size === 32 && first.kind === "reg" && second.kind !== "mem") {
    const to = first.index;
    if (second.kind === "imm") {
      const { value } = second;
      return (core) => {
        core.regs[to] = binary(core, core.regs[to], value);
      };
    }
    if (second.kind === "reg") {
      const from = second.index;
      return (core) => {
        core.regs[to] = binary(core, core.regs[to], core.regs[from]);
      };
    }
  }
  const get = getter(decoded, 1, size);
  return modifier(decoded, 0, size, (core, value) => binary(core, value, get(core)));
}

/** Sets flags only. */
function compare(decoded: Decoded, size: Size, binary: Binary): Execute {
  const first = operandAt(decoded, 0);
  const second = operandAt(decoded, 1);
  if (size === 32 && first.kind === "reg" && second.kind === "imm") {
    const { index } = first;
    const { value } = second;
    return (core) => void binary(core, core.regs[index], value);
  }
  const a = getter(decoded, 0, size);
  const b = getter(decoded, 1, size);
  return (core) => void binary(core, a(core), b(core));
}

type Use = (decoded: Decoded, size: Size, binary: Binary) => Execute;

function binaryRows(
  name: "Add" | "Or" | "Adc" | "Sbb" | "And" | "Sub" | "Xor" | "Cmp",
  make: BinaryFor,
  use: Use,
): Row[] {
  const row = (code: Code, size: Size): Row => {
    const binary = make(size - 1);
    return [code, (decoded) => use(decoded, size, binary)];
  };
  return [
    row(Code[`${name}_rm8_r8`], 8),
    row(Code[`${name}_rm16_r16`], 16),
    row(Code[`${name}_rm32_r32`], 32),
    row(Code[`${name}_r8_rm8`], 8),
    row(Code[`${name}_r16_rm16`], 16),
    row(Code[`${name}_r32_rm32`], 32),
    row(Code[`${name}_AL_imm8`], 8),
    row(Code[`${name}_AX_imm16`], 16),
    row(Code[`${name}_EAX_imm32`], 32),
    row(Code[`${name}_rm8_imm8`], 8),
    row(Code[`${name}_rm8_imm8_82`], 8),
    row(Code[`${name}_rm16_imm16`], 16),
    row(Code[`${name}_rm32_imm32`], 32),
    row(Code[`${name}_rm16_imm8`], 16),
    row(Code[`${name}_rm32_imm8`], 32),
  ];
}

const testCodes: readonly (readonly [Code, Size])[] = [
  [Code.Test_rm8_r8, 8],
  [Code.Test_rm16_r16, 16],
  [Code.Test_rm32_r32, 32],
  [Code.Test_AL_imm8, 8],
  [Code.Test_AX_imm16, 16],
  [Code.Test_EAX_imm32, 32],
  [Code.Test_rm8_imm8, 8],
  [Code.Test_rm16_imm16, 16],
  [Code.Test_rm32_imm32, 32],
  [Code.Test_rm8_imm8_F6r1, 8],
  [Code.Test_rm16_imm16_F7r1, 16],
  [Code.Test_rm32_imm32_F7r1, 32],
];

type Unary = (core: Core, a: number) => number;
type UnaryFor = (top: number) => Unary;

const inc: UnaryFor = (top) => (core, a) => {
  const r = (a + 1) | 0;
  setIncFlags(core.words, a, r, top);
  return r;
};
const dec: UnaryFor = (top) => (core, a) => {
  const r = (a - 1) | 0;
  setDecFlags(core.words, a, r, top);
  return r;
};
const neg: UnaryFor = (top) => (core, a) => {
  const r = -a | 0;
  setSubFlags(core.words, 0, a, r, top);
  return r;
};
const not: UnaryFor = () => (_core, a) => ~a;

function unaryRows(make: UnaryFor, codes: readonly (readonly [Code, Size])[]): Row[] {
  return codes.map(([code, size]) => {
    const unary = make(size - 1);
    return [code, (decoded) => modifier(decoded, 0, size, unary)];
  });
}

const sizes = (name: "Inc" | "Dec" | "Neg" | "Not"): (readonly [Code, Size])[] => [
  [Code[`${name}_rm8`], 8],
  [Code[`${name}_rm16`], 16],
  [Code[`${name}_rm32`], 32],
];

export const aluRows: readonly Row[] = [
  ...binaryRows("Add", add, combine),
  ...binaryRows("Or", or, combine),
  ...binaryRows("Adc", adc, combine),
  ...binaryRows("Sbb", sbb, combine),
  ...binaryRows("And", and, combine),
  ...binaryRows("Sub", sub, combine),
  ...binaryRows("Xor", xor, combine),
  ...binaryRows("Cmp", sub, compare),
  ...testCodes.map(([code, size]): Row => {
    const test = and(size - 1);
    return [code, (decoded) => compare(decoded, size, test)];
  }),
  ...unaryRows(inc, [...sizes("Inc"), [Code.Inc_r16, 16], [Code.Inc_r32, 32]]),
  ...unaryRows(dec, [...sizes("Dec"), [Code.Dec_r16, 16], [Code.Dec_r32, 32]]),
  ...unaryRows(neg, sizes("Neg")),
  ...unaryRows(not, sizes("Not")),
];
