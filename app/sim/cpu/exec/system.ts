// Privileged and system instructions: control registers, descriptor tables, interrupts, ports.

import { Code } from "iced-x86";
import { readControl, writeControl } from "../control-registers.ts";
import type { Core, Execute } from "../core.ts";
import type { Decoded } from "../decode.ts";
import { softwareInterrupt } from "../exceptions.ts";
import { generalProtection, Halted, invalidOpcode, Unimplemented } from "../faults.ts";
import { CR0, EAX, EDX, EFLAGS, FLAG, GDTR_BASE, GDTR_LIMIT, HALTED, IDTR_BASE, IDTR_LIMIT } from "../state.ts";
import {
  addressing,
  getter,
  immediateAt,
  memoryAt,
  operandAt,
  registerAt,
  registerSetter,
  type Size,
} from "./access.ts";
import type { Row } from "./table.ts";

const CR0_TS = 0x8;

/** Only the kernel may. */
function privileged(name: string, execute: Execute): Execute {
  return (core) => {
    if (core.cpl !== 0) throw generalProtection(0, `${name} outside privilege level 0`);
    execute(core);
  };
}

/** Interrupt flag and ports ask for the I/O privilege level instead. */
function ioPrivileged(name: string, execute: Execute): Execute {
  return (core) => {
    if (core.cpl > ((core.words[EFLAGS] >>> 12) & 3))
      throw generalProtection(0, `${name} above the I/O privilege level`);
    execute(core);
  };
}

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
  [Code.Sti, () => ioPrivileged("sti", setFlags(FLAG.IF))],
];

const halt: Execute = (core) => {
  core.words[HALTED] = 1;
  throw Halted.signal;
};

function controlNumber(decoded: Decoded, i: number): number {
  const operand = operandAt(decoded, i);
  if (operand.kind !== "control") throw new Unimplemented(`${decoded.name} with this operand`);
  return operand.number;
}

const controlRows: Row[] = [
  [
    Code.Mov_r32_cr,
    (decoded) => {
      const to = registerAt(decoded, 0);
      const number = controlNumber(decoded, 1);
      return privileged("mov from a control register", (core) => {
        core.regs[to] = readControl(core, number);
      });
    },
  ],
  [
    Code.Mov_cr_r32,
    (decoded) => {
      const number = controlNumber(decoded, 0);
      const from = registerAt(decoded, 1);
      return privileged("mov to a control register", (core) => writeControl(core, number, core.regs[from]));
    },
  ],
  [
    Code.Clts,
    () =>
      privileged("clts", (core) => {
        core.words[CR0] &= ~CR0_TS;
      }),
  ],
  [
    Code.Invlpg_m,
    (decoded) => {
      const memory = memoryAt(decoded, 0);
      const at = addressing(memory);
      return privileged("invlpg", (core) => core.forgetTranslation((at(core) + core.bases[memory.seg]) | 0));
    },
  ],
];

type TableWord = typeof GDTR_BASE | typeof GDTR_LIMIT | typeof IDTR_BASE | typeof IDTR_LIMIT;

const loadTable = (name: string, code: Code, base: TableWord, limit: TableWord): Row => [
  code,
  (decoded) => {
    const { seg } = memoryAt(decoded, 0);
    const at = addressing(memoryAt(decoded, 0));
    return privileged(name, (core) => {
      const offset = at(core);
      const newLimit = core.read16(seg, offset);
      core.words[base] = core.read32(seg, (offset + 2) | 0);
      core.words[limit] = newLimit;
    });
  },
];

const storeTable = (code: Code, base: TableWord, limit: TableWord): Row => [
  code,
  (decoded) => {
    const { seg } = memoryAt(decoded, 0);
    const at = addressing(memoryAt(decoded, 0));
    return (core) => {
      const offset = at(core);
      core.checkWrite(seg, offset, 6);
      core.write16(seg, offset, core.words[limit]);
      core.write32(seg, (offset + 2) | 0, core.words[base]);
    };
  },
];

const tableRows: Row[] = [
  loadTable("lgdt", Code.Lgdt_m1632, GDTR_BASE, GDTR_LIMIT),
  loadTable("lidt", Code.Lidt_m1632, IDTR_BASE, IDTR_LIMIT),
  storeTable(Code.Sgdt_m1632, GDTR_BASE, GDTR_LIMIT),
  storeTable(Code.Sidt_m1632, IDTR_BASE, IDTR_LIMIT),
];

const undefinedOpcode: Execute = () => {
  throw invalidOpcode("an instruction that is undefined on purpose");
};

const interruptRows: Row[] = [
  [Code.Int3, () => (core) => softwareInterrupt(core, 3)],
  [
    Code.Int_imm8,
    (decoded) => {
      const vector = immediateAt(decoded, 0) & 0xff;
      return (core) => softwareInterrupt(core, vector);
    },
  ],
  ...[Code.Ud0, Code.Ud0_r32_rm32, Code.Ud1_r32_rm32, Code.Ud2].map((code): Row => [code, () => undefinedOpcode]),
];

const MASK = { 8: 0xff, 16: 0xffff, 32: -1 } as const;

function portNumber(decoded: Decoded, i: number): (core: Core) => number {
  const operand = operandAt(decoded, i);
  if (operand.kind === "imm") return () => operand.value & 0xff;
  return (core) => core.regs[EDX] & 0xffff;
}

function portIn(code: Code, size: Size): Row {
  return [
    code,
    (decoded) => {
      const port = portNumber(decoded, 1);
      const set = registerSetter(EAX, size);
      const bytes = (size / 8) as 1 | 2 | 4;
      return ioPrivileged("in", (core) => set(core, core.ports?.read(port(core), bytes) ?? MASK[size]));
    },
  ];
}

function portOut(code: Code, size: Size): Row {
  return [
    code,
    (decoded) => {
      const port = portNumber(decoded, 0);
      const get = getter(decoded, 1, size);
      const bytes = (size / 8) as 1 | 2 | 4;
      return ioPrivileged("out", (core) => core.ports?.write(port(core), bytes, get(core)));
    },
  ];
}

const nothing: Execute = () => undefined;

export const systemRows: readonly Row[] = [
  ...flagRows,
  ...controlRows,
  ...tableRows,
  ...interruptRows,
  [Code.Nopd, () => nothing],
  [Code.Nopw, () => nothing],
  [Code.Nop_rm32, () => nothing],
  [Code.Nop_rm16, () => nothing],
  [Code.Pause, () => nothing],
  [Code.Wbinvd, () => privileged("wbinvd", nothing)],
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
