// The registers of the system: control, debug, table, task and model-specific ones, the time stamp, cpuid.

import { Code } from "iced-x86";
import { readControl, writeControl } from "../control-registers.ts";
import type { Core } from "../core.ts";
import { identify } from "../cpuid.ts";
import { readDebug, writeDebug } from "../debug-registers.ts";
import type { Decoded } from "../decode.ts";
import { Unimplemented } from "../faults.ts";
import { readModelRegister, readTimeStamp, type Wide, writeModelRegister } from "../model-registers.ts";
import { loadLocalTable, loadTask } from "../segments.ts";
import {
  CR0,
  CR0_TS,
  EAX,
  EBX,
  ECX,
  EDX,
  GDTR_BASE,
  GDTR_LIMIT,
  IDTR_BASE,
  IDTR_LIMIT,
  type Seg,
  SELECTOR,
} from "../state.ts";
import { addressing, getter, memoryAt, operandAt, registerAt, setter } from "./access.ts";
import { privileged } from "./privilege.ts";
import type { Row } from "./table.ts";

function numberAt(decoded: Decoded, i: number): number {
  const operand = operandAt(decoded, i);
  if (operand.kind !== "control" && operand.kind !== "debug")
    throw new Unimplemented(`${decoded.name} with this operand`);
  return operand.number;
}

