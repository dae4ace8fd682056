// Plausible bytes for pages nobody models in detail: code, records, text. A pure function of seed and frame.

import { randomAt } from "../core/rng.ts";

const WORDS = (
  "the of and to in page kernel memory frame list jump back swap control device console signal task file block inode " +
  "buffer cache timer queue driver module table entry source destination image resume suspend state save restore"
).split(" ");

export type PageKind = "code" | "records" | "text" | "zero";

export function fillPage(kind: PageKind, seed: number, words: Uint32Array): void {
  if (kind === "code") for (let i = 0; i < words.length; i++) words[i] = randomAt(seed, i);
  else if (kind === "records") fillRecords(seed, words);
  else if (kind === "text") fillText(seed, words);
}

/** Small structures: pointers into kernel memory, counters, holes. */
function fillRecords(seed: number, words: Uint32Array): void {
  const stride = 8 << (randomAt(seed, 0) & 3);
  for (let i = 0; i < words.length; i++) {
    const random = randomAt(seed, i + 1);
    const field = i % stride;
    if (field === 0) words[i] = 0xc0000000 + (random & 0x07fffff0);
    else if (field === 1) words[i] = random & 0xff;
    else if (field < 4) words[i] = random & 0xffff;
    else if ((random & 7) === 0) words[i] = random;
  }
}

const SPACE = 0x20;
const NEW_LINE = 0x0a;
const LETTERS = WORDS.map((word) => Uint8Array.from(word, (letter) => letter.charCodeAt(0)));

function fillText(seed: number, words: Uint32Array): void {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const random = randomAt(seed, i);
    const letters = LETTERS[random % LETTERS.length] ?? new Uint8Array(0);
    // what lies behind the end of the array is not written
    for (let k = 0; k < letters.length; k++) bytes[at++] = letters[k] ?? 0;
    bytes[at++] = (random >>> 24) % 9 === 0 ? NEW_LINE : SPACE;
  }
}

const ALPHABET = new Set([...LETTERS.flatMap((letters) => [...letters]), SPACE, NEW_LINE]);
const BYTES = [0, 8, 16, 24] as const;

/** Can a word of a page have these bits under a mask of whole bytes? For a search, which need not make pages that cannot. */
export const MAY_HOLD: Readonly<Record<PageKind, (value: number, mask: number) => boolean>> = {
  code: () => true,
  text: (value, mask) =>
    BYTES.every((shift) => ((mask >>> shift) & 0xff) === 0 || ALPHABET.has((value >>> shift) & 0xff)),
  // pointers and random words have their low bits clear, counters their high half
  records: (value, mask) => (value & mask & 7) === 0 || (value & mask) >>> 16 === 0,
  zero: (value, mask) => (value & mask) === 0,
};
