// Turns decoded operands into small functions that read or write them. Values: 32 bits signed, 16 and 8 bits unsigned.

import type { Core } from "../core.ts";
import type { Decoded, MemoryShape, Operand } from "../decode.ts";
import { Unimplemented } from "../faults.ts";
import type { RegIndex } from "../state.ts";

export type Size = 8 | 16 | 32;
export type Get = (core: Core) => number;
export type Set32 = (core: Core, value: number) => void;

/** An operand the executor has no form for. */
const noSuchForm = (decoded: Decoded, operand: Operand | undefined): Unimplemented =>
  new Unimplemented(`${decoded.name} with ${operand?.kind === "other" ? operand.text : "this operand"}`);

export function operandAt(decoded: Decoded, i: number): Operand {
  const operand = decoded.operands[i];
  if (operand === undefined || operand.kind === "other") throw noSuchForm(decoded, operand);
  return operand;
}

export function registerAt(decoded: Decoded, i: number): RegIndex {
  const operand = operandAt(decoded, i);
  if (operand.kind !== "reg") throw noSuchForm(decoded, operand);
  return operand.index;
}

export function memoryAt(decoded: Decoded, i: number): MemoryShape {
  const operand = operandAt(decoded, i);
  if (operand.kind !== "mem") throw noSuchForm(decoded, operand);
  return operand.memory;
}

export function immediateAt(decoded: Decoded, i: number): number {
  const operand = operandAt(decoded, i);
  if (operand.kind !== "imm") throw noSuchForm(decoded, operand);
  return operand.value;
}

/** The commonest address, one 32-bit register and a displacement: worth a path of its own. */
export function simpleAddress(
  memory: MemoryShape,
): { readonly base: RegIndex; readonly displacement: number } | undefined {
  const { base, index, displacement, addressSize } = memory;
  return base !== undefined && index === undefined && addressSize === 32 ? { base, displacement } : undefined;
}

/** Offset within the segment. */
export function addressing(memory: MemoryShape): Get {
  if (memory.addressSize === 16) {
    const whole = addressing({ ...memory, addressSize: 32 });
    return (core) => whole(core) & 0xffff;
  }
  const { base, index, scale, displacement } = memory;
  if (base === undefined && index === undefined) return () => displacement;
  if (index === undefined) {
    const register = base as RegIndex;
    return (core) => (core.regs[register] + displacement) | 0;
  }
  if (base === undefined) return (core) => (Math.imul(core.regs[index], scale) + displacement) | 0;
  return (core) => (core.regs[base] + Math.imul(core.regs[index], scale) + displacement) | 0;
}

export function getter(decoded: Decoded, i: number, size: Size): Get {
  const operand = operandAt(decoded, i);
  if (operand.kind === "reg") return registerGetter(operand.index, size);
  if (operand.kind === "mem") return memoryGetter(operand.memory, size);
  if (operand.kind === "imm") {
    const value = size === 32 ? operand.value : operand.value & (size === 16 ? 0xffff : 0xff);
    return () => value;
  }
  throw noSuchForm(decoded, operand);
}

function registerGetter(index: RegIndex, size: Size): Get {
  if (size === 32) return (core) => core.regs[index];
  if (size === 16) return (core) => core.regs[index] & 0xffff;
  const register = (index & 3) as RegIndex;
  if (index > 3) return (core) => (core.regs[register] >>> 8) & 0xff;
  return (core) => core.regs[register] & 0xff;
}

function memoryGetter(memory: MemoryShape, size: Size): Get {
  const { seg } = memory;
  const at = addressing(memory);
  if (size === 8) return (core) => core.read8(seg, at(core));
  if (size === 16) return (core) => core.read16(seg, at(core));
  const simple = simpleAddress(memory);
  if (simple !== undefined) {
    const { base, displacement } = simple;
    return (core) => core.read32(seg, (core.regs[base] + displacement) | 0);
  }
  return (core) => core.read32(seg, at(core));
}

export function setter(decoded: Decoded, i: number, size: Size): Set32 {
  const operand = operandAt(decoded, i);
  if (operand.kind === "reg") return registerSetter(operand.index, size);
  if (operand.kind !== "mem") throw noSuchForm(decoded, operand);
  const { seg } = operand.memory;
  const at = addressing(operand.memory);
  if (size === 8) return (core, value) => core.write8(seg, at(core), value);
  if (size === 16) return (core, value) => core.write16(seg, at(core), value);
  return (core, value) => core.write32(seg, at(core), value);
}

export function registerSetter(index: RegIndex, size: Size): Set32 {
  if (size === 32) {
    return (core, value) => {
      core.regs[index] = value;
    };
  }
  if (size === 16) {
    return (core, value) => {
      core.regs[index] = (core.regs[index] & ~0xffff) | (value & 0xffff);
    };
  }
  const register = (index & 3) as RegIndex;
  const shift = index > 3 ? 8 : 0;
  return (core, value) => {
    core.regs[register] = (core.regs[register] & ~(0xff << shift)) | ((value & 0xff) << shift);
  };
}

/** Reads, computes, writes back; a page that cannot be written is reported before anything changes. */
export function modifier(decoded: Decoded, i: number, size: Size, change: (core: Core, value: number) => number) {
  const operand = operandAt(decoded, i);
  if (operand.kind === "reg") {
    if (size === 32) {
      const { index } = operand;
      return (core: Core): void => {
        core.regs[index] = change(core, core.regs[index]);
      };
    }
    const get = registerGetter(operand.index, size);
    const set = registerSetter(operand.index, size);
    return (core: Core): void => set(core, change(core, get(core)));
  }
  const memory = memoryAt(decoded, i);
  const { seg } = memory;
  const at = addressing(memory);
  return (core: Core): void => {
    const offset = at(core);
    core.checkWrite(seg, offset, size / 8);
    if (size === 32) core.write32(seg, offset, change(core, core.read32(seg, offset)));
    else if (size === 16) core.write16(seg, offset, change(core, core.read16(seg, offset)));
    else core.write8(seg, offset, change(core, core.read8(seg, offset)));
  };
}
