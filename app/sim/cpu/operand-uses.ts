// What one instruction reads and writes: registers, also the unnamed ones, and memory with the way to its address.

import {
  Decoder,
  type Instruction,
  type InstructionInfo,
  InstructionInfoFactory,
  MemorySizeExt,
  Mnemonic,
  OpAccess,
  Register,
  RegisterExt,
  RflagsBits,
  type UsedMemory,
} from "iced-x86";
import { DECODER_OPTIONS } from "./decode.ts";
import { gateIn } from "./gate.ts";

interface Use {
  /** Registers as "eax", "gdtr.base", the arithmetic flags as "flags"; memory as "0x804(%ebx)". */
  readonly name: string;
  /** Width of the value. */
  readonly bytes: number;
  readonly read: boolean;
  readonly written: boolean;
}

export interface RegisterUse extends Use {
  readonly kind: "register";
}

export interface MemoryUse extends Use {
  readonly kind: "memory";
  /** Registers by name; the address is their sum, in 16 bits if `narrow`, plus the base of the segment. */
  readonly segment: string;
  readonly base: string | undefined;
  readonly index: string | undefined;
  readonly scale: number;
  readonly displacement: number;
  readonly narrow: boolean;
  /** Of a repeated string instruction: the first of several. */
  readonly repeated: boolean;
}

export type OperandUse = RegisterUse | MemoryUse;

const READS: readonly OpAccess[] = [OpAccess.Read, OpAccess.CondRead, OpAccess.ReadWrite, OpAccess.ReadCondWrite];
const WRITES: readonly OpAccess[] = [OpAccess.Write, OpAccess.CondWrite, OpAccess.ReadWrite, OpAccess.ReadCondWrite];
const FLAGS = RflagsBits.OF | RflagsBits.SF | RflagsBits.ZF | RflagsBits.AF | RflagsBits.CF | RflagsBits.PF;

type Implied = readonly (readonly [name: string, bytes: number])[];
const GDTR: Implied = [
  ["gdtr.base", 4],
  ["gdtr.limit", 2],
];
const IDTR: Implied = [
  ["idtr.base", 4],
  ["idtr.limit", 2],
];
const CODE: Implied = [["cs", 2]];

/** Registers that iced does not count as such. */
const IMPLIED_WRITES = new Map<Mnemonic, Implied>([
  [Mnemonic.Lgdt, GDTR],
  [Mnemonic.Lidt, IDTR],
  [Mnemonic.Ltr, [["tr", 2]]],
  [Mnemonic.Lldt, [["ldtr", 2]]],
  [Mnemonic.Retf, CODE],
  [Mnemonic.Iret, CODE],
  [Mnemonic.Iretd, CODE],
]);
const IMPLIED_READS = new Map<Mnemonic, Implied>([
  [Mnemonic.Sgdt, GDTR],
  [Mnemonic.Sidt, IDTR],
  [Mnemonic.Str, [["tr", 2]]],
  [Mnemonic.Sldt, [["ldtr", 2]]],
]);

const registerName = (register: Register): string => Register[register].toLowerCase();
const named = (register: Register): string | undefined =>
  register === Register.None ? undefined : registerName(register);
/** Segment registers are used by every memory access and say nothing in a flat machine. */
const isSegment = (register: Register): boolean => register >= Register.ES && register <= Register.GS;
const isFar = (instruction: Instruction): boolean =>
  instruction.isJmpFar || instruction.isCallFar || instruction.isJmpFarIndirect || instruction.isCallFarIndirect;

/** AT&T: "0x804(%ebx,%ecx,4)". */
function memoryName(base: string | undefined, index: string | undefined, scale: number, displacement: number): string {
  const inside = `${base === undefined ? "" : `%${base}`}${index === undefined ? "" : `,%${index},${scale}`}`;
  const isNear = base !== undefined && displacement < 0 && displacement > -0x10000;
  const distance = isNear ? `-0x${(-displacement).toString(16)}` : `0x${(displacement >>> 0).toString(16)}`;
  if (inside === "") return distance;
  return `${displacement === 0 ? "" : distance}(${inside})`;
}

