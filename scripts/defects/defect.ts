// A small defect that a test must notice: one piece of a source text, and what takes its place.

export interface Defect {
  /** Unique; says what goes wrong. */
  readonly id: string;
  /** From the root of the project. */
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
  /** Test files; at least one test in them must fail. */
  readonly caughtBy: readonly string[];
}

/** As written in the lists: paths without what they have in common. */
export type Row = readonly [id: string, file: string, find: string, replace: string, ...caughtBy: string[]];

export const defectsIn = (folder: string, rows: readonly Row[]): Defect[] =>
  rows.map(([id, file, find, replace, ...tests]) => ({
    id,
    file: `${folder}/${file}.ts`,
    find,
    replace,
    caughtBy: tests.map((test) => `${folder}/${test}.test.ts`),
  }));
