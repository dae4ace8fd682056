// How the command line ends: exit codes are an interface for scripts.

import { problemText, type Problem } from "../sim/core/errors.ts";

export const EXIT = { fine: 0, assertion: 1, badInput: 2, outcome: 3, timeout: 42, defect: 70 } as const;

/** Ends the command with a message on standard error. */
export class Failure extends Error {
  readonly exitCode: number;
  /** Of bad input, by field. */
  readonly problems: readonly Problem[];

  constructor(exitCode: number, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.exitCode = exitCode;
    this.problems = problems;
  }
}

export const badInput = (message: string): Failure => new Failure(EXIT.badInput, message);
/** With the file that is at fault in front. */
export const refusedIn = (path: string, problems: readonly Problem[]): Failure =>
  refused(problems.map((problem) => ({ ...problem, path: `${path}: ${problem.path}` })));
export const refused = (problems: readonly Problem[]): Failure =>
  new Failure(EXIT.badInput, problems.map(problemText).join("\n"), problems);
