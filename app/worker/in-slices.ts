// Drives work that yields where it may rest, and lets waiting messages in between.

import { Hops } from "./hops.ts";

/** Milliseconds that it works before others have their turn. */
const SLICE = 12;

/** What the work comes to; undefined where it is not to go on. */
export async function inSlices<T>(work: Generator<unknown, T>, goesOn: () => boolean): Promise<T | undefined> {
  const hops = new Hops();
  try {
    for (;;) {
      const until = performance.now() + SLICE;
      do {
        const { done, value } = work.next();
        if (done === true) return value;
      } while (performance.now() < until);
      await hops.next();
      if (!goesOn()) return undefined;
    }
  } finally {
    hops.end();
  }
}
