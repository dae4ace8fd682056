// A binary file, plain or gzipped.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { badInput } from "./failure.ts";

const GZIP_MAGIC = [0x1f, 0x8b] as const;

/** `largest`: bytes after unpacking. */
export function readPacked(path: string, largest: number): Uint8Array {
  const bytes = readFileSync(path);
  if (GZIP_MAGIC.some((byte, i) => bytes[i] !== byte)) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch (error) {
    throw badInput(`${path}: expected gzip data of at most ${largest} bytes, got ${(error as Error).message}`);
  }
}
