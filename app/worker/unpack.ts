// Unpacks a gzipped file without letting a small file become a large one.

import { ok, refuse, type Result } from "../sim/core/errors.ts";

const GZIP_MAGIC = [0x1f, 0x8b] as const;
export const UNPACKED_MAX = 64 * 1024 * 1024;

/** Bytes that are not gzipped come back as they are. */
export async function unpack(bytes: Uint8Array): Promise<Result<Uint8Array>> {
  if (GZIP_MAGIC.some((byte, i) => bytes[i] !== byte)) return ok(bytes);
  const reader = new Blob([bytes.slice()]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      total += value.length;
      if (total > UNPACKED_MAX) {
        await reader.cancel();
        return refuse({ path: "file", expected: `at most ${UNPACKED_MAX} bytes when unpacked`, got: "more" });
      }
      chunks.push(value);
    }
  } catch (error) {
    const got = error instanceof Error ? error.message : "damaged data";
    return refuse({ path: "file", expected: "whole gzip data", got });
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return ok(whole);
}
