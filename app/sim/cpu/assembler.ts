// A typed builder of 32-bit code over iced's encoder: labels, and for each instruction the reason the page shows
// beside it. The builder function runs until the labels settle, so a label may be used before it is defined.

import { Code, Encoder, Instruction, MemoryOperand, Register, RepPrefixKind } from "iced-x86";
import { invariant, SimBug } from "../core/errors.ts";
import { ALU, CONDITIONS, type AluCodes, type Condition } from "./assembler-codes.ts";
import { gateBytes } from "./gate.ts";
import type { ControlReg, Mem, Reg32, SegReg } from "./operands.ts";

export * from "./operands.ts";
export type { Condition } from "./assembler-codes.ts";

export interface ListingLine {
  /** Bytes from the start of the listing. */
  readonly offset: number;
  readonly length: number;
  /** First label defined at this very offset. */
  readonly label?: string;
  /** Why the instruction is there; unknown for code that is not ours. */
  readonly reason?: string;
}

export interface Listing {
  readonly bytes: Uint8Array;
  /** Offsets from the start. */
  readonly labels: ReadonlyMap<string, number>;
  /** Labels that begin a routine; the others are places inside one. */
  readonly routines: ReadonlySet<string>;
  readonly lines: readonly ListingLine[];
}

export interface AssembleOptions {
  /** Linear address of the first byte: only absolute operands (far jumps, `addressOf`) depend on it. */
  readonly origin: number;
}

type RegMem = Reg32 | Mem;
type Source = Reg32 | Mem | number;

/** A fresh wasm operand; creating an instruction with it consumes it. */
function memoryOf(operand: Mem): MemoryOperand {
  const absolute = operand.base === Register.None && operand.index === Register.None;
  const size = absolute ? 4 : operand.displacement === 0 ? 0 : 1;
  const displacement = absolute ? BigInt(operand.displacement >>> 0) : BigInt(operand.displacement | 0);
  const { base, index, scale } = operand;
  return new MemoryOperand(base, index, scale, displacement, size, false, Register.None);
}

export class Assembler {
  readonly labels = new Map<string, number>();
  readonly routines = new Set<string>();
  readonly lines: ListingLine[] = [];
  readonly used = new Set<string>();
  readonly #bytes: number[] = [];
  readonly #origin: number;
  readonly #known: ReadonlyMap<string, number>;
  #pendingLabel: string | undefined;

  constructor(origin: number, known: ReadonlyMap<string, number>) {
    this.#origin = origin;
    this.#known = known;
  }

  get here(): number {
    return this.#bytes.length;
  }

