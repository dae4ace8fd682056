// Text that somebody has copied from a terminal: bounded, and read line by line so that problems can name the line.

import { hexOf, malformed } from "./refused.ts";

/** Characters, and bytes of a file. */
export const PASTED_MAX = 256 * 1024;
/** Exact as a number, and more than any machine has. */
const ADDRESS_MAX = 0xf_ffff_ffff_ffff;
const SHOWN = 60;

export interface Line {
  readonly text: string;
  /** "line 12" */
  readonly path: string;
}

/** Without what follows the text in its line. */
export function linesOf(text: string, what: string): readonly Line[] {
  if (text.length > PASTED_MAX) malformed(what, `at most ${PASTED_MAX} characters`, `${text.length}`);
  return text.split("\n").map((line, i) => ({ text: line.trimEnd(), path: `line ${i + 1}` }));
}

export const shown = (text: string): string => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text);

/** Hexadecimal digits, with or without 0x. */
export function hexNumber(text: string, path: string): number {
  if (!/^(?:0x)?[0-9a-f]{1,16}$/i.test(text)) return malformed(path, "a number such as 0x1af000", shown(text));
  const value = Number.parseInt(text, 16);
  return value <= ADDRESS_MAX ? value : malformed(path, `at most ${hexOf(ADDRESS_MAX)}`, shown(text));
}
