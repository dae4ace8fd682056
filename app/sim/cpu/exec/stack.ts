// push, pop and their relatives. ESP moves only after the memory access went through; with a 16-bit stack segment SP
// stands for it.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import { flagsAfterPop } from "../eflags.ts";
import { EAX, EBP, EBX, ECX, EDI, EDX, EFLAGS, ESI, ESP, FLAG, SS } from "../state.ts";
import { type Get, getter, operandAt, registerAt, registerSetter, setter, type Set32 } from "./access.ts";
import type { Row } from "./table.ts";

/** Offset in SS of the place that many bytes above the top of the stack. */
export const stackPlace = (core: Core, above: number): number => (core.regs[ESP] + above) & core.stackMask;

export function setStackTop(core: Core, top: number): void {
  core.regs[ESP] = (core.regs[ESP] & ~core.stackMask) | (top & core.stackMask);
}

export function push32(core: Core, value: number): void {
  const top = stackPlace(core, -4);
  core.write32(SS, top, value);
  setStackTop(core, top);
}

export function push16(core: Core, value: number): void {
  const top = stackPlace(core, -2);
  core.write16(SS, top, value);
  setStackTop(core, top);
}

/** What lies at the top of the stack; the caller moves the top. */
const peekStack = (core: Core, size: 16 | 32): number =>
  size === 32 ? core.read32(SS, stackPlace(core, 0)) : core.read16(SS, stackPlace(core, 0));

const pushOf = (get: Get, size: 16 | 32): Execute =>
  size === 32 ? (core) => push32(core, get(core)) : (core) => push16(core, get(core));

const pushRow = (code: Code, size: 16 | 32): Row => [code, (decoded) => pushOf(getter(decoded, 0, size), size)];

/** The address of a memory operand is computed with ESP already moved; ESP itself moves only if the write succeeds. */
function popTo(set: Set32, size: 16 | 32): Execute {
  const bytes = size / 8;
  return (core) => {
    const esp = core.regs[ESP];
    const value = peekStack(core, size);
    setStackTop(core, esp + bytes);
    try {
      set(core, value);
    } catch (thrown) {
      core.regs[ESP] = esp;
      throw thrown;
    }
  };
}

const popRow = (code: Code, size: 16 | 32): Row => [
  code,
  (decoded) => {
    if (size === 32 && operandAt(decoded, 0).kind === "reg") {
      const index = registerAt(decoded, 0);
      return (core) => {
        const value = core.read32(SS, stackPlace(core, 0));
        setStackTop(core, core.regs[ESP] + 4);
        core.regs[index] = value;
      };
    }
    return popTo(setter(decoded, 0, size), size);
  },
];

const ALL = [EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI] as const;
const HALVES = ALL.map((register) => registerSetter(register, 16));

/** The value pushed for ESP is the one from before. */
const pushAll =
  (size: 16 | 32): Execute =>
  (core) => {
    const bytes = size / 8;
    ALL.forEach((_, i) => core.checkWrite(SS, stackPlace(core, -(i + 1) * bytes), bytes));
    ALL.forEach((register, i) => {
      const at = stackPlace(core, -(i + 1) * bytes);
      if (size === 32) core.write32(SS, at, core.regs[register]);
      else core.write16(SS, at, core.regs[register]);
    });
    setStackTop(core, stackPlace(core, -8 * bytes));
  };

/** From the top: EDI comes first. What lies there for ESP is skipped. */
const popAll =
  (size: 16 | 32): Execute =>
  (core) => {
    const bytes = size / 8;
    const top = core.regs[ESP];
    const values = ALL.map((_, i) => {
      const at = stackPlace(core, i * bytes);
      return size === 32 ? core.read32(SS, at) : core.read16(SS, at);
    }).reverse();
    ALL.forEach((register, i) => {
      if (register === ESP) return;
      if (size === 32) core.regs[register] = values[i] ?? 0;
      else HALVES[i]?.(core, values[i] ?? 0);
    });
    setStackTop(core, top + 8 * bytes);
  };

const popFlags = (size: 16 | 32): Execute => {
  const bytes = size === 32 ? 4 : 2;
  return (core) => {
    core.words[EFLAGS] = flagsAfterPop(core, peekStack(core, size), bytes);
    setStackTop(core, core.regs[ESP] + bytes);
  };
};

export const stackRows: readonly Row[] = [
  pushRow(Code.Push_r32, 32),
  pushRow(Code.Push_r16, 16),
  pushRow(Code.Push_rm32, 32),
  pushRow(Code.Push_rm16, 16),
  pushRow(Code.Pushd_imm32, 32),
  pushRow(Code.Pushd_imm8, 32),
  pushRow(Code.Push_imm16, 16),
  pushRow(Code.Pushw_imm8, 16),
  popRow(Code.Pop_r32, 32),
  popRow(Code.Pop_r16, 16),
  popRow(Code.Pop_rm32, 32),
  popRow(Code.Pop_rm16, 16),
  [Code.Pushad, () => pushAll(32)],
  [Code.Pushaw, () => pushAll(16)],
  [Code.Popad, () => popAll(32)],
  [Code.Popaw, () => popAll(16)],
  [Code.Pushfd, () => (core) => push32(core, core.words[EFLAGS] & ~(FLAG.VM | FLAG.RF))],
  [Code.Pushfw, () => (core) => push16(core, core.words[EFLAGS] & 0xffff)],
  [Code.Popfd, () => popFlags(32)],
  [Code.Popfw, () => popFlags(16)],
];
