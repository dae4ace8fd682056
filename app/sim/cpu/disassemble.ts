// One instruction as text in the notation of the GNU assembler, for the views.

import { Decoder, DecoderOptions, Formatter, FormatterSyntax, type Instruction } from "iced-x86";
import { hexByte } from "../core/hex.ts";
import { DECODER_OPTIONS } from "./decode.ts";
import { gateIn, GATE_LENGTH } from "./gate.ts";

export interface Disassembly {
  readonly length: number;
  /** "89 d7" */
  readonly bytes: string;
  readonly mnemonic: string;
  /** AT&T order and punctuation: "%edx,%edi". */
  readonly operands: string;
}

/** What is shown is what is executed; only long nops keep the names that other tools give them. */
const OPTIONS = DECODER_OPTIONS & ~DecoderOptions.ForceReservedNop;

function makeFormatter(): Formatter {
  const formatter = new Formatter(FormatterSyntax.Gas);
  formatter.uppercaseHex = false;
  formatter.smallHexNumbersInDecimal = false;
  formatter.branchLeadingZeros = true;
  formatter.spaceAfterOperandSeparator = false;
  return formatter;
}

let sharedFormatter: Formatter | undefined;

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, hexByte).join(" ");

function gateText(bytes: Uint8Array): Disassembly | undefined {
  const gate = gateIn(bytes);
  if (gate === undefined) return undefined;
  return {
    length: GATE_LENGTH,
    bytes: hexOf(bytes.subarray(0, GATE_LENGTH)),
    mnemonic: "gate",
    operands: `${gate.kernel},${gate.gate}`,
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
  const decoder = new Decoder(32, bytes.slice(0, 15), OPTIONS);
  decoder.ip = BigInt(address >>> 0);
  const instruction = decoder.decode();
  try {
    if (instruction.isInvalid) {
      const first = bytes.subarray(0, 1);
      const operands = Array.from(first, (byte) => `0x${hexByte(byte)}`).join("");
      return { length: first.length, bytes: hexOf(first), mnemonic: ".byte", operands };
    }
    return {
      length: instruction.length,
      bytes: hexOf(bytes.subarray(0, instruction.length)),
      ...textOf(instruction),
    };
  } finally {
    instruction.free();
    decoder.free();
  }
}
