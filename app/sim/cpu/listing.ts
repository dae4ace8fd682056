// A listing of code that came as bytes with symbols: instructions by linear sweep, taken up anew at every symbol.

import { decode, LONGEST_INSTRUCTION } from "./decode.ts";
import type { Listing, ListingLine } from "./assembler.ts";

/** `labels`: offsets of the symbols, each of which counts as a routine. */
export function listingOf(bytes: Uint8Array, labels: ReadonlyMap<string, number>): Listing {
  const named = new Map<number, string>();
  for (const [name, offset] of labels) if (!named.has(offset)) named.set(offset, name);
  const stops = [...named.keys(), bytes.length].toSorted((a, b) => a - b);
  const lines: ListingLine[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const end = stops.find((stop) => stop > offset) ?? bytes.length;
    const result = decode(bytes.subarray(offset, Math.min(end, offset + LONGEST_INSTRUCTION)));
    const length = result.kind === "instruction" ? result.decoded.length : 1;
    const label = named.get(offset);
    lines.push({ offset, length, ...(label === undefined ? {} : { label }) });
    offset += length;
  }
  return { bytes, labels, routines: new Set(labels.keys()), lines };
}
