// From bytes to a plain description of one instruction. iced's objects live in wasm memory and are freed here.

import { Code, Decoder, DecoderError, DecoderOptions, type Instruction, OpKind, Register } from "iced-x86";
import type { RegIndex, Seg } from "./state.ts";

export interface MemoryShape {
  readonly seg: Seg;
  readonly base: RegIndex | undefined;
  readonly index: RegIndex | undefined;
  readonly scale: number;
  readonly displacement: number;
}

export type Operand =
  /** Of 8-bit registers, 4 to 7 are the high halves. */
  | { readonly kind: "reg"; readonly index: RegIndex }
  | { readonly kind: "mem"; readonly memory: MemoryShape }
  | { readonly kind: "imm"; readonly value: number }
  | { readonly kind: "seg"; readonly seg: Seg }
  | { readonly kind: "control"; readonly number: number }
  /** Relative to the end of the instruction. */
  | { readonly kind: "near"; readonly relative: number }
  | { readonly kind: "far"; readonly selector: number; readonly offset: number }
  /** Implied memory of a string instruction. */
  | { readonly kind: "string"; readonly seg: Seg }
  | { readonly kind: "other"; readonly text: string };

export interface Decoded {
  readonly code: Code;
  readonly name: string;
  readonly length: number;
  readonly operands: readonly Operand[];
  readonly repeat: "" | "rep" | "repne";
}

export type DecodeResult =
  | { readonly kind: "instruction"; readonly decoded: Decoded }
  | { readonly kind: "invalid"; readonly length: number }
  /** The bytes end inside the instruction. */
  | { readonly kind: "more" };

const STRING_KINDS: readonly OpKind[] = [OpKind.MemorySegESI, OpKind.MemoryESEDI];
const IMMEDIATE_KINDS: readonly OpKind[] = [
  OpKind.Immediate8,
  OpKind.Immediate8_2nd,
  OpKind.Immediate16,
  OpKind.Immediate32,
  OpKind.Immediate8to16,
  OpKind.Immediate8to32,
];

const between = (register: Register, first: Register, last: Register): boolean => register >= first && register <= last;

function registerOperand(register: Register): Operand {
  if (between(register, Register.EAX, Register.EDI))
    return { kind: "reg", index: (register - Register.EAX) as RegIndex };
  if (between(register, Register.AX, Register.DI)) return { kind: "reg", index: (register - Register.AX) as RegIndex };
  if (between(register, Register.AL, Register.BH)) return { kind: "reg", index: (register - Register.AL) as RegIndex };
  if (between(register, Register.ES, Register.GS)) return { kind: "seg", seg: (register - Register.ES) as Seg };
  if (between(register, Register.CR0, Register.CR4)) return { kind: "control", number: register - Register.CR0 };
  return { kind: "other", text: Register[register] };
}

function reg32(register: Register): RegIndex | undefined {
  return between(register, Register.EAX, Register.EDI) ? ((register - Register.EAX) as RegIndex) : undefined;
}

function memoryOperand(instruction: Instruction): Operand {
  const { memoryBase, memoryIndex } = instruction;
  const base = reg32(memoryBase);
  const index = reg32(memoryIndex);
  const isForeign =
    (memoryBase !== Register.None && base === undefined) ||
    (memoryIndex !== Register.None && index === undefined) ||
    (memoryBase === Register.None && memoryIndex === Register.None && instruction.memoryDisplSize === 2);
  if (isForeign) return { kind: "other", text: "16-bit address" };
  const memory: MemoryShape = {
    seg: (instruction.memorySegment - Register.ES) as Seg,
    base,
    index,
    scale: instruction.memoryIndexScale,
    displacement: Number(BigInt.asIntN(32, instruction.memoryDisplacement)),
  };
  return { kind: "mem", memory };
}

function operandOf(instruction: Instruction, i: number): Operand {
  const kind = instruction.opKind(i);
  if (kind === OpKind.Register) return registerOperand(instruction.opRegister(i));
  if (kind === OpKind.Memory) return memoryOperand(instruction);
  if (IMMEDIATE_KINDS.includes(kind)) {
    return { kind: "imm", value: Number(BigInt.asIntN(32, instruction.immediate(i))) };
  }
  if (kind === OpKind.NearBranch32) {
    return { kind: "near", relative: (instruction.nearBranch32 - instruction.nextIP32) | 0 };
  }
  if (kind === OpKind.FarBranch32) {
    return { kind: "far", selector: instruction.farBranchSelector, offset: instruction.farBranch32 | 0 };
  }
  if (STRING_KINDS.includes(kind)) {
    const register = kind === OpKind.MemoryESEDI ? Register.ES : instruction.memorySegment;
    return { kind: "string", seg: (register - Register.ES) as Seg };
  }
  return { kind: "other", text: OpKind[kind] };
}

function describe(instruction: Instruction): Decoded {
  const { code, length, opCount } = instruction;
  const operands = Array.from({ length: opCount }, (_, i) => operandOf(instruction, i));
  const repeat = instruction.hasRepnePrefix ? "repne" : instruction.hasRepPrefix ? "rep" : "";
  return { code, name: Code[code], length, operands, repeat };
}

/** Decodes the instruction at the start of the bytes as 32-bit code. */
export function decode(bytes: Uint8Array): DecodeResult {
  const decoder = new Decoder(32, bytes, DecoderOptions.None);
  const instruction = decoder.decode();
  try {
    if (instruction.code !== Code.INVALID) return { kind: "instruction", decoded: describe(instruction) };
    if (decoder.lastError === DecoderError.NoMoreBytes) return { kind: "more" };
    return { kind: "invalid", length: Math.max(1, instruction.length) };
  } finally {
    instruction.free();
    decoder.free();
  }
}
