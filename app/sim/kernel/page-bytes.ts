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

function fillText(seed: number, words: Uint32Array): void {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const word = WORDS[randomAt(seed, i) % WORDS.length] ?? "";
    const end = (randomAt(seed, i) >>> 24) % 9 === 0 ? "\n" : " ";
    for (const letter of word + end) if (at < bytes.length) bytes[at++] = letter.charCodeAt(0);
  }
}
