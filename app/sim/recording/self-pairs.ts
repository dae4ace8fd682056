// Pairs of an exchange whose source is its own destination: exchanging them has no effect.

import type { ExchangeMark } from "./recording.ts";

export function selfPairsOf(exchange: ExchangeMark): number {
  let destination = 0;
  let count = 0;
  for (let i = 0; i < exchange.entryWord.length; i++) {
    const word = exchange.entryWord.at(i);
    if ((word & 1) !== 0) destination = word >>> 12;
    else if ((word & 0xf) === 8) {
      if (word >>> 12 === destination) count++;
      destination++;
    }
  }
  return count;
}