  get bytesSoFar(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  // -------------------------------------------------------------------------------- labels and data

  label(name: string): void {
    if (this.labels.has(name)) throw new SimBug(`label ${name} is defined twice`);
    this.labels.set(name, this.here);
    this.#pendingLabel ??= name;
  }

  /** A label that begins a routine. */
  routine(name: string): void {
    this.routines.add(name);
    this.label(name);
  }

  /** Offset of a label from the start of the listing; of a label further down, once the passes have settled. */
  offsetOf(label: string): number {
    this.used.add(label);
    return this.labels.get(label) ?? this.#known.get(label) ?? this.here;
  }

  /** Linear address of a label. */
  addressOf(label: string): number {
    return (this.#origin + this.offsetOf(label)) >>> 0;
  }

  /** Data; with a reason it becomes a line of its own. */
  bytes(bytes: Iterable<number>, reason?: string): void {
    const offset = this.here;
    this.#bytes.push(...bytes);
    if (reason !== undefined) this.#line(offset, reason);
    else this.#pendingLabel = undefined;
  }

  /** Fills with nops up to a multiple of n, counted from the origin. */
  align(n: number): void {
    while ((this.#origin + this.here) % n !== 0) this.#bytes.push(0x90);
  }

  gate(kernel: string, gate: number, reason: string): void {
    this.bytes(gateBytes(kernel, gate), reason);
  }

  // -------------------------------------------------------------------------------- moves

  mov(to: Reg32, from: Reg32 | Mem | number | ControlReg, reason: string): void;
  mov(to: Mem, from: Reg32 | number, reason: string): void;
  mov(to: ControlReg, from: Reg32, reason: string): void;
  mov(to: RegMem | ControlReg, from: Source | ControlReg, reason: string): void {
    if (typeof from !== "number" && from.kind === "creg") {
      this.#regReg(Code.Mov_r32_cr, to as Reg32, from, reason);
    } else if (to.kind === "creg") {
      this.#regReg(Code.Mov_cr_r32, to, from as Reg32, reason);
    } else if (to.kind === "reg32" && typeof from === "number") {
      this.#encode(Instruction.createRegI32(Code.Mov_r32_imm32, to.register, from | 0), reason);
    } else {
      this.#alu(ALU.mov, to, from, reason);
    }
  }

  movSeg(to: SegReg, from: Reg32, reason: string): void;
  movSeg(to: Reg32, from: SegReg, reason: string): void;
  movSeg(to: SegReg | Reg32, from: Reg32 | SegReg, reason: string): void {
    this.#regReg(to.kind === "sreg" ? Code.Mov_Sreg_r32m16 : Code.Mov_r32m16_Sreg, to, from, reason);
  }

  xchg(to: RegMem, from: Reg32, reason: string): void {
    if (to.kind === "mem") this.#memReg(Code.Xchg_rm32_r32, to, from, reason);
    else this.#regReg(Code.Xchg_rm32_r32, to, from, reason);
  }

  lea(to: Reg32, from: Mem, reason: string): void {
    this.#regMem(Code.Lea_r32_m, to, from, reason);
  }

  push(from: Source, reason: string): void {
    if (typeof from === "number") {
      this.#encode(Instruction.createI32(Code.Pushd_imm32, from | 0), reason);
    } else this.#one(Code.Push_r32, Code.Push_rm32, from, reason);
  }

  pop(to: RegMem, reason: string): void {
    this.#one(Code.Pop_r32, Code.Pop_rm32, to, reason);
  }

  // -------------------------------------------------------------------------------- arithmetic

  add(to: RegMem, from: Source, reason: string): void {
    this.#alu(ALU.add, to, from, reason);
  }
  or(to: RegMem, from: Source, reason: string): void {
    this.#alu(ALU.or, to, from, reason);
  }
  adc(to: RegMem, from: Source, reason: string): void {
    this.#alu(ALU.adc, to, from, reason);
  }
  sbb(to: RegMem, from: Source, reason: string): void {
    this.#alu(ALU.sbb, to, from, reason);
  }
  and(to: RegMem, from: Source, reason: string): void {
    this.#alu(ALU.and, to, from, reason);
  }
  sub(to: RegMem, from: Source, reason: string): void {
    this.#alu(ALU.sub, to, from, reason);
  }
  xor(to: RegMem, from: Source, reason: string): void {
    this.#alu(ALU.xor, to, from, reason);
  }
  cmp(to: RegMem, from: Source, reason: string): void {
    this.#alu(ALU.cmp, to, from, reason);
  }
  test(to: RegMem, from: Reg32 | number, reason: string): void {
    this.#alu(ALU.test, to, from, reason);
  }
  inc(to: RegMem, reason: string): void {
    this.#one(Code.Inc_r32, Code.Inc_rm32, to, reason);
  }
  dec(to: RegMem, reason: string): void {
    this.#one(Code.Dec_r32, Code.Dec_rm32, to, reason);
  }
  not(to: RegMem, reason: string): void {
    this.#one(Code.Not_rm32, Code.Not_rm32, to, reason);
  }
  neg(to: RegMem, reason: string): void {
    this.#one(Code.Neg_rm32, Code.Neg_rm32, to, reason);
  }
  shl(to: Reg32, count: number, reason: string): void {
    this.#encode(Instruction.createRegI32(Code.Shl_rm32_imm8, to.register, count), reason);
  }
  shr(to: Reg32, count: number, reason: string): void {
    this.#encode(Instruction.createRegI32(Code.Shr_rm32_imm8, to.register, count), reason);
  }

  rol(to: Reg32, count: number, reason: string): void {
    this.#encode(Instruction.createRegI32(Code.Rol_rm32_imm8, to.register, count), reason);
  }
  ror(to: Reg32, count: number, reason: string): void {
    this.#encode(Instruction.createRegI32(Code.Ror_rm32_imm8, to.register, count), reason);
  }
  bswap(to: Reg32, reason: string): void {
    this.#encode(Instruction.createReg(Code.Bswap_r32, to.register), reason);
  }

  // -------------------------------------------------------------------------------- control flow

  call(label: string, reason: string): void {
    this.#branch(Code.Call_rel32_32, label, reason);
  }
  jmp(label: string, reason: string): void {
    this.#branch(Code.Jmp_rel32_32, label, reason);
  }
  jcc(condition: Condition, label: string, reason: string): void {
    this.#branch(CONDITIONS[condition], label, reason);
  }
  jz(label: string, reason: string): void {
    this.jcc("z", label, reason);
  }
  jnz(label: string, reason: string): void {
    this.jcc("nz", label, reason);
  }
  callReg(target: Reg32, reason: string): void {
    this.#one(Code.Call_rm32, Code.Call_rm32, target, reason);
  }
  callMem(target: Mem, reason: string): void {
    this.#one(Code.Call_rm32, Code.Call_rm32, target, reason);
  }
  jmpReg(target: Reg32, reason: string): void {
    this.#one(Code.Jmp_rm32, Code.Jmp_rm32, target, reason);
  }
  jmpMem(target: Mem, reason: string): void {
    this.#one(Code.Jmp_rm32, Code.Jmp_rm32, target, reason);
  }
  farJump(selector: number, label: string, reason: string): void {
    this.#encode(Instruction.createFarBranch(Code.Jmp_ptr1632, selector, this.addressOf(label)), reason);
  }
  ret(reason: string): void {
    this.#plain(Code.Retnd, reason);
  }
  int(vector: number, reason: string): void {
    this.#encode(Instruction.createI32(Code.Int_imm8, vector), reason);
  }
  iret(reason: string): void {
    this.#plain(Code.Iretd, reason);
  }

  // -------------------------------------------------------------------------------- without operands, and system

  pushad(reason: string): void {
    this.#plain(Code.Pushad, reason);
  }
  popad(reason: string): void {
    this.#plain(Code.Popad, reason);
  }
  pushfd(reason: string): void {
    this.#plain(Code.Pushfd, reason);
  }
  popfd(reason: string): void {
    this.#plain(Code.Popfd, reason);
  }
  rep_movsd(reason: string): void {
    this.#encode(Instruction.createRepMovsd(32), reason);
  }
  rep_movsb(reason: string): void {
    this.#encode(Instruction.createRepMovsb(32), reason);
  }
  repne_scasb(reason: string): void {
    this.#encode(Instruction.createRepneScasb(32), reason);
  }
  stosb(reason: string): void {
    this.#encode(Instruction.createStosb(32, RepPrefixKind.None), reason);
  }
  rep_stosd(reason: string): void {
    this.#encode(Instruction.createRepStosd(32), reason);
  }
  cld(reason: string): void {
    this.#plain(Code.Cld, reason);
  }
  std(reason: string): void {
    this.#plain(Code.Std, reason);
  }
  cli(reason: string): void {
    this.#plain(Code.Cli, reason);
  }
  sti(reason: string): void {
    this.#plain(Code.Sti, reason);
  }
  hlt(reason: string): void {
    this.#plain(Code.Hlt, reason);
  }
  nop(reason: string): void {
    this.#plain(Code.Nopd, reason);
  }
  wbinvd(reason: string): void {
    this.#plain(Code.Wbinvd, reason);
  }
  invlpg(at: Mem, reason: string): void {
    this.#one(Code.Invlpg_m, Code.Invlpg_m, at, reason);
  }
  lgdt(from: Mem, reason: string): void {
    this.#one(Code.Lgdt_m1632, Code.Lgdt_m1632, from, reason);
  }
  lidt(from: Mem, reason: string): void {
    this.#one(Code.Lidt_m1632, Code.Lidt_m1632, from, reason);
  }
  sgdt(to: Mem, reason: string): void {
    this.#one(Code.Sgdt_m1632, Code.Sgdt_m1632, to, reason);
  }
  sidt(to: Mem, reason: string): void {
    this.#one(Code.Sidt_m1632, Code.Sidt_m1632, to, reason);
  }

  // -------------------------------------------------------------------------------- encoding

  #plain(code: Code, reason: string): void {
    this.#encode(Instruction.create(code), reason);
  }

  #one(reg: Code, memory: Code, operand: RegMem, reason: string): void {
    if (operand.kind === "reg32") this.#encode(Instruction.createReg(reg, operand.register), reason);
    else this.#encode(Instruction.createMem(memory, memoryOf(operand)), reason);
  }

  #regReg(code: Code, to: { register: Register }, from: { register: Register }, reason: string): void {
    this.#encode(Instruction.createRegReg(code, to.register, from.register), reason);
  }

  #regMem(code: Code, to: { register: Register }, from: Mem, reason: string): void {
    this.#encode(Instruction.createRegMem(code, to.register, memoryOf(from)), reason);
  }

