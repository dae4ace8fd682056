// Two runs side by side by the names of their phases: what both have stands in one column, what only one has is a gap in
// the other.

import type { PhaseSpan, RunSummary } from "../../sim/api.ts";

export interface Column {
  readonly anchor: string;
  readonly here?: PhaseSpan;
  readonly there?: PhaseSpan;
  /** Left edge and width as shares of the whole. */
  readonly x: number;
  readonly width: number;
}

interface Pair {
  readonly anchor: string;
  readonly here?: PhaseSpan;
  readonly there?: PhaseSpan;
}

/** In the order of both runs: names in common keep their order, and stand between what only one of them has. */
function pairs(here: readonly PhaseSpan[], there: readonly PhaseSpan[]): readonly Pair[] {
  const placeThere = new Map(there.map((phase, index) => [phase.anchor, index]));
  const all: Pair[] = [];
  let next = 0;
  for (const phase of here) {
    const at = placeThere.get(phase.anchor);
    if (at !== undefined && at >= next) {
      for (const only of there.slice(next, at)) all.push({ anchor: only.anchor, there: only });
      const other = there[at];
      all.push({ anchor: phase.anchor, here: phase, ...(other === undefined ? {} : { there: other }) });
      next = at + 1;
    } else all.push({ anchor: phase.anchor, here: phase });
  }
  for (const only of there.slice(next)) all.push({ anchor: only.anchor, there: only });
  return all;
}

const length = (phase: PhaseSpan | undefined): number => (phase === undefined ? 0 : phase.to - phase.from);

/** Room to stand, and more for each power of ten of operations, as on the timeline. */
const weight = ({ here, there }: Pair): number => 1.2 + Math.log10(1 + Math.max(length(here), length(there)));

export function align(here: RunSummary, there: RunSummary): readonly Column[] {
  const all = pairs(here.phases, there.phases);
  const total = all.reduce((sum, pair) => sum + weight(pair), 0);
  let x = 0;
  return all.map((pair) => {
    const width = weight(pair) / total;
    const column = { ...pair, x, width };
    x += width;
    return column;
  });
}

/** Where a position of one of the runs lies, as a share of the whole. */
export function placeOf(columns: readonly Column[], side: "here" | "there", t: number): number {
  let place = 0;
  for (const column of columns) {
    const phase = column[side];
    if (phase === undefined) continue;
    if (t < phase.from) return place;
    const share = phase.to === phase.from ? 0 : Math.min(1, (t - phase.from) / (phase.to - phase.from));
    place = column.x + share * column.width;
    if (t < phase.to) return place;
  }
  return place;
}