const controlRows: Row[] = [
  [
    Code.Mov_r32_cr,
    (decoded) => {
      const to = registerAt(decoded, 0);
      const number = numberAt(decoded, 1);
      return privileged("mov from a control register", (core) => {
        core.regs[to] = readControl(core, number);
      });
    },
  ],
  [
    Code.Mov_cr_r32,
    (decoded) => {
      const number = numberAt(decoded, 0);
      const from = registerAt(decoded, 1);
      return privileged("mov to a control register", (core) => writeControl(core, number, core.regs[from]));
    },
  ],
  [
    Code.Mov_r32_dr,
    (decoded) => {
      const to = registerAt(decoded, 0);
      const number = numberAt(decoded, 1);
      return privileged("mov from a debug register", (core) => {
        core.regs[to] = readDebug(core, number);
      });
    },
  ],
  [
    Code.Mov_dr_r32,
    (decoded) => {
      const number = numberAt(decoded, 0);
      const from = registerAt(decoded, 1);
      return privileged("mov to a debug register", (core) => writeDebug(core, number, core.regs[from]));
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

/** sldt, str, smsw: 16 bits to memory, to a register as many as it has. */
const store = (code: Code, size: 16 | 32, value: (core: Core) => number): Row => [
  code,
  (decoded) => {
    const set = setter(decoded, 0, operandAt(decoded, 0).kind === "mem" ? 16 : size);
    return (core) => set(core, value(core));
  },
];

const load = (name: string, code: Code, take: (core: Core, value: number) => void): Row => [
  code,
  (decoded) => {
    const get = getter(decoded, 0, 16);
    return privileged(name, (core) => take(core, get(core)));
  },
];

/** The low four bits of CR0, of which PE can be set but not cleared. */
const loadStatusWord = (core: Core, value: number): void =>
  writeControl(core, 0, (core.words[CR0] & ~0xe) | (value & 0xf));

const localTableSelector = (core: Core): number => core.localTable[SELECTOR];
const taskSelector = (core: Core): number => core.task[SELECTOR];
const statusWord = (core: Core): number => core.words[CR0];

const selectorRows: Row[] = [
  store(Code.Sldt_rm16, 16, localTableSelector),
  store(Code.Sldt_r32m16, 32, localTableSelector),
  store(Code.Str_rm16, 16, taskSelector),
  store(Code.Str_r32m16, 32, taskSelector),
  store(Code.Smsw_rm16, 16, statusWord),
  store(Code.Smsw_r32m16, 32, statusWord),
  load("lldt", Code.Lldt_rm16, loadLocalTable),
  load("lldt", Code.Lldt_r32m16, loadLocalTable),
  load("ltr", Code.Ltr_rm16, loadTask),
  load("ltr", Code.Ltr_r32m16, loadTask),
  load("lmsw", Code.Lmsw_rm16, loadStatusWord),
  load("lmsw", Code.Lmsw_r32m16, loadStatusWord),
];

type TableWord = typeof GDTR_BASE | typeof GDTR_LIMIT | typeof IDTR_BASE | typeof IDTR_LIMIT;

/** Of the base, a 16-bit operand size leaves 24 bits. */
const BASE_MASK = { 16: 0xffffff, 32: -1 } as const;

interface TablePlace {
  readonly limit: (core: Core) => number;
  readonly base: (core: Core) => number;
  readonly seg: Seg;
}

function tableAt(decoded: Decoded): TablePlace {
  const memory = memoryAt(decoded, 0);
  const at = addressing(memory);
  const wrap = memory.addressSize === 16 ? 0xffff : -1;
  return { seg: memory.seg, limit: at, base: (core) => (at(core) + 2) & wrap };
}

const loadTable = (code: Code, size: 16 | 32, base: TableWord, limit: TableWord): Row => [
  code,
  (decoded) => {
    const place = tableAt(decoded);
    return privileged("a load of a table register", (core) => {
      const newLimit = core.read16(place.seg, place.limit(core));
      core.words[base] = core.read32(place.seg, place.base(core)) & BASE_MASK[size];
      core.words[limit] = newLimit;
    });
  },
];

const storeTable = (code: Code, size: 16 | 32, base: TableWord, limit: TableWord): Row => [
  code,
  (decoded) => {
    const place = tableAt(decoded);
    return (core) => {
      core.checkWrite(place.seg, place.base(core), 4);
      core.write16(place.seg, place.limit(core), core.words[limit]);
      core.write32(place.seg, place.base(core), core.words[base] & BASE_MASK[size]);
    };
  },
];

const tableRows: Row[] = [
  loadTable(Code.Lgdt_m1632, 32, GDTR_BASE, GDTR_LIMIT),
  loadTable(Code.Lgdt_m1632_16, 16, GDTR_BASE, GDTR_LIMIT),
  loadTable(Code.Lidt_m1632, 32, IDTR_BASE, IDTR_LIMIT),
  loadTable(Code.Lidt_m1632_16, 16, IDTR_BASE, IDTR_LIMIT),
  storeTable(Code.Sgdt_m1632, 32, GDTR_BASE, GDTR_LIMIT),
  storeTable(Code.Sgdt_m1632_16, 16, GDTR_BASE, GDTR_LIMIT),
  storeTable(Code.Sidt_m1632, 32, IDTR_BASE, IDTR_LIMIT),
  storeTable(Code.Sidt_m1632_16, 16, IDTR_BASE, IDTR_LIMIT),
];

// -------------------------------------------------------------------------------- what the processor says of itself

function setWide(core: Core, [low, high]: Wide): void {
  core.regs[EAX] = low;
  core.regs[EDX] = high;
}

const modelRows: Row[] = [
  [Code.Rdtsc, () => (core) => setWide(core, readTimeStamp(core))],
  [Code.Rdmsr, () => privileged("rdmsr", (core) => setWide(core, readModelRegister(core, core.regs[ECX])))],
  [
    Code.Wrmsr,
    () => privileged("wrmsr", (core) => writeModelRegister(core, core.regs[ECX], [core.regs[EAX], core.regs[EDX]])),
  ],
  [
    Code.Cpuid,
    () => (core) => {
      const [eax, ebx, ecx, edx] = identify(core, core.regs[EAX]);
      core.regs[EAX] = eax;
      core.regs[EBX] = ebx;
      core.regs[ECX] = ecx;
      core.regs[EDX] = edx;
    },
  ],
];

export const registerRows: readonly Row[] = [...controlRows, ...selectorRows, ...tableRows, ...modelRows];