  #memReg(code: Code, to: Mem, from: { register: Register }, reason: string): void {
    this.#encode(Instruction.createMemReg(code, memoryOf(to), from.register), reason);
  }

  #memImm(code: Code, to: Mem, immediate: number, reason: string): void {
    this.#encode(Instruction.createMemI32(code, memoryOf(to), immediate), reason);
  }

  #alu(codes: AluCodes, to: RegMem, from: Source, reason: string): void {
    if (typeof from === "number") {
      if (to.kind === "mem") this.#memImm(codes.imm, to, from | 0, reason);
      else this.#encode(Instruction.createRegI32(codes.imm, to.register, from | 0), reason);
    } else if (from.kind === "reg32") {
      if (to.kind === "mem") this.#memReg(codes.memReg, to, from, reason);
      else this.#regReg(codes.regReg, to, from, reason);
    } else {
      invariant(to.kind === "reg32", "an instruction cannot have two memory operands");
      this.#regMem(codes.regMem, to, from, reason);
    }
  }

  #branch(code: Code, label: string, reason: string): void {
    this.#encode(Instruction.createBranch(code, BigInt(this.addressOf(label))), reason);
  }

  #encode(instruction: Instruction, reason: string): void {
    const offset = this.here;
    const encoder = new Encoder(32);
    try {
      encoder.encode(instruction, BigInt((this.#origin + offset) >>> 0));
      this.#bytes.push(...encoder.takeBuffer());
    } finally {
      encoder.free();
      instruction.free();
    }
    this.#line(offset, reason);
  }

  #line(offset: number, reason: string): void {
    const label = this.#pendingLabel;
    this.#pendingLabel = undefined;
    this.lines.push({ offset, length: this.here - offset, reason, ...(label === undefined ? {} : { label }) });
  }
}

/** More passes than this mean that a builder does not do the same thing each time. */
const MAX_PASSES = 8;

const sameLabels = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
  a.size === b.size && [...a].every(([name, offset]) => b.get(name) === offset);

/** Runs the builder until every label keeps its place. */
export function assemble(build: (a: Assembler) => void, options: AssembleOptions): Listing {
  let known: ReadonlyMap<string, number> = new Map();
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const assembler = new Assembler(options.origin, known);
    build(assembler);
    const missing = [...assembler.used].filter((label) => !assembler.labels.has(label));
    invariant(missing.length === 0, `no such label: ${missing.join(", ")}`);
    if (pass > 0 && sameLabels(known, assembler.labels)) {
      return {
        bytes: assembler.bytesSoFar,
        labels: assembler.labels,
        routines: assembler.routines,
        lines: assembler.lines,
      };
    }
    known = assembler.labels;
  }
  throw new SimBug("the labels of an assembled routine do not settle");
}
