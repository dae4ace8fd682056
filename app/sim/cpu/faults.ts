// What an instruction can throw: a processor exception, or the fact that the lab does not know how to go on. Plain
// objects rather than Errors, because a page fault is no defect and needs no stack trace.

import { SimBug } from "../core/errors.ts";

export const VECTOR = {
  DE: 0,
  DB: 1,
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

const NAMES = new Map<number, string>(Object.entries(VECTOR).map(([name, vector]) => [vector, `#${name}`]));

/** An exception raised by an instruction, or while delivering one. */
export class CpuException {
  readonly vector: number;
  readonly errorCode: number | undefined;
  /** Why, for a person. */
  readonly text: string;

  constructor(vector: number, errorCode: number | undefined, text: string) {
    this.vector = vector;
    this.errorCode = errorCode;
    this.text = text;
  }

  /** "#GP(0x68)", "#UD". */
  get name(): string {
    const name = NAMES.get(this.vector) ?? `vector ${this.vector}`;
    return this.errorCode === undefined ? name : `${name}(0x${this.errorCode.toString(16)})`;
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

export const generalProtection = (errorCode: number, text: string): CpuException =>
  new CpuException(VECTOR.GP, errorCode, text);

export const invalidOpcode = (text: string): CpuException => new CpuException(VECTOR.UD, undefined, text);

/** Anything else that is thrown while executing is a defect of the lab. */
export function asFault(thrown: unknown): CpuException | Unimplemented {
  if (thrown instanceof CpuException || thrown instanceof Unimplemented) return thrown;
  throw thrown instanceof Error ? thrown : new SimBug(`thrown while executing: ${String(thrown)}`);
}
