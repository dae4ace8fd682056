// Steps of a translated region, and what each does. Status flags are computed only when somebody reads them: until then
// it is kept what they follow from.

import type { Op } from "./code-cache.ts";
import type { Core } from "./core.ts";
import { decode, type Decoded, type MemoryShape, type Operand } from "./decode.ts";
import { addressing, type Get, simpleAddress } from "./exec/access.ts";
import {
  type Condition,
  CONDITION,
  type ConditionName,
  setAddFlags,
  setDecFlags,
  setIncFlags,
  setLogicFlags,
  setSubFlags,
} from "./exec/flags.ts";
import { EFLAGS, EIP, FLAG, type RegIndex, type Seg, type Words } from "./state.ts";

/** The switch of `RegionRun` has these as numbers. */
export const KIND = {
  head: 0,
  mark: 1,
  leave: 2,
  ifZero: 3,
  branch: 4,
  move: 5,
  load: 6,
  and: 7,
  test: 8,
  add: 9,
  plain: 10,
  memory: 11,
  testZero: 12,
  moves: 13,
} as const;

const TOP = 31;
const NOTHING = 0;
const ADD = 1;
const SUB = 2;
const LOGIC = 3;
const INC = 4;
const DEC = 5;

/** What the flags follow from, while EFLAGS does not have them yet. */
export class Pending {
  kind = NOTHING;
  a = 0;
  b = 0;
  result = 0;

  set(kind: number, a: number, b: number, result: number): void {
    this.kind = kind;
    this.a = a;
    this.b = b;
    this.result = result;
  }

  logic(result: number): void {
    this.kind = LOGIC;
    this.result = result;
  }

  add(a: number, b: number, result: number): void {
    this.set(ADD, a, b, result);
  }

  isZero(words: Words): boolean {
    return this.kind === NOTHING ? (words[EFLAGS] & FLAG.ZF) !== 0 : this.result === 0;
  }

  /** From here on EFLAGS has them. */
  settle(words: Words): void {
    const { kind, a, b, result } = this;
    this.kind = NOTHING;
    if (kind === LOGIC) setLogicFlags(words, result, TOP);
    else if (kind === ADD) setAddFlags(words, a, b, result, TOP);
    else if (kind === SUB) setSubFlags(words, a, b, result, TOP);
    else if (kind === INC) setIncFlags(words, a, result, TOP);
    else if (kind === DEC) setDecFlags(words, a, result, TOP);
  }
}

/** Where a step runs. */
export interface Place {
  readonly core: Core;
  readonly flags: Pending;
  /** EIP of offset 0 of the page. */
  readonly origin: number;
  /** Is everything as it was at the start of the region: its code, and that it may be fetched? */
  isSteady(): boolean;
}

/** False if the region has to be left behind the instruction. Then EIP tells where to. */
export type Act = (place: Place, micro: Micro) => boolean;

export interface Micro {
  kind: number;
  readonly to: RegIndex;
  /** A register, or a constant: a word of either. */
  readonly source: Words;
  readonly from: RegIndex;
  /** Of a head, the instructions up to the next; of a mark, its number; of a load, the displacement. */
  readonly value: number;
  readonly seg: Seg;
  readonly act: Act;
  readonly holds: Condition;
  /** A branch leads to its target if ZF, or else its condition, is this. */
  when: boolean;
  /** The instruction: where in its page, how long, how many of its block are before it. */
  readonly offset: number;
  readonly length: number;
  before: number;
  /** What comes behind it; undefined only while the region is made. */
  next: Micro | undefined;
  /** Of a branch: where it leads. */
  target: Micro | undefined;
  /** Of several moves in one step: the next of them. */
  also: Micro | undefined;
}

/** What an instruction is made to. */
export type Shape = Pick<Micro, "kind"> & Partial<Pick<Micro, "to" | "source" | "from" | "value" | "seg" | "act">>;

const goesOn: Act = () => true;
const never: Condition = () => false;
const NO_SOURCE = new Int32Array(1) as Words;

/** Its place in the page and in its block. */
export type At = Pick<Micro, "offset" | "length" | "before">;

