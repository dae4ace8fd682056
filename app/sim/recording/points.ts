// The steps of a recorded run as faults can be aimed at them.

import type { FaultPoint, FiredFault } from "../api.ts";
import { anchorAt } from "./anchors.ts";
import type { Cursor } from "./cursor.ts";
import { failText, pointId, skipText, type PointMark, type PointName } from "./point-names.ts";
import type { Recording } from "./recording.ts";
import { type Section, sectionPrefix } from "./sections.ts";

const sameSection = (one: Section, other: Section): boolean => one.boot === other.boot && one.leg === other.leg;

export function pointsOf(recording: Recording): FaultPoint[] {
  const firsts = new Map<string, PointMark>();
  return recording.points.map((mark) => {
    const { group, kernel, t, title, fails, skips, undo, depth = 0 } = mark;
    const first = firsts.get(mark.name) ?? mark;
    if (first === mark) firsts.set(mark.name, mark);
    const id = pointId(sameSection(mark, first) ? "" : sectionPrefix(recording, mark), mark);
    const faults = [...fails.map((errno) => failText(id, errno)), ...(skips ? [skipText(id)] : [])];
    return { id, group, kernel, t, title, fails, skips, depth, ...(undo === undefined ? {} : { undo }), faults };
  });
}

/** The step that a name means in this run, if the run comes to it. */
export function findPoint(
  { points }: Pick<Recording, "points">,
  { leg, boot, name, n }: PointName,
): PointMark | undefined {
  const named = points.filter((mark) => mark.name === name);
  const first = named.find((mark) => (leg ?? mark.leg) === mark.leg && (boot ?? mark.boot) === mark.boot);
  return first && named.find((mark) => sameSection(mark, first) && mark.n === n);
}

/** Moves the cursor. */
export const firedOf = (recording: Recording, cursor: Cursor): FiredFault[] =>
  recording.fired.map((fired) => ({ ...fired, anchor: anchorAt(cursor, { t: fired.t, sub: 0 }) }));
