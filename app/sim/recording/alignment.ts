// Which phases of two runs are the same: those of one name, in the order of both. What only one of them has stands
// between, and the other has a gap there.

import { anchorAt, phaseAnchor, resolveAnchor } from "./anchors.ts";
import type { ExchangeMark, Recording } from "./recording.ts";
import type { Run } from "./run.ts";
import type { Position } from "../api.ts";

/** Indices of phases. */
export interface PhasePair {
  readonly here: number;
  readonly there: number;
}

/** In the order of both runs. */
export function alignedPhases(here: Recording, there: Recording): readonly PhasePair[] {
  const names = new Map(there.phases.map((_, index) => [phaseAnchor(there, index)[0], index]));
  const pairs: PhasePair[] = [];
  let next = 0;
  for (const index of here.phases.keys()) {
    const other = names.get(phaseAnchor(here, index)[0]);
    if (other === undefined || other < next) continue;
    pairs.push({ here: index, there: other });
    next = other + 1;
  }
  return pairs;
}

export const phaseEnd = (recording: Recording, index: number): number =>
  recording.phases[index + 1]?.from ?? recording.end;

export const exchangeOf = (recording: Recording, phase: number): ExchangeMark | undefined =>
  recording.exchanges.find((exchange) => exchange.phase === phase);

/** Where the other run is when this one is at a position of that name. */
export interface Counterpart {
  readonly at: Position;
  /** False where it has no such place, and waits where it was last in step. */
  readonly sameName: boolean;
}

/** Moves both cursors. */
export function counterpartOf(run: Run, other: Run, at: Position): Counterpart {
  const { recording: here } = run;
  const { recording: there } = other;
  const found = resolveAnchor(other.cursor, anchorAt(run.cursor, at));
  const phase = here.phaseAt(at.t);
  const pairs = alignedPhases(here, there);
  const own = pairs.find((pair) => pair.here === phase);
  if (found.ok && found.value.t <= there.end) {
    const end = at.t === here.end;
    const inPlace = own !== undefined && there.phaseAt(found.value.t) === own.there;
    if (end || inPlace || here.phases.length === 0) return { at: found.value, sameName: true };
  }
  const before = pairs.findLast((pair) => pair.here <= phase);
  return { at: { t: before === undefined ? 0 : phaseEnd(there, before.there), sub: 0 }, sameName: false };
}