export const makeMicro = (
  shape: Shape,
  at: At,
  { holds = never, when = true }: { readonly holds?: Condition | undefined; readonly when?: boolean } = {},
): Micro => ({
  kind: shape.kind,
  to: shape.to ?? 0,
  source: shape.source ?? NO_SOURCE,
  from: shape.from ?? 0,
  value: shape.value ?? 0,
  seg: shape.seg ?? 0,
  act: shape.act ?? goesOn,
  holds,
  when,
  offset: at.offset,
  length: at.length,
  before: at.before,
  next: undefined,
  target: undefined,
  also: undefined,
});

/** Leaves the region behind an instruction that has not branched. */
export function leaveBehind(place: Place, micro: Micro): false {
  place.core.words[EIP] = (place.origin + micro.offset + micro.length) | 0;
  return false;
}

const memory = (act: (place: Place) => void): Shape => ({
  kind: KIND.memory,
  act: (place, micro) => {
    act(place);
    return place.isSteady() || leaveBehind(place, micro);
  },
});

const plain = (act: (place: Place) => void): Shape => ({
  kind: KIND.plain,
  act: (place) => {
    act(place);
    return true;
  },
});

/** As the executor does it, with everything in order before and looked at behind. */
function asEver(op: Op): Shape {
  return {
    kind: KIND.memory,
    act: (place, micro) => {
      const { core, flags } = place;
      const behind = (place.origin + micro.offset + micro.length) | 0;
      flags.settle(core.words);
      core.words[EIP] = behind;
      op.execute(core);
      return core.words[EIP] === behind && place.isSteady();
    },
  };
}

/** String instructions that leave the flags alone. */
function string(op: Op): Shape {
  return {
    kind: KIND.memory,
    act: (place, micro) => {
      const { core } = place;
      core.words[EIP] = (place.origin + micro.offset + micro.length) | 0;
      op.execute(core);
      return place.isSteady();
    },
  };
}

const ALU = {
  Add: { flags: ADD, result: (a: number, b: number) => (a + b) | 0, writes: true },
  Sub: { flags: SUB, result: (a: number, b: number) => (a - b) | 0, writes: true },
  Cmp: { flags: SUB, result: (a: number, b: number) => (a - b) | 0, writes: false },
  And: { flags: LOGIC, result: (a: number, b: number) => a & b, writes: true },
  Test: { flags: LOGIC, result: (a: number, b: number) => a & b, writes: false },
  Or: { flags: LOGIC, result: (a: number, b: number) => a | b, writes: true },
  Xor: { flags: LOGIC, result: (a: number, b: number) => a ^ b, writes: true },
} as const;
const isAlu = (name: string): name is keyof typeof ALU => Object.hasOwn(ALU, name);
const IN_SWITCH: Partial<Record<string, number>> = { Add: KIND.add, And: KIND.and, Test: KIND.test };

type Value = Extract<Operand, { kind: "reg" | "imm" }>;

const sourceOf = (words: Words, value: Value): Required<Pick<Shape, "source" | "from">> =>
  value.kind === "reg"
    ? { source: words, from: value.index }
    : { source: Int32Array.of(value.value) as Words, from: 0 };

const isValue = (operand: Operand): operand is Value => operand.kind === "reg" || operand.kind === "imm";

function arithmetic(words: Words, name: keyof typeof ALU, to: RegIndex, second: Operand): Shape | undefined {
  const { flags: kind, result, writes } = ALU[name];
  if (isValue(second)) {
    const { source, from } = sourceOf(words, second);
    const known = IN_SWITCH[name];
    if (known !== undefined) return { kind: known, to, source, from };
    return plain(({ flags }) => {
      const a = words[to];
      const b = source[from];
      const r = result(a, b);
      if (writes) words[to] = r;
      flags.set(kind, a, b, r);
    });
  }
  if (second.kind !== "mem") return undefined;
  const read = reader(second.memory);
  return memory(({ core, flags }) => {
    const a = words[to];
    const b = read(core);
    const r = result(a, b);
    if (writes) words[to] = r;
    flags.set(kind, a, b, r);
  });
}

function reader(shape: MemoryShape): Get {
  const { seg } = shape;
  const at = addressing(shape);
  return (core) => core.read32(seg, at(core));
}