function memoryUse(memory: UsedMemory, instruction: Instruction): MemoryUse {
  const base = named(memory.base);
  const index = named(memory.index);
  const { scale } = memory;
  const displacement = Number(BigInt.asIntN(32, memory.displacement));
  return {
    kind: "memory",
    name: memoryName(base, index, scale, displacement),
    bytes: MemorySizeExt.size(memory.memorySize) || MemorySizeExt.size(instruction.memorySize),
    read: READS.includes(memory.access),
    written: WRITES.includes(memory.access),
    segment: registerName(memory.segment),
    base,
    index,
    scale,
    displacement,
    narrow: [memory.base, memory.index].some((each) => each !== Register.None && RegisterExt.size(each) === 2),
    repeated: instruction.hasRepPrefix || instruction.hasRepnePrefix,
  };
}

const register = (name: string, bytes: number, access: "read" | "written"): RegisterUse => ({
  kind: "register",
  name,
  bytes,
  read: access === "read",
  written: access === "written",
});

function registersOf(instruction: Instruction, info: InstructionInfo): RegisterUse[] {
  const found: RegisterUse[] = [];
  const explicit = new Set<Register>();
  for (let i = 0; i < instruction.opCount; i += 1) explicit.add(instruction.opRegister(i));
  for (const item of info.usedRegisters()) {
    const { register: number, access } = item;
    item.free();
    if (isSegment(number) && !explicit.has(number)) continue;
    // Control and debug registers count as 64 bits wide whatever the mode.
    const shared = { name: registerName(number), bytes: Math.min(4, RegisterExt.size(number)) };
    found.push({ kind: "register", ...shared, read: READS.includes(access), written: WRITES.includes(access) });
  }
  if ((instruction.rflagsRead & FLAGS) !== 0) found.push(register("flags", 4, "read"));
  const { rflagsWritten, rflagsCleared, rflagsSet } = instruction;
  if (((rflagsWritten | rflagsCleared | rflagsSet) & FLAGS) !== 0) found.push(register("flags", 4, "written"));
  for (const [name, bytes] of IMPLIED_READS.get(instruction.mnemonic) ?? []) found.push(register(name, bytes, "read"));
  const writes = isFar(instruction) ? CODE : (IMPLIED_WRITES.get(instruction.mnemonic) ?? []);
  for (const [name, bytes] of writes) found.push(register(name, bytes, "written"));
  return found;
}

/** One use per name: a register that is read and then written is one. */
function merged(uses: readonly OperandUse[]): OperandUse[] {
  const byName = new Map<string, OperandUse>();
  for (const use of uses) {
    const before = byName.get(use.name);
    const read = use.read || (before?.read ?? false);
    const written = use.written || (before?.written ?? false);
    byName.set(use.name, { ...(before ?? use), read, written });
  }
  return [...byName.values()];
}

let sharedFactory: InstructionInfoFactory | undefined;

/** Of the instruction at the start of the bytes; nothing of a gate or of bytes that are no instruction. */
export function operandUses(bytes: Uint8Array): OperandUse[] {
  if (gateIn(bytes) !== undefined) return [];
  sharedFactory ??= new InstructionInfoFactory();
  const decoder = new Decoder(32, bytes.slice(0, 15), DECODER_OPTIONS);
  const instruction = decoder.decode();
  try {
    if (instruction.isInvalid) return [];
    const info = sharedFactory.info(instruction);
    const memory = info.usedMemory().map((item) => {
      const use = memoryUse(item, instruction);
      item.free();
      return use;
    });
    const uses = merged([...registersOf(instruction, info), ...memory]);
    info.free();
    return uses;
  } finally {
    instruction.free();
    decoder.free();
  }
}
