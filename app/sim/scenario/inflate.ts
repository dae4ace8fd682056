// Raw deflate from strangers: inflated up to a cap and no further.

import { Inflate } from "fflate";

/** Compressed bytes handed over at once: bounds what a bomb can inflate to before the cap is seen. */
const INFLATE_STEP = 512;

class TooLong extends Error {}

/** Inflates at most `cap` bytes; undefined when the data is no deflate stream or is cut short. */
export function inflateCapped(data: Uint8Array, cap: number): Uint8Array | "too long" | undefined {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let ended = false;
  const inflate = new Inflate((chunk, final) => {
    ended = final;
    total += chunk.length;
    if (total > cap) throw new TooLong();
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < data.length; at += INFLATE_STEP) {
      inflate.push(data.subarray(at, at + INFLATE_STEP), at + INFLATE_STEP >= data.length);
    }
  } catch (error) {
    return error instanceof TooLong ? "too long" : undefined;
  }
  if (!ended) return undefined;
  const joined = new Uint8Array(total);
  let filled = 0;
  for (const chunk of chunks) {
    joined.set(chunk, filled);
    filled += chunk.length;
  }
  return joined;
}