function move(words: Words, to: Operand, second: Operand): Shape | undefined {
  if (to.kind === "reg" && isValue(second)) return { kind: KIND.move, to: to.index, ...sourceOf(words, second) };
  if (to.kind === "reg" && second.kind === "mem") {
    const { index } = to;
    const simple = simpleAddress(second.memory);
    if (simple !== undefined) {
      const { base, displacement } = simple;
      return { kind: KIND.load, to: index, source: words, from: base, value: displacement, seg: second.memory.seg };
    }
    const read = reader(second.memory);
    return memory(({ core }) => {
      words[index] = read(core);
    });
  }
  if (to.kind !== "mem" || !isValue(second)) return undefined;
  const { seg } = to.memory;
  const at = addressing(to.memory);
  const { source, from } = sourceOf(words, second);
  return memory(({ core }) => core.write32(seg, at(core), source[from]));
}

/** inc and dec leave CF alone, so what it follows from comes first. */
function countBy(words: Words, to: RegIndex, by: 1 | -1): Shape {
  return plain(({ flags }) => {
    flags.settle(words);
    const a = words[to];
    words[to] = (a + by) | 0;
    flags.set(by === 1 ? INC : DEC, a, by, words[to]);
  });
}

function loadAddress(words: Words, to: RegIndex, shape: MemoryShape): Shape {
  const at = addressing(shape);
  return plain(({ core }) => {
    words[to] = at(core);
  });
}

/** 32-bit forms; others are done as ever. */
const FORM =
  /^(?<name>[A-Z][a-z]+)_(?:r32_rm32|rm32_r32|r32_imm32|rm32_imm32|rm32_imm8|EAX_imm32|EAX_moffs32|moffs32_EAX|r32|rm32|r32_m)$/;
/** They touch neither flags nor EIP. */
const QUIET = /^(?:Movzx|Movsx|Push_r32|Pop_r32)/;
const QUIET_STRINGS = /^(?:Movs|Stos|Lods)[bwd]_/;

/** What the instruction becomes, if it is one that falls through to the next. */
export function shapeOf(words: Words, op: Op, { name, operands }: Decoded): Shape {
  const known = FORM.exec(name)?.groups?.["name"] ?? "";
  const [first, second] = operands;
  if (QUIET_STRINGS.test(name)) return string(op);
  if (QUIET.test(name)) return memory(({ core }) => op.execute(core));
  return (first === undefined ? undefined : formed(words, known, first, second)) ?? asEver(op);
}

function formed(words: Words, name: string, first: Operand, second: Operand | undefined): Shape | undefined {
  if (name === "Mov" && second !== undefined) return move(words, first, second);
  if (first.kind !== "reg") return undefined;
  if (name === "Inc") return countBy(words, first.index, 1);
  if (name === "Dec") return countBy(words, first.index, -1);
  if (second === undefined) return undefined;
  if (name === "Lea" && second.kind === "mem") return loadAddress(words, first.index, second.memory);
  return isAlu(name) ? arithmetic(words, name, first.index, second) : undefined;
}

/** Where control goes from an instruction, as far as a region follows it. */
export interface Flow {
  /** Bytes from the end of the instruction. */
  readonly to: number;
  /** Undefined: it always goes there. */
  readonly condition: Condition | undefined;
  /** The state of ZF with which it goes there, if ZF decides. */
  readonly zero: boolean | undefined;
}

const JUMP = /^Jmp_rel(?:8|32)_32$/;
const BRANCH = /^J(?<letters>[a-z]+)_rel(?:8|32)_32$/;
const isCondition = (name: string): name is ConditionName => Object.hasOwn(CONDITION, name);

/** Undefined for what falls through. */
export function flowOf({ name, operands }: Decoded): Flow | undefined {
  const [near] = operands;
  if (near?.kind !== "near") return undefined;
  const to = near.relative;
  if (JUMP.test(name)) return { to, condition: undefined, zero: undefined };
  const letters = BRANCH.exec(name)?.groups?.["letters"] ?? "";
  if (!isCondition(letters)) return undefined;
  return { to, condition: CONDITION[letters], zero: letters === "e" ? true : letters === "ne" ? false : undefined };
}

/** Does control perhaps not come to the next instruction, or come there from elsewhere? */
export const endsBlock = ({ name }: Decoded): boolean => /^(?:J|Call|Ret|Loop|Iret|Int|Hlt)/.test(name);

export function decodedOf(op: Op): Decoded | undefined {
  const result = decode(op.bytes);
  return result.kind === "instruction" ? result.decoded : undefined;
}
