// A region: the code of one page that is reached from one hot place by direct branches, translated once into steps that
// are linked to each other. It is code like any other: what it was translated from is compared again whenever code may
// have changed.

import type { CodeCache, Op } from "./code-cache.ts";
import type { Decoded } from "./decode.ts";
import { decodedOf, endsBlock, type Flow, flowOf, KIND, makeMicro, type Micro, shapeOf, type At } from "./micro.ts";
import type { Words } from "./state.ts";

const PAGE = 4096;
const LONGEST = 15;
/** Instructions; what is beyond is left to the loop, or another region. */
const MOST_INSTRUCTIONS = 512;

export interface Region {
  /** Value of the bus's code epoch for which the instructions were last compared. */
  epoch: number;
  readonly instructions: ReadonlyMap<number, Instruction>;
}

interface Instruction {
  readonly op: Op;
  readonly decoded: Decoded;
  readonly flow: Flow | undefined;
}

/** Where a region may be entered: at the head of a block. */
export interface Entry {
  readonly region: Region;
  readonly head: Micro;
}

/** Offset an instruction continues at. */
const behind = (offset: number, { op }: Instruction): number => offset + op.length;

/** Everything that is reached from an offset, but for what has to run alone or reaches into the next page. */
function explore(code: CodeCache, linear: number, frame: number): Map<number, Instruction> {
  const found = new Map<number, Instruction>();
  const open = [linear & (PAGE - 1)];
  for (let at = open.pop(); at !== undefined && found.size < MOST_INSTRUCTIONS; at = open.pop()) {
    if (found.has(at) || at < 0 || at > PAGE - LONGEST) continue;
    const op = code.at((linear & ~(PAGE - 1)) + at, frame * PAGE + at);
    const decoded = op.alone || op.gate !== undefined ? undefined : decodedOf(op);
    if (decoded === undefined) continue;
    const instruction = { op, decoded, flow: flowOf(decoded) };
    found.set(at, instruction);
    const { flow } = instruction;
    if (flow !== undefined) open.push(behind(at, instruction) + flow.to);
    if (flow === undefined || flow.condition !== undefined) open.push(behind(at, instruction));
  }
  return found;
}

/** Offsets at which a block begins. */
function headsOf(instructions: ReadonlyMap<number, Instruction>, first: number): ReadonlySet<number> {
  const heads = new Set([first]);
  for (const [at, instruction] of instructions) {
    const { op, decoded, flow } = instruction;
    if (op.mark !== 0) heads.add(at);
    if (flow !== undefined) heads.add(behind(at, instruction) + flow.to);
    if (endsBlock(decoded) && flow?.condition === undefined) heads.add(behind(at, instruction));
  }
  return heads;
}

/** Moves in a row become one step. */
function join(last: Micro, move: Micro): boolean {
  if (last.kind !== KIND.move && last.kind !== KIND.moves) return false;
  last.kind = KIND.moves;
  let end = last;
  while (end.also !== undefined) end = end.also;
  end.also = move;
  return true;
}

class Translation {
  readonly #words: Words;
  readonly #instructions: ReadonlyMap<number, Instruction>;
  readonly #heads: ReadonlySet<number>;
  /** First step of each block, and of each place that the region is left at. */
  readonly #first = new Map<number, Micro>();

  constructor(words: Words, instructions: ReadonlyMap<number, Instruction>, heads: ReadonlySet<number>) {
    this.#words = words;
    this.#instructions = instructions;
    this.#heads = heads;
  }

