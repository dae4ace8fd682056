// How a reader of a file stops: the first malformation leaves all of it, and `reading` turns it into a Result.

import { hex } from "../core/hex.ts";
import { type Problem, refuse, type Result } from "../core/errors.ts";

class Refused {
  readonly problem: Problem;
  constructor(problem: Problem) {
    this.problem = problem;
  }
}

/** Leaves the reader. `path` names the place in the file: "program header 2, p_filesz". */
export function malformed(path: string, expected: string, got: string): never {
  throw new Refused({ path, expected, got });
}

export function reading<T>(read: () => T): Result<T> {
  try {
    return { ok: true, value: read() };
  } catch (thrown) {
    if (thrown instanceof Refused) return refuse(thrown.problem);
    throw thrown;
  }
}

/** Also for values beyond 32 bits, such as the end of a range. */
export const hexOf = (value: number): string => (value > 0xffffffff ? `0x${value.toString(16)}` : hex(value, 1));
