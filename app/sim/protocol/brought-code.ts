// Control code that the user has brought: bytes with symbols, laid out as the revision's machine_kexec expects them.

import { refuse, ok, type Result } from "../core/errors.ts";
import { CODE_HALF } from "./code-half.ts";
import type { Mark } from "../kernel/revision.ts";

/** Checked code, in its place from the first byte of the control page on. */
export interface BroughtCode {
  readonly bytes: Uint8Array;
  /** Offsets of its symbols. */
  readonly labels: ReadonlyMap<string, number>;
  readonly marks: readonly Mark[];
}

export interface CodeSymbol {
  readonly name: string;
  readonly value: number;
}

/** What a revision expects of control code. */
export interface SymbolRules {
  /** Symbols without which the hand-over cannot work. */
  readonly needed: readonly string[];
  /** Symbols that name the first byte of the page, the first one present; without any, values count from the first byte. */
  readonly first: readonly string[];
  /** Where phases begin, for the symbols that are there. */
  readonly marks: readonly Mark[];
}

/** `bytes` may begin before the first symbol when the symbols count from its start, as in an object file. */
export function broughtCode(
  bytes: Uint8Array,
  symbols: readonly CodeSymbol[],
  rules: SymbolRules,
  symbolsCountFromStart: boolean,
): Result<BroughtCode> {
  const valueOf = (name: string) => symbols.find((symbol) => symbol.name === name)?.value;
  const missing = rules.needed.find((name) => valueOf(name) === undefined);
  if (missing !== undefined) {
    const got = symbols.length === 0 ? "no symbols" : `${symbols.length} symbols without it`;
    return refuse({ path: "control code", expected: `a symbol ${missing}`, got });
  }
  const base = rules.first.map(valueOf).find((value) => value !== undefined) ?? 0;
  const code = symbolsCountFromStart ? bytes.slice(base) : bytes;
  if (code.length > CODE_HALF) {
    const got = `${code.length} bytes`;
    return refuse({ path: "control code", expected: `at most ${CODE_HALF} bytes, half of the control page`, got });
  }
  const labels = new Map<string, number>();
  for (const { name, value } of symbols) {
    const offset = value - base;
    if (offset >= 0 && offset < code.length && !labels.has(name)) labels.set(name, offset);
  }
  const outside = rules.needed.find((name) => !labels.has(name));
  if (outside !== undefined) {
    const expected = `${outside} within the ${code.length} bytes of code`;
    return refuse({ path: "control code", expected, got: `value 0x${(valueOf(outside) ?? 0).toString(16)}` });
  }
  return ok({ bytes: code, labels, marks: rules.marks.filter(({ label }) => labels.has(label)) });
}