  /** The head of each block, by offset. */
  blocks(): ReadonlyMap<number, Micro> {
    const heads = new Map<number, Micro>();
    for (const at of this.#heads) {
      const instruction = this.#instructions.get(at);
      if (instruction === undefined) continue;
      const head = makeMicro({ kind: KIND.head, value: this.#length(at) }, { offset: at, length: 0, before: 0 });
      heads.set(at, head);
      this.#first.set(at, this.#marked(at, instruction.op, head));
    }
    for (const [at, head] of heads) this.#fill(at, head);
    return heads;
  }

  #marked(at: number, { mark }: Op, head: Micro): Micro {
    if (mark === 0) return head;
    const micro = makeMicro({ kind: KIND.mark, value: mark }, { offset: at, length: 0, before: 0 });
    micro.next = head;
    return micro;
  }

  /** Instructions of the block that begins here. */
  #length(at: number): number {
    let length = 0;
    for (let next: number | undefined = at; next !== undefined; length++) {
      const instruction = this.#instructions.get(next);
      if (instruction === undefined) break;
      next = this.#isLast(next, instruction) ? undefined : behind(next, instruction);
    }
    return length;
  }

  /** A block goes on behind a branch that is not taken. */
  #isLast(at: number, { op, decoded, flow }: Instruction): boolean {
    const next = at + op.length;
    const ends = endsBlock(decoded) && flow?.condition === undefined;
    return ends || this.#heads.has(next) || !this.#instructions.has(next);
  }

  #fill(at: number, head: Micro): void {
    let last = head;
    let here = at;
    for (let before = 0; ; before++) {
      const instruction = this.#instructions.get(here);
      if (instruction === undefined) return;
      const { op, flow } = instruction;
      last = this.#add(last, instruction, { offset: here, length: op.length, before });
      const isLast = this.#isLast(here, instruction);
      const next = behind(here, instruction);
      if (isLast) last.next = this.#to(flow?.condition === undefined && flow !== undefined ? next + flow.to : next);
      if (isLast) return;
      here = next;
    }
  }

  /** The step of an instruction; a jump needs none. */
  #add(last: Micro, { op, decoded, flow }: Instruction, at: At): Micro {
    if (flow !== undefined) return flow.condition === undefined ? last : this.#branch(last, flow, at);
    const micro = makeMicro(shapeOf(this.#words, op, decoded), at);
    if (micro.kind === KIND.move && join(last, micro)) return last;
    last.next = micro;
    return micro;
  }

  /** A test right before a branch on ZF becomes one step with it. */
  #branch(last: Micro, { to, condition, zero }: Flow, at: At): Micro {
    const target = this.#to(at.offset + at.length + to);
    if (zero !== undefined && last.kind === KIND.test) {
      return Object.assign(last, { kind: KIND.testZero, when: zero, before: at.before, target });
    }
    const kind = zero === undefined ? KIND.branch : KIND.ifZero;
    last.next = makeMicro({ kind }, at, { holds: condition, when: zero ?? true });
    last.next.target = target;
    return last.next;
  }

  #to(offset: number): Micro {
    let first = this.#first.get(offset);
    if (first === undefined) {
      first = makeMicro({ kind: KIND.leave }, { offset, length: 0, before: 0 });
      this.#first.set(offset, first);
    }
    return first;
  }
}

/** Translates what is reached from a linear address, and notes at its instructions where it can be entered. */
export function translate(code: CodeCache, words: Words, linear: number, frame: number, epoch: number): void {
  const instructions = explore(code, linear, frame);
  const heads = headsOf(instructions, linear & (PAGE - 1));
  const region: Region = { epoch, instructions };
  for (const [at, head] of new Translation(words, instructions, heads).blocks()) {
    const instruction = instructions.get(at);
    if (instruction !== undefined) instruction.op.entry = { region, head };
  }
}

/** Is every instruction still what it was translated from? Otherwise it is entered no more. */
export function stillThere(code: CodeCache, region: Region, frame: number, epoch: number): boolean {
  if (region.epoch === epoch) return true;
  for (const [at, { op }] of region.instructions) {
    if (code.stillThere(op, frame * PAGE + at)) continue;
    for (const { op: other } of region.instructions.values()) other.entry = undefined;
    return false;
  }
  region.epoch = epoch;
  return true;
}
