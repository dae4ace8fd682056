// The steps of a recorded run as faults can be aimed at them.

import type { FaultPoint, FiredFault } from "../api.ts";
import { anchorAt } from "./anchors.ts";
import type { Cursor } from "./cursor.ts";
import { failText, pointId, skipText, type PointMark, type PointName } from "./point-names.ts";
import type { Recording } from "./recording.ts";

const firstLegs = ({ points }: Recording): ReadonlyMap<string, number> => {
  const legs = new Map<string, number>();
  for (const { name, leg } of points) if (!legs.has(name)) legs.set(name, leg);
  return legs;
};

export function pointsOf(recording: Recording): FaultPoint[] {
  const legs = firstLegs(recording);
  return recording.points.map((mark) => {
    const { group, kernel, t, title, fails, skips, undo, depth = 0 } = mark;
    const id = pointId(mark, legs.get(mark.name));
    const faults = [...fails.map((errno) => failText(id, errno)), ...(skips ? [skipText(id)] : [])];
    return { id, group, kernel, t, title, fails, skips, depth, ...(undo === undefined ? {} : { undo }), faults };
  });
}

/** The step that a name means in this run, if the run comes to it. */
export function findPoint(recording: Recording, { leg, name, n }: PointName): PointMark | undefined {
  const wanted = leg ?? firstLegs(recording).get(name);
  return recording.points.find((mark) => mark.name === name && mark.leg === wanted && mark.n === n);
}

/** Moves the cursor. */
export const firedOf = (recording: Recording, cursor: Cursor): FiredFault[] =>
  recording.fired.map((fired) => ({ ...fired, anchor: anchorAt(cursor, { t: fired.t, sub: 0 }) }));
