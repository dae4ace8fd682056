// The three forms of failure: modelled faults are data elsewhere, bad input is a Problem, our own bugs are a SimBug.

/** Bad input, told per field: what was expected and what came. `errno` where the kernel has one for it. */
export interface Problem {
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  readonly errno?: string;
}

export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });
export const refuse = (...problems: Problem[]): Result<never> => ({ ok: false, problems });

/** One sentence for a person. */
export const problemText = (problem: Problem): string =>
  `${problem.path}: expected ${problem.expected}, got ${problem.got}` +
  (problem.errno === undefined ? "" : ` (${problem.errno})`);

/** A defect of the lab itself. Nothing catches it but the outermost reporter. */
export class SimBug extends Error {
  override name = "SimBug";
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new SimBug(message);
}
