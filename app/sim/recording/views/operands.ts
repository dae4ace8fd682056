// What an instruction reads and writes, with addresses and values: looked up before it runs, and for one that has run
// looked at once more behind it.

import type { Operand } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { LONGEST_INSTRUCTION } from "../../cpu/decode.ts";
import type { Cpu } from "../../cpu/cpu.ts";
import { type MemoryUse, operandUses, type OperandUse } from "../../cpu/operand-uses.ts";
import { FLAG, SELECTOR } from "../../cpu/state.ts";
import type { LookedAt } from "./looked-at.ts";

const WIDE = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"] as const;
const WORDS = ["ax", "cx", "dx", "bx", "sp", "bp", "si", "di"];
const LOW_BYTES = ["al", "cl", "dl", "bl"];
const HIGH_BYTES = ["ah", "ch", "dh", "bh"];
const ARITHMETIC = FLAG.CF | FLAG.PF | FLAG.AF | FLAG.ZF | FLAG.SF | FLAG.OF;

const part = (names: readonly string[], mask: number, shift: number): [string, (cpu: Cpu) => number][] =>
  names.map((name, i) => [name, (cpu) => (((cpu.regs[i] ?? 0) >>> shift) & mask) >>> 0]);

const SEGMENTS = ["es", "cs", "ss", "ds", "fs", "gs"];

const REGISTERS = new Map<string, (cpu: Cpu) => number>([
  ...part(WIDE, -1, 0),
  ...part(WORDS, 0xffff, 0),
  ...part(LOW_BYTES, 0xff, 0),
  ...part(HIGH_BYTES, 0xff, 8),
  ...SEGMENTS.map((name, i): [string, (cpu: Cpu) => number] => [name, (cpu) => cpu.segments[i]?.selector ?? 0]),
  ...[0, 1, 2, 3].map((i): [string, (cpu: Cpu) => number] => [`dr${i}`, (cpu) => (cpu.debug[i] ?? 0) >>> 0]),
  ["dr6", (cpu) => cpu.debug[4] >>> 0],
  ["dr7", (cpu) => cpu.debug[5] >>> 0],
  ["cr0", (cpu) => cpu.cr0],
  ["cr2", (cpu) => cpu.cr2],
  ["cr3", (cpu) => cpu.cr3],
  ["cr4", (cpu) => cpu.cr4],
  ["flags", (cpu) => cpu.eflags & ARITHMETIC],
  ["gdtr.base", (cpu) => cpu.gdtr.base],
  ["gdtr.limit", (cpu) => cpu.gdtr.limit],
  ["idtr.base", (cpu) => cpu.idtr.base],
  ["idtr.limit", (cpu) => cpu.idtr.limit],
  ["tr", (cpu) => cpu.task[SELECTOR]],
  ["ldtr", (cpu) => cpu.localTable[SELECTOR]],
]);

/** One operand as it was before its instruction. */
interface Found {
  readonly operand: Operand;
  readonly read: boolean;
  readonly written: boolean;
}

/** An instruction about to run. */
export interface Prepared {
  readonly address: number;
  /** Undefined where nothing is mapped. */
  readonly physical: number | undefined;
  readonly found: readonly Found[];
}

/** The operands of the instruction at the processor's position. Leaves no trace. */
export function prepare(machine: LookedAt): Prepared {
  const { cpu, memory } = machine;
  const address = cpu.codeAddress;
  const physical = cpu.translate(address);
  if (physical === undefined) return { address, physical, found: [] };
  const uses = operandUses(memory.slice(physical, LONGEST_INSTRUCTION));
  const count = uses.some((use) => use.kind === "memory" && use.repeated) ? cpu.repIterations() : 1;
  const found = uses.map((use) => ({ operand: lookUp(machine, use, count), read: use.read, written: use.written }));
  return { address, physical, found: withSource(found) };
}

const isRepeated = ({ operand: { count } }: Found): boolean => count !== undefined && count !== 1;

/** What a repeated move writes comes from what it reads. */
function withSource(found: readonly Found[]): readonly Found[] {
  const source = found.find((each) => isRepeated(each) && !each.written)?.operand.address;
  if (source === undefined) return found;
  return found.map((each) =>
    isRepeated(each) && each.written ? { ...each, operand: { ...each.operand, from: source } } : each,
  );
}

export const readsOf = ({ found }: Prepared): Operand[] =>
  found.filter(({ read }) => read).map(({ operand }) => operand);
export const writesOf = ({ found }: Prepared): Operand[] =>
  found.filter(({ written }) => written).map(({ operand }) => operand);

/** What the instruction wrote, once the machine stands behind it: new value and old. */
export function written(machine: LookedAt, prepared: Prepared): Operand[] {
  return writesOf(prepared).map((operand) => {
    if (operand.count !== undefined && operand.count !== 1) return operand;
    const { value: was, ...rest } = operand;
    const value =
      operand.address === undefined
        ? REGISTERS.get(operand.name)?.(machine.cpu)
        : valueAt(machine, operand.physical, operand.bytes);
    return { ...rest, ...(value === undefined ? {} : { value }), ...(was === undefined ? {} : { was }) };
  });
}

function lookUp(machine: LookedAt, use: OperandUse, iterations: number): Operand {
  const { name, bytes } = use;
  if (use.kind === "register") {
    const value = REGISTERS.get(name)?.(machine.cpu);
    return { name, bytes, ...(value === undefined ? {} : { value }) };
  }
  const address = effectiveAddress(machine.cpu, use);
  const physical = machine.cpu.translate(address);
  // Of several there is no one value.
  const value = use.repeated && iterations !== 1 ? undefined : valueAt(machine, physical, bytes);
  return {
    name,
    bytes,
    address,
    ...(physical === undefined ? {} : { physical }),
    ...(value === undefined ? {} : { value }),
    ...(use.repeated ? { count: iterations } : {}),
  };
}

function effectiveAddress(cpu: Cpu, use: MemoryUse): number {
  const part = (name: string | undefined): number => (name === undefined ? 0 : (REGISTERS.get(name)?.(cpu) ?? 0));
  const offset = part(use.base) + part(use.index) * use.scale + use.displacement;
  const segment = cpu.segments.find(({ name }) => name.toLowerCase() === use.segment);
  return ((use.narrow ? offset & 0xffff : offset) + (segment?.base ?? 0)) >>> 0;
}

/** One, two or four bytes in one page; nothing else has a single value. */
function valueAt({ memory }: LookedAt, physical: number | undefined, bytes: number): number | undefined {
  if (physical === undefined || (physical & (PAGE_SIZE - 1)) + bytes > PAGE_SIZE) return undefined;
  if (bytes === 4) return memory.read32(physical);
  if (bytes === 2) return memory.read16(physical);
  return bytes === 1 ? memory.read8(physical) : undefined;
}
