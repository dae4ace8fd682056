// push, pop and their relatives. ESP moves only after the memory access went through.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import { Unimplemented } from "../faults.ts";
import { EAX, EBP, EBX, ECX, EDI, EDX, EFLAGS, ESI, ESP, FLAG, FLAGS_FIXED, FLAGS_STATUS, SS } from "../state.ts";
import { type Get, getter, operandAt, registerAt, setter, type Set32 } from "./access.ts";
import type { Row } from "./table.ts";

export function push32(core: Core, value: number): void {
  const top = (core.regs[ESP] - 4) | 0;
  core.write32(SS, top, value);
  core.regs[ESP] = top;
}

function push16(core: Core, value: number): void {
  const top = (core.regs[ESP] - 2) | 0;
  core.write16(SS, top, value);
  core.regs[ESP] = top;
}

const pushOf = (get: Get, size: 16 | 32): Execute =>
  size === 32 ? (core) => push32(core, get(core)) : (core) => push16(core, get(core));

const pushRow = (code: Code, size: 16 | 32): Row => [code, (decoded) => pushOf(getter(decoded, 0, size), size)];

/** The address of a memory operand is computed with ESP already moved; ESP itself moves only if the write succeeds. */
function popTo(set: Set32, size: 16 | 32): Execute {
  const bytes = size / 8;
  return (core) => {
    const top = core.regs[ESP];
    const value = size === 32 ? core.read32(SS, top) : core.read16(SS, top);
    core.regs[ESP] = (top + bytes) | 0;
    try {
      set(core, value);
    } catch (thrown) {
      core.regs[ESP] = top;
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
        const value = core.read32(SS, core.regs[ESP]);
        core.regs[ESP] = (core.regs[ESP] + 4) | 0;
        core.regs[index] = value;
      };
    }
    return popTo(setter(decoded, 0, size), size);
  },
];

const ALL = [EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI] as const;

const pushad: Execute = (core) => {
  const top = (core.regs[ESP] - 32) | 0;
  core.checkWrite(SS, top, 32);
  ALL.forEach((register, i) => core.write32(SS, (top + 28 - 4 * i) | 0, core.regs[register]));
  core.regs[ESP] = top;
};

const popad: Execute = (core) => {
  const top = core.regs[ESP];
  const values = ALL.map((_, i) => core.read32(SS, (top + 28 - 4 * i) | 0));
  ALL.forEach((register, i) => {
    core.regs[register] = values[i] ?? 0;
  });
  core.regs[ESP] = (top + 32) | 0;
};

const UNPRIVILEGED = FLAGS_STATUS | FLAG.TF | FLAG.DF | FLAG.NT | FLAG.AC | FLAG.ID;

/** What popf and iret may change of EFLAGS at the present privilege level. */
export function loadFlags(core: Core, value: number, mask: number): void {
  const { words } = core;
  const iopl = (words[EFLAGS] >>> 12) & 3;
  const writable = (UNPRIVILEGED | (core.cpl === 0 ? FLAG.IOPL : 0) | (core.cpl <= iopl ? FLAG.IF : 0)) & mask;
  const flags = (words[EFLAGS] & ~(writable | FLAG.RF)) | (value & writable) | FLAGS_FIXED;
  if ((flags & FLAG.TF) !== 0) throw new Unimplemented("single stepping with EFLAGS.TF");
  words[EFLAGS] = flags;
}

const popFlags = (size: 16 | 32): Execute => {
  const bytes = size / 8;
  return (core) => {
    const top = core.regs[ESP];
    loadFlags(core, size === 32 ? core.read32(SS, top) : core.read16(SS, top), size === 32 ? -1 : 0xffff);
    core.regs[ESP] = (top + bytes) | 0;
  };
};

const leave: Execute = (core) => {
  const frame = core.regs[EBP];
  const value = core.read32(SS, frame);
  core.regs[ESP] = (frame + 4) | 0;
  core.regs[EBP] = value;
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
  [Code.Pushad, () => pushad],
  [Code.Popad, () => popad],
  [Code.Pushfd, () => (core) => push32(core, core.words[EFLAGS] & ~(FLAG.VM | FLAG.RF))],
  [Code.Pushfw, () => (core) => push16(core, core.words[EFLAGS] & 0xffff)],
  [Code.Popfd, () => popFlags(32)],
  [Code.Popfw, () => popFlags(16)],
  [Code.Leaved, () => leave],
];
