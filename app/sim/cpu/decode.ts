// From bytes to a plain description of one instruction. iced's objects live in wasm memory and are freed here.

import { Code, Decoder, DecoderError, DecoderOptions, type Instruction, OpKind, Register } from "iced-x86";
import type { RegIndex, Seg } from "./state.ts";

export type AddressSize = 16 | 32;

/** Bytes; the processor refuses longer ones. */
export const LONGEST_INSTRUCTION = 15;

export interface MemoryShape {
  readonly seg: Seg;
  readonly base: RegIndex | undefined;
  readonly index: RegIndex | undefined;
  readonly scale: number;
  readonly displacement: number;
  /** With 16, only the low halves of the registers count and the sum wraps at 64 KiB. */
  readonly addressSize: AddressSize;
}

export type Operand =
  /** Of 8-bit registers, 4 to 7 are the high halves. */
  | { readonly kind: "reg"; readonly index: RegIndex }
  | { readonly kind: "mem"; readonly memory: MemoryShape }
  | { readonly kind: "imm"; readonly value: number }
  | { readonly kind: "seg"; readonly seg: Seg }
  | { readonly kind: "control"; readonly number: number }
  | { readonly kind: "debug"; readonly number: number }
  /** Relative to the end of the instruction. */
  | { readonly kind: "near"; readonly relative: number }
  | { readonly kind: "far"; readonly selector: number; readonly offset: number }
  /** Implied memory of a string instruction. */
  | { readonly kind: "string"; readonly seg: Seg; readonly addressSize: AddressSize }
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
  /** The bytes, or the 15 an instruction may have, end inside it. */
  | { readonly kind: "more" };

/**
 * The modelled processor is a Pentium Pro without the extensions that came after it: what they encode in prefixes and
 * hint opcodes that were free (tzcnt, lzcnt, wbnoinvd, endbr32, prefetch) is bsf, bsr, wbinvd and nop to it.
 */
export const DECODER_OPTIONS =
  DecoderOptions.ForceReservedNop | DecoderOptions.NoMPFX_0FBC | DecoderOptions.NoMPFX_0FBD | DecoderOptions.NoWbnoinvd;

/** Implied memory of string instructions: by ES, or by the segment that a prefix may override. */
const STRING_KINDS = new Map<OpKind, { readonly size: AddressSize; readonly extra: boolean }>([
  [OpKind.MemorySegSI, { size: 16, extra: false }],
  [OpKind.MemorySegESI, { size: 32, extra: false }],
  [OpKind.MemoryESDI, { size: 16, extra: true }],
  [OpKind.MemoryESEDI, { size: 32, extra: true }],
]);
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
  if (between(register, Register.CR0, Register.CR15)) return { kind: "control", number: register - Register.CR0 };
  if (between(register, Register.DR0, Register.DR15)) return { kind: "debug", number: register - Register.DR0 };
  return { kind: "other", text: Register[register] };
}

/** The register an address is made of; undefined for none, and for the AL that xlat adds by itself. */
function addressRegister(register: Register): RegIndex | undefined {
  if (between(register, Register.EAX, Register.EDI)) return (register - Register.EAX) as RegIndex;
  if (between(register, Register.AX, Register.DI)) return (register - Register.AX) as RegIndex;
  return undefined;
}

function addressSizeOf(instruction: Instruction): AddressSize {
  const { memoryBase, memoryIndex } = instruction;
  if (between(memoryBase, Register.AX, Register.DI) || between(memoryIndex, Register.AX, Register.DI)) return 16;
  const displacementAlone = memoryBase === Register.None && memoryIndex === Register.None;
  return displacementAlone && instruction.memoryDisplSize === 2 ? 16 : 32;
}

const segmentOf = (register: Register): Seg => (register - Register.ES) as Seg;

function memoryOperand(instruction: Instruction): Operand {
  const memory: MemoryShape = {
    seg: segmentOf(instruction.memorySegment),
    base: addressRegister(instruction.memoryBase),
    index: addressRegister(instruction.memoryIndex),
    scale: instruction.memoryIndexScale,
    displacement: Number(BigInt.asIntN(32, instruction.memoryDisplacement)),
    addressSize: addressSizeOf(instruction),
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
  if (kind === OpKind.NearBranch16) {
    return { kind: "near", relative: ((instruction.nearBranch16 - instruction.nextIP16) << 16) >> 16 };
  }
  if (kind === OpKind.FarBranch32) {
    return { kind: "far", selector: instruction.farBranchSelector, offset: instruction.farBranch32 | 0 };
  }
  if (kind === OpKind.FarBranch16) {
    return { kind: "far", selector: instruction.farBranchSelector, offset: instruction.farBranch16 };
  }
  const implied = STRING_KINDS.get(kind);
  if (implied === undefined) return { kind: "other", text: OpKind[kind] };
  const register = implied.extra ? Register.ES : instruction.memorySegment;
  return { kind: "string", seg: segmentOf(register), addressSize: implied.size };
}

function describe(instruction: Instruction): Decoded {
  const { code, length, opCount } = instruction;
  const operands = Array.from({ length: opCount }, (_, i) => operandOf(instruction, i));
  const repeat = instruction.hasRepnePrefix ? "repne" : instruction.hasRepPrefix ? "rep" : "";
  return { code, name: Code[code], length, operands, repeat };
}

const LONGEST = 15;

/** The longest instruction begins with a prefix: without it, what follows must be complete. */
function isTooLong(bytes: Uint8Array, { length }: Instruction): boolean {
  return length === LONGEST && decode(bytes.subarray(1, LONGEST)).kind === "more";
}

/** Decodes the instruction at the start of the bytes as 32-bit code. */
export function decode(bytes: Uint8Array): DecodeResult {
  const decoder = new Decoder(32, bytes, DECODER_OPTIONS);
  const instruction = decoder.decode();
  try {
    if (instruction.code !== Code.INVALID) return { kind: "instruction", decoded: describe(instruction) };
    if (decoder.lastError === DecoderError.NoMoreBytes || isTooLong(bytes, instruction)) return { kind: "more" };
    return { kind: "invalid", length: Math.max(1, instruction.length) };
  } finally {
    instruction.free();
    decoder.free();
  }
}
