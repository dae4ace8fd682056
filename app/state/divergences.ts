// Places where two runs part, or part more or less than before: where one can walk along what sets them apart.

import type { DivergenceSample, RunSummary } from "../sim/api.ts";
import type { LabState } from "./types/state.ts";

/** Starts of phases that the other run does not have. */
const alone = (run: RunSummary, other: RunSummary): readonly number[] => {
  const known = new Set(other.phases.map(({ anchor }) => anchor));
  return run.phases.flatMap(({ anchor, from }) => (known.has(anchor) ? [] : [from]));
};

const changing = (samples: readonly DivergenceSample[]): readonly number[] =>
  samples.flatMap(({ here, frames }, index) => (frames === (samples[index - 1]?.frames ?? 0) ? [] : [here]));

/** Positions of the run on screen, in order. */
export function divergencePlaces({ run, other, comparison, divergences }: LabState): readonly number[] {
  if (run === undefined || other === undefined) return [];
  const first = comparison?.divergence?.at.t;
  const all = [...(first === undefined ? [] : [first]), ...changing(divergences ?? []), ...alone(run, other.run)];
  return [...new Set(all)].toSorted((a, b) => a - b);
}

/** The next or previous of them; undefined where there is none. */
export function divergenceFrom(state: LabState, direction: 1 | -1): number | undefined {
  const places = divergencePlaces(state);
  const now = state.moment?.at;
  if (now === undefined) return undefined;
  return direction === 1
    ? places.find((t) => t > now.t)
    : places.findLast((t) => t < now.t || (t === now.t && now.sub > 0));
}
