// mul, imul, div, idiv. SF, ZF, AF and PF, undefined after them, stay as they were; so do all flags after a division.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { CpuException, VECTOR } from "../faults.ts";
import { EAX, EDX, EFLAGS, FLAG } from "../state.ts";
import { getter, registerAt, registerSetter, type Size } from "./access.ts";
import type { Row } from "./table.ts";

const setAx = registerSetter(EAX, 16);
const setDx = registerSetter(EDX, 16);

function setOverflow(core: Core, overflow: boolean): void {
  const flags = FLAG.CF | FLAG.OF;
  core.words[EFLAGS] = overflow ? core.words[EFLAGS] | flags : core.words[EFLAGS] & ~flags;
}

const signExtend = (value: number, size: Size): number => (value << (32 - size)) >> (32 - size);

/** Puts a product of twice the size where the accumulator form wants it. */
function storeProduct(core: Core, size: Size, product: bigint): void {
  if (size === 8) setAx(core, Number(BigInt.asIntN(32, product)));
  else if (size === 16) {
    setAx(core, Number(product & 0xffffn));
    setDx(core, Number((product >> 16n) & 0xffffn));
  } else {
    core.regs[EAX] = Number(BigInt.asIntN(32, product));
    core.regs[EDX] = Number(BigInt.asIntN(32, product >> 32n));
  }
}

function multiply(decoded: Decoded, size: Size, signed: boolean): Execute {
  const get = getter(decoded, 0, size);
  const wrap = signed ? BigInt.asIntN : BigInt.asUintN;
  return (core) => {
    const product = wrap(size, BigInt(core.regs[EAX])) * wrap(size, BigInt(get(core)));
    storeProduct(core, size, product);
    setOverflow(core, wrap(size, product) !== product);
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
    setOverflow(core, BigInt(x) * BigInt(y) !== BigInt(low));
  };
}

function dividend(core: Core, size: Size): bigint {
  if (size === 8) return BigInt(core.regs[EAX] & 0xffff);
  if (size === 16) return BigInt(((core.regs[EDX] & 0xffff) * 0x10000 + (core.regs[EAX] & 0xffff)) >>> 0);
  return (BigInt(core.regs[EDX] >>> 0) << 32n) | BigInt(core.regs[EAX] >>> 0);
}

function storeQuotient(core: Core, size: Size, quotient: bigint, remainder: bigint): void {
  const q = Number(BigInt.asIntN(32, quotient));
  const r = Number(BigInt.asIntN(32, remainder));
  if (size === 8) setAx(core, (q & 0xff) | ((r & 0xff) << 8));
  else if (size === 16) {
    setAx(core, q);
    setDx(core, r);
  } else {
    core.regs[EAX] = q;
    core.regs[EDX] = r;
  }
}

function divide(decoded: Decoded, size: Size, signed: boolean): Execute {
  const get = getter(decoded, 0, size);
  const wrap = signed ? BigInt.asIntN : BigInt.asUintN;
  return (core) => {
    const divisor = wrap(size, BigInt(get(core)));
    if (divisor === 0n) throw new CpuException(VECTOR.DE, undefined, "division by zero");
    const whole = wrap(2 * size, dividend(core, size));
    const quotient = whole / divisor;
    if (wrap(size, quotient) !== quotient) {
      throw new CpuException(VECTOR.DE, undefined, "the quotient does not fit its register");
    }
    storeQuotient(core, size, quotient, whole % divisor);
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
