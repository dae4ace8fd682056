// The geometry of a strip, in units of its width: what was found out at each place of the run's line.

import type { InvariantResult, PhaseSpan } from "../../sim/api.ts";
import { placeAlong } from "../shared/along-run.ts";

type Check = InvariantResult["checks"][number];

interface Tick {
  readonly x: number;
  readonly holds: boolean;
}

/** At most one tick for each unit of the width, and a failure before a pass. */
export function ticksOf(checks: readonly Check[], phases: readonly PhaseSpan[], width: number): readonly Tick[] {
  const ticks = new Map<number, boolean>();
  for (const { t, holds } of checks) {
    const x = Math.min(width - 2, Math.floor(placeAlong(phases, t) * width));
    ticks.set(x, (ticks.get(x) ?? true) && holds);
  }
  return [...ticks].map(([x, holds]) => ({ x, holds }));
}

/** From each change of the answer to the next; before the first check nothing is known. */
export function stretchesOf(
  ticks: readonly Tick[],
): readonly { readonly from: number; readonly to: number; readonly holds: boolean }[] {
  const turns = ticks.filter((tick, index) => ticks[index - 1]?.holds !== tick.holds);
  return turns.map(({ x, holds }, index) => ({ from: x, to: (turns[index + 1] ?? ticks.at(-1))?.x ?? x, holds }));
}

export function nearestCheck(checks: readonly Check[], phases: readonly PhaseSpan[], share: number): Check | undefined {
  const far = (check: Check): number => Math.abs(placeAlong(phases, check.t) - share);
  let best = checks[0];
  for (const check of checks) if (best !== undefined && far(check) < far(best)) best = check;
  return best;
}
