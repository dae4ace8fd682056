// mul, imul, div, idiv. mul and imul define CF and OF only, a division no flag at all.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { CpuException, VECTOR } from "../faults.ts";
import { EAX, EDX, FLAG, FLAGS_STATUS } from "../state.ts";
import { getter, registerAt, registerSetter, type Size } from "./access.ts";
import { setFlags } from "./flags.ts";
import type { Row } from "./table.ts";

const setAx = registerSetter(EAX, 16);
const setDx = registerSetter(EDX, 16);

const setOverflow = (core: Core, overflow: boolean): void =>
  setFlags(core.words, FLAGS_STATUS, overflow ? FLAG.CF | FLAG.OF : 0);

const signExtend = (value: number, size: Size): number => (value << (32 - size)) >> (32 - size);

/** Upper half of an unsigned 32-bit product, from products of 16-bit halves. */
function highUnsigned(a: number, b: number): number {
  const low = a & 0xffff;
  const high = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = high * bLow + ((low * bLow) >>> 16);
  const cross = low * bHigh + (middle & 0xffff);
  return (high * bHigh + (middle >>> 16) + (cross >>> 16)) | 0;
}

function multiply32(decoded: Decoded, signed: boolean): Execute {
  const get = getter(decoded, 0, 32);
  return (core) => {
    const a = core.regs[EAX];
    const b = get(core);
    const low = Math.imul(a, b);
    const unsigned = highUnsigned(a, b);
    const high = signed ? (unsigned - (a < 0 ? b : 0) - (b < 0 ? a : 0)) | 0 : unsigned;
    core.regs[EAX] = low;
    core.regs[EDX] = high;
    setOverflow(core, high !== (signed ? low >> 31 : 0));
  };
}

function multiply(decoded: Decoded, size: Size, signed: boolean): Execute {
  if (size === 32) return multiply32(decoded, signed);
  const get = getter(decoded, 0, size);
  const mask = size === 16 ? 0xffff : 0xff;
  const extend = (value: number): number => (signed ? signExtend(value, size) : value & mask);
  return (core) => {
    const product = Math.imul(extend(core.regs[EAX]), extend(get(core)));
    setAx(core, product);
    if (size === 16) setDx(core, product >>> 16);
    setOverflow(core, extend(product) !== product);
  };
}

/** imul with two or three operands: the product is cut to its size. */
function multiplyInto(decoded: Decoded, size: 16 | 32, left: 0 | 1, right: 1 | 2): Execute {
  const a = getter(decoded, left, size);
  const b = getter(decoded, right, size);
  const set = registerSetter(registerAt(decoded, 0), size);
  return (core) => {
    const x = signExtend(a(core), size);
    const y = signExtend(b(core), size);
    const low = signExtend(Math.imul(x, y), size);
    set(core, low);
    // a product too large to be exact is far from any 32-bit value
    setOverflow(core, x * y !== low);
  };
}

const divideError = (text: string): CpuException => new CpuException(VECTOR.DE, undefined, text);
const TOO_LARGE = "the quotient does not fit its register";

/** The dividend is exact as a number, the divisor not 0. */
function checkedQuotient(dividend: number, divisor: number, size: Size, signed: boolean): number {
  const quotient = Math.trunc(dividend / divisor);
  const limit = 2 ** (signed ? size - 1 : size);
  if (quotient >= limit || quotient < (signed ? -limit : 0)) throw divideError(TOO_LARGE);
  return quotient;
}

function divideWide(core: Core, divisor: number, signed: boolean): void {
  const whole = (BigInt(core.regs[EDX] >>> 0) << 32n) | BigInt(core.regs[EAX] >>> 0);
  const dividend = signed ? BigInt.asIntN(64, whole) : whole;
  const quotient = dividend / BigInt(divisor);
  if ((signed ? BigInt.asIntN(32, quotient) : BigInt.asUintN(32, quotient)) !== quotient) throw divideError(TOO_LARGE);
  core.regs[EAX] = Number(BigInt.asIntN(32, quotient));
  core.regs[EDX] = Number(dividend % BigInt(divisor));
}

/** Dividends that are a 32-bit number in 64 bits, by far the commonest, need no wide arithmetic. */
function divide32(decoded: Decoded, signed: boolean): Execute {
  const get = getter(decoded, 0, 32);
  return (core) => {
    const { regs } = core;
    const divisor = signed ? get(core) : get(core) >>> 0;
    if (divisor === 0) throw divideError("division by zero");
    if (regs[EDX] === (signed ? regs[EAX] >> 31 : 0)) {
      const dividend = signed ? regs[EAX] : regs[EAX] >>> 0;
      regs[EAX] = checkedQuotient(dividend, divisor, 32, signed);
      regs[EDX] = dividend % divisor;
    } else divideWide(core, divisor, signed);
    setFlags(core.words, FLAGS_STATUS, 0);
  };
}

function divide(decoded: Decoded, size: Size, signed: boolean): Execute {
  if (size === 32) return divide32(decoded, signed);
  const get = getter(decoded, 0, size);
  return (core) => {
    const divisor = signed ? signExtend(get(core), size) : get(core);
    if (divisor === 0) throw divideError("division by zero");
    const ax = core.regs[EAX] & 0xffff;
    const whole = size === 16 ? (core.regs[EDX] << 16) | ax : (ax << 16) >> 16;
    const dividend = signed ? whole : size === 16 ? whole >>> 0 : ax;
    const quotient = checkedQuotient(dividend, divisor, size, signed);
    const remainder = dividend % divisor;
    if (size === 8) setAx(core, (quotient & 0xff) | ((remainder & 0xff) << 8));
    else {
      setAx(core, quotient);
      setDx(core, remainder);
    }
    setFlags(core.words, FLAGS_STATUS, 0);
  };
}

const SIZES = [8, 16, 32] as const;

export const multiplyRows: readonly Row[] = [
  ...SIZES.flatMap((size): Row[] => [
    [Code[`Mul_rm${size}`], (decoded) => multiply(decoded, size, false)],
    [Code[`Imul_rm${size}`], (decoded) => multiply(decoded, size, true)],
    [Code[`Div_rm${size}`], (decoded) => divide(decoded, size, false)],
    [Code[`Idiv_rm${size}`], (decoded) => divide(decoded, size, true)],
  ]),
  [Code.Imul_r16_rm16, (decoded) => multiplyInto(decoded, 16, 0, 1)],
  [Code.Imul_r32_rm32, (decoded) => multiplyInto(decoded, 32, 0, 1)],
  [Code.Imul_r16_rm16_imm16, (decoded) => multiplyInto(decoded, 16, 1, 2)],
  [Code.Imul_r16_rm16_imm8, (decoded) => multiplyInto(decoded, 16, 1, 2)],
  [Code.Imul_r32_rm32_imm32, (decoded) => multiplyInto(decoded, 32, 1, 2)],
  [Code.Imul_r32_rm32_imm8, (decoded) => multiplyInto(decoded, 32, 1, 2)],
];
