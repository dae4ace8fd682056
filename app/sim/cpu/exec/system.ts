// System instructions that are about no register: flags, interrupts, ports, hlt and what does nothing.

import { Code } from "iced-x86";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { enterHandler, softwareInterrupt } from "../exceptions.ts";
import { Halted, invalidOpcode, VECTOR } from "../faults.ts";
import { EAX, EDX, EFLAGS, FLAG, HALTED } from "../state.ts";
import { getter, immediateAt, operandAt, registerSetter, type Size } from "./access.ts";
import { checkPorts, readPort, writePort } from "./ports.ts";
import { ioPrivileged, privileged } from "./privilege.ts";
import { registerRows } from "./system-registers.ts";
import type { Row } from "./table.ts";

const setFlags =
  (bits: number): Execute =>
  (core) => {
    core.words[EFLAGS] |= bits;
  };
const clearFlags =
  (bits: number): Execute =>
  (core) => {
    core.words[EFLAGS] &= ~bits;
  };

/** They are taken from the end of the instruction behind it on. */
const enableInterrupts: Execute = (core) => {
  core.shadowed = (core.words[EFLAGS] & FLAG.IF) === 0;
  core.words[EFLAGS] |= FLAG.IF;
};

const flagRows: Row[] = [
  [Code.Cld, () => clearFlags(FLAG.DF)],
  [Code.Std, () => setFlags(FLAG.DF)],
  [Code.Clc, () => clearFlags(FLAG.CF)],
  [Code.Stc, () => setFlags(FLAG.CF)],
  [
    Code.Cmc,
    () => (core) => {
      core.words[EFLAGS] ^= FLAG.CF;
    },
  ],
  [Code.Cli, () => ioPrivileged("cli", clearFlags(FLAG.IF))],
  [Code.Sti, () => ioPrivileged("sti", enableInterrupts)],
];

const halt: Execute = (core) => {
  core.words[HALTED] = 1;
  throw Halted.signal;
};

const undefinedOpcode: Execute = () => {
  throw invalidOpcode("an instruction that is undefined on purpose");
};

const interruptRows: Row[] = [
  // asks nobody's leave, unlike int 1
  [Code.Int1, () => (core) => enterHandler(core, { vector: VECTOR.DB, software: false, isFault: false })],
  [Code.Int3, () => (core) => softwareInterrupt(core, 3)],
  [
    Code.Int_imm8,
    (decoded) => {
      const vector = immediateAt(decoded, 0) & 0xff;
      return (core) => softwareInterrupt(core, vector);
    },
  ],
  ...[Code.Ud0_r16_rm16, Code.Ud0_r32_rm32, Code.Ud1_r16_rm16, Code.Ud1_r32_rm32, Code.Ud2].map((code): Row => [
    code,
    () => undefinedOpcode,
  ]),
];

function portNumber(decoded: Decoded, i: number): (core: Core) => number {
  const operand = operandAt(decoded, i);
  if (operand.kind === "imm") return () => operand.value & 0xff;
  return (core) => core.regs[EDX] & 0xffff;
}

const BYTES = { 8: 1, 16: 2, 32: 4 } as const;

function portIn(code: Code, size: Size): Row {
  return [
    code,
    (decoded) => {
      const port = portNumber(decoded, 1);
      const set = registerSetter(EAX, size);
      const bytes = BYTES[size];
      return (core) => {
        checkPorts(core, port(core), bytes);
        set(core, readPort(core, port(core), bytes));
      };
    },
  ];
}

function portOut(code: Code, size: Size): Row {
  return [
    code,
    (decoded) => {
      const port = portNumber(decoded, 0);
      const get = getter(decoded, 1, size);
      const bytes = BYTES[size];
      return (core) => {
        checkPorts(core, port(core), bytes);
        writePort(core, port(core), bytes, get(core));
      };
    },
  ];
}

const nothing: Execute = () => undefined;

export const systemRows: readonly Row[] = [
  ...flagRows,
  ...registerRows,
  ...interruptRows,
  [Code.Nopd, () => nothing],
  [Code.Nopw, () => nothing],
  [Code.Pause, () => nothing],
  // there are no caches
  [Code.Wbinvd, () => privileged("wbinvd", nothing)],
  [Code.Invd, () => privileged("invd", nothing)],
  [Code.Hlt, () => privileged("hlt", halt)],
  portIn(Code.In_AL_imm8, 8),
  portIn(Code.In_AX_imm8, 16),
  portIn(Code.In_EAX_imm8, 32),
  portIn(Code.In_AL_DX, 8),
  portIn(Code.In_AX_DX, 16),
  portIn(Code.In_EAX_DX, 32),
  portOut(Code.Out_imm8_AL, 8),
  portOut(Code.Out_imm8_AX, 16),
  portOut(Code.Out_imm8_EAX, 32),
  portOut(Code.Out_DX_AL, 8),
  portOut(Code.Out_DX_AX, 16),
  portOut(Code.Out_DX_EAX, 32),
];
