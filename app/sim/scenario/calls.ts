// A payload's run in numbers: how often it was called, and how often it came back.

import type { RunSummary } from "../api.ts";

export interface Calls {
  readonly name: string;
  readonly called: number;
  readonly returned: number;
  /** Where the last call went instead of to the entry. What happens from there on is no call any more. */
  readonly astray?: number;
}

/** Up to a position; undefined for a run without a payload. */
export function callsOf({ scenario, jumps }: RunSummary, until = Infinity): Calls | undefined {
  if (scenario.payload === undefined) return undefined;
  const { name } = scenario.payload;
  let [called, returned] = [0, 0];
  for (const { to, t, entry } of jumps) {
    if (t > until) break;
    if (to === "A") returned += 1;
    else called += 1;
    if (to === "B" && entry !== scenario.bEntry) return { name, called, returned, astray: entry };
  }
  return { name, called, returned };
}
