// What memory is searched for, as bytes, some of which may be anything.

import type { SearchFor } from "../../api.ts";
import { ok, refuse, type Result } from "../../core/errors.ts";

/** Bytes of a pattern at most. */
const LONGEST = 256;
const ANY = -1;

export interface MaskedWord {
  readonly value: number;
  readonly mask: number;
}

export interface Pattern {
  readonly length: number;
  /** Where in a word it may begin. */
  readonly alignments: readonly number[];
  /** Bytes from..to of it, laid out from a place in a word on, as words with masks. */
  words(from: number, to: number, alignment: number): readonly MaskedWord[];
  /** Offsets in the first `length` bytes at which it lies whole, in order. */
  find(bytes: Uint8Array, length: number): number[];
}

export function patternOf(wanted: Exclude<SearchFor, { kind: "name" }>): Result<Pattern> {
  if (wanted.kind === "bytes") return bytePattern(wanted.text);
  if (wanted.kind === "value") return valuePattern(wanted.value);
  if (wanted.text.length === 0 || wanted.text.length > LONGEST || !/^[\x20-\x7e]+$/.test(wanted.text))
    return refuse({ path: "text", expected: `1 to ${LONGEST} printable ASCII characters`, got: wanted.text });
  return ok(
    patternFrom(
      Array.from(wanted.text, (letter) => letter.charCodeAt(0)),
      1,
    ),
  );
}

function bytePattern(text: string): Result<Pattern> {
  const packed = text.replaceAll(/\s|0x/gi, "");
  const expected = `1 to ${LONGEST} bytes in hexadecimal, ?? for any, at least one of them given`;
  if (!/^(?:[0-9a-f]{2}|\?\?)+$/i.test(packed) || packed.length > 2 * LONGEST || !/[^?]/.test(packed))
    return refuse({ path: "bytes", expected, got: text });
  return ok(
    patternFrom(
      (packed.match(/../g) ?? []).map((pair) => (pair === "??" ? ANY : Number.parseInt(pair, 16))),
      1,
    ),
  );
}

function valuePattern(value: number): Result<Pattern> {
  if (!Number.isInteger(value) || value < 0 || value > 0xffffffff)
    return refuse({ path: "value", expected: "a whole number of 32 bits", got: `${value}` });
  return ok(
    patternFrom(
      [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff),
      4,
    ),
  );
}

function patternFrom(bytes: readonly number[], alignment: number): Pattern {
  // the rarest byte is looked for first: zero is everywhere
  const given = bytes.flatMap((byte, i) => (byte === ANY ? [] : [i]));
  const anchor = given.find((i) => bytes[i] !== 0 && bytes[i] !== 0xff) ?? given[0] ?? 0;
  const wanted = bytes[anchor] ?? 0;
  const fits = (there: Uint8Array, start: number): boolean => given.every((i) => there[start + i] === bytes[i]);
  return {
    length: bytes.length,
    alignments: alignment === 4 ? [0] : [0, 1, 2, 3],
    words: (from, to, start) => {
      const words: { value: number; mask: number }[] = [];
      for (let i = from; i < to; i++) {
        const at = start + i - from;
        const word = (words[at >>> 2] ??= { value: 0, mask: 0 });
        const byte = bytes[i] ?? ANY;
        if (byte === ANY) continue;
        word.value |= byte << (8 * (at & 3));
        word.mask |= 0xff << (8 * (at & 3));
      }
      return words;
    },
    find: (there, length) => {
      const found: number[] = [];
      const last = length - bytes.length;
      for (let at = there.indexOf(wanted, anchor); at >= 0 && at - anchor <= last; at = there.indexOf(wanted, at + 1)) {
        const start = at - anchor;
        if (start % alignment === 0 && fits(there, start)) found.push(start);
      }
      return found;
    },
  };
}
