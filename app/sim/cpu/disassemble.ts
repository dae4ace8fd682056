// One instruction as text in the notation of the GNU assembler, with what it reads and writes, for the views.

import {
  Decoder,
  Formatter,
  FormatterSyntax,
  type Instruction,
  type InstructionInfo,
  InstructionInfoFactory,
  OpAccess,
  Register,
  RflagsBits,
  type UsedMemory,
} from "iced-x86";
import { hexByte } from "../core/hex.ts";
import { gateIn, GATE_LENGTH } from "./gate.ts";

export interface Disassembly {
  readonly length: number;
  /** "89 d7" */
  readonly bytes: string;
  readonly mnemonic: string;
  /** AT&T order and punctuation: "%edx,%edi". */
  readonly operands: string;
  /** Registers as "edx", memory as "0x804(%ebx)", flags as "flags". */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

const READS: readonly OpAccess[] = [OpAccess.Read, OpAccess.CondRead, OpAccess.ReadWrite, OpAccess.ReadCondWrite];
const WRITES: readonly OpAccess[] = [OpAccess.Write, OpAccess.CondWrite, OpAccess.ReadWrite, OpAccess.ReadCondWrite];
const FLAGS = RflagsBits.OF | RflagsBits.SF | RflagsBits.ZF | RflagsBits.AF | RflagsBits.CF | RflagsBits.PF;

const registerName = (register: Register): string => Register[register].toLowerCase();

function memoryName(memory: UsedMemory): string {
  const base = memory.base === Register.None ? "" : `%${registerName(memory.base)}`;
  const index = memory.index === Register.None ? "" : `,%${registerName(memory.index)},${memory.scale}`;
  const signed = Number(BigInt.asIntN(32, memory.displacement));
  const near = base !== "" && signed < 0 && signed > -0x10000;
  const distance = near ? `-0x${(-signed).toString(16)}` : `0x${(signed >>> 0).toString(16)}`;
  const displacement = signed === 0 && base + index !== "" ? "" : distance;
  return base + index === "" ? displacement : `${displacement}(${base}${index})`;
}

/** Segment registers are used by every memory access and say nothing in a flat machine. */
const isSegment = (register: Register): boolean => register >= Register.ES && register <= Register.GS;

interface Used {
  readonly name: string;
  readonly access: OpAccess;
}

function usedBy(instruction: Instruction, info: InstructionInfo): Used[] {
  const used: Used[] = [];
  const explicitSegments = new Set<Register>();
  for (let i = 0; i < instruction.opCount; i += 1) explicitSegments.add(instruction.opRegister(i));
  for (const item of info.usedRegisters()) {
    const { register, access } = item;
    item.free();
    if (!isSegment(register) || explicitSegments.has(register)) used.push({ name: registerName(register), access });
  }
  for (const item of info.usedMemory()) {
    used.push({ name: memoryName(item), access: item.access });
    item.free();
  }
  if ((instruction.rflagsRead & FLAGS) !== 0) used.push({ name: "flags", access: OpAccess.Read });
  if (((instruction.rflagsWritten | instruction.rflagsCleared | instruction.rflagsSet) & FLAGS) !== 0)
    used.push({ name: "flags", access: OpAccess.Write });
  return used;
}

const named = (used: readonly Used[], accesses: readonly OpAccess[]): string[] => [
  ...new Set(used.filter((item) => accesses.includes(item.access)).map((item) => item.name)),
];

function makeFormatter(): Formatter {
  const formatter = new Formatter(FormatterSyntax.Gas);
  formatter.uppercaseHex = false;
  formatter.smallHexNumbersInDecimal = false;
  formatter.branchLeadingZeros = true;
  formatter.spaceAfterOperandSeparator = false;
  return formatter;
}

let sharedFormatter: Formatter | undefined;
let sharedFactory: InstructionInfoFactory | undefined;

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, hexByte).join(" ");

function gateText(bytes: Uint8Array): Disassembly | undefined {
  const gate = gateIn(bytes);
  if (gate === undefined) return undefined;
  return {
    length: GATE_LENGTH,
    bytes: hexOf(bytes.subarray(0, GATE_LENGTH)),
    mnemonic: "gate",
    operands: `${gate.kernel},${gate.gate}`,
    reads: [],
    writes: [],
  };
}

/** The mnemonic keeps its prefixes: "rep movsl". */
function textOf(instruction: Instruction): { mnemonic: string; operands: string } {
  sharedFormatter ??= makeFormatter();
  const operands = sharedFormatter.formatAllOperands(instruction);
  const whole = sharedFormatter.format(instruction);
  return { mnemonic: whole.slice(0, whole.length - operands.length).trim(), operands };
}

/** The instruction at the start of the bytes; bytes that are none come back as one byte of data. */
export function disassemble(bytes: Uint8Array, address: number): Disassembly {
  const gate = gateText(bytes);
  if (gate !== undefined) return gate;
  sharedFactory ??= new InstructionInfoFactory();
  const decoder = new Decoder(32, bytes.slice(0, 15), 0);
  decoder.ip = BigInt(address >>> 0);
  const instruction = decoder.decode();
  try {
    if (instruction.isInvalid) {
      const first = bytes.subarray(0, 1);
      const operands = Array.from(first, (byte) => `0x${hexByte(byte)}`).join("");
      return { length: first.length, bytes: hexOf(first), mnemonic: ".byte", operands, reads: [], writes: [] };
    }
    const info = sharedFactory.info(instruction);
    const used = usedBy(instruction, info);
    info.free();
    return {
      length: instruction.length,
      bytes: hexOf(bytes.subarray(0, instruction.length)),
      ...textOf(instruction),
      reads: named(used, READS),
      writes: named(used, WRITES),
    };
  } finally {
    instruction.free();
    decoder.free();
  }
}
