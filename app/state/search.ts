// What the reader types into the search, as a question.

import type { SearchFor } from "../sim/api.ts";
import { refuse, type Result } from "../sim/core/errors.ts";

export const SEARCH_MODES = ["bytes", "text", "value", "name"] as const;
export type SearchMode = (typeof SEARCH_MODES)[number];

/** Hits told of at once. */
export const SEARCH_LIMIT = 200;
/** Bytes of a pattern. */
const LONGEST = 64;

const wrong = (expected: string, got: string): Result<never> => refuse({ path: "search", expected, got });

function bytes(text: string): Result<SearchFor> {
  const digits = text.replaceAll(/0x|[\s,]/gi, "");
  const expected = "pairs of hexadecimal digits such as 7f 45 ?? 46";
  if (!/^(?:[0-9a-f]{2}|\?\?)+$/i.test(digits)) return wrong(expected, text);
  const pairs = digits.toLowerCase().match(/../g) ?? [];
  if (pairs.every((pair) => pair === "??")) return wrong("at least one byte that is not ??", text);
  if (pairs.length > LONGEST) return wrong(`at most ${LONGEST} bytes`, `${pairs.length}`);
  return { ok: true, value: { kind: "bytes", text: pairs.join(" ") } };
}

function value(text: string): Result<SearchFor> {
  const number = /^-?(?:0x[0-9a-f]+|[\d,]+)$/i.test(text) ? numberOf(text) : Number.NaN;
  return number >= -(2 ** 31) && number < 2 ** 32
    ? { ok: true, value: { kind: "value", value: number >>> 0 } }
    : wrong("a number of 32 bits, such as 0x00401000, 4198400 or -14", text);
}

function numberOf(text: string): number {
  const plain = text.replaceAll(",", "");
  return plain.startsWith("-") ? -Number(plain.slice(1)) : Number(plain);
}

export function searchFor(mode: SearchMode, typed: string): Result<SearchFor> {
  const text = typed.trim();
  if (text === "") return wrong("something to look for", "nothing");
  if (mode === "bytes") return bytes(text);
  if (mode === "value") return value(text);
  if (text.length > LONGEST) return wrong(`at most ${LONGEST} characters`, `${text.length}`);
  return { ok: true, value: mode === "text" ? { kind: "text", text: typed } : { kind: "name", text } };
}
