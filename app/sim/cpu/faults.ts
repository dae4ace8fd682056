// What an instruction can throw: a processor exception, or the fact that the lab does not know how to go on. Plain
// objects rather than Errors, because a page fault is no defect and needs no stack trace.

import { SimBug } from "../core/errors.ts";
import { hex } from "../core/hex.ts";

export const VECTOR = {
  DE: 0,
  DB: 1,
  NMI: 2,
  BP: 3,
  OF: 4,
  BR: 5,
  UD: 6,
  NM: 7,
  DF: 8,
  TS: 10,
  NP: 11,
  SS: 12,
  GP: 13,
  PF: 14,
  MF: 16,
  AC: 17,
} as const;

/** #DB may be one; the others are traps, or the double fault. */
const FAULTS: readonly number[] = [
  ...[VECTOR.DE, VECTOR.BR, VECTOR.UD, VECTOR.NM, VECTOR.TS, VECTOR.NP],
  ...[VECTOR.SS, VECTOR.GP, VECTOR.PF, VECTOR.MF, VECTOR.AC],
];

const NAMES = new Map<number, string>(Object.entries(VECTOR).map(([name, vector]) => [vector, `#${name}`]));
NAMES.set(VECTOR.NMI, "NMI");

/** An exception raised by an instruction, or while delivering one. */
export class CpuException {
  readonly vector: number;
  readonly errorCode: number | undefined;
  /** Why, for a person. */
  readonly text: string;
  /** Of #DB: raised after the instruction rather than before it. */
  isTrap = false;
  /** Raised when a task switch was past the point of no return: EIP is the new task's. */
  inNewTask = false;

  constructor(vector: number, errorCode: number | undefined, text: string) {
    this.vector = vector;
    this.errorCode = errorCode;
    this.text = text;
  }

  /** The instruction is tried again after it, with EFLAGS.RF set. */
  get isFault(): boolean {
    return this.vector === VECTOR.DB ? !this.isTrap : FAULTS.includes(this.vector);
  }

  /** "#GP". */
  get mnemonic(): string {
    return NAMES.get(this.vector) ?? `vector ${hex(this.vector, 2)}`;
  }

  /** "#GP(0x68)", "#UD". */
  get name(): string {
    return this.errorCode === undefined ? this.mnemonic : `${this.mnemonic}(0x${this.errorCode.toString(16)})`;
  }
}

/** The processor would go on; the lab does not model what comes. Never skipped, never guessed. */
export class Unimplemented {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Thrown by hlt after it has completed: leaves the loop without a test per instruction. */
export class Halted {
  static readonly signal = new Halted();
}

/** Thrown by a repeated instruction that leaves off for now: the loop counts it and comes back to it. */
export class Interrupted {
  static readonly signal = new Interrupted();
}

/** Thrown by a repeated instruction that is complete and has taken long: the loop is left. */
export class Rested {
  static readonly signal = new Rested();
}

export const generalProtection = (errorCode: number, text: string): CpuException =>
  new CpuException(VECTOR.GP, errorCode, text);

/** What a bad selector raises: vector, and bit 0 of the error code, set while an exception is being delivered. */
export interface Blame {
  readonly vector: number;
  readonly external: 0 | 1;
}

export const selectorText = (selector: number): string => `selector ${hex(selector, 4)}`;

/** An exception whose error code names a selector; of a null selector it is 0. */
export const selectorFault = ({ vector, external }: Blame, selector: number, why: string): CpuException =>
  new CpuException(vector, (selector & 0xfffc) | external, `${selectorText(selector)} ${why}`);

/** #DB after an instruction. */
export function debugTrap(text: string): CpuException {
  const trap = new CpuException(VECTOR.DB, undefined, text);
  trap.isTrap = true;
  return trap;
}

export const invalidOpcode = (text: string): CpuException => new CpuException(VECTOR.UD, undefined, text);

/** Anything else that is thrown while executing is a defect of the lab. */
export function asFault(thrown: unknown): CpuException | Unimplemented {
  if (thrown instanceof CpuException || thrown instanceof Unimplemented) return thrown;
  throw thrown instanceof Error ? thrown : new SimBug(`thrown while executing: ${String(thrown)}`);
}
