// Ranges of time as the reader marks them: by drag, by key, by two numbers; and the path of those magnified so far.

import type { RunSummary } from "../../sim/api.ts";
import type { TimeRange } from "../../state/types/looks.ts";
import type { Axis } from "./axis.ts";

/** Between two places of the run, at least one operation long and within it. */
export function between(a: number, b: number, end: number): TimeRange {
  const from = Math.max(0, Math.min(a, b, end - 1));
  return { from, to: Math.max(from + 1, Math.min(end, Math.max(a, b))) };
}

/** By which one press of a key moves an end, pixels. */
const STRIDE = 12;

/** Grows from the focus: the end away from it moves along the axis, never by less than one operation. */
export function grown(
  marked: TimeRange | undefined,
  at: number,
  direction: 1 | -1,
  axis: Axis,
  end: number,
): TimeRange {
  const head = marked?.from === at ? marked.to : marked?.to === at ? marked.from : at;
  const moved = axis.t(axis.x(head) + direction * STRIDE);
  return between(at, moved === head ? head + direction : moved, end);
}

/** What is typed: operations, with or without separators. Undefined for anything else. */
export function readTime(text: string): number | undefined {
  const digits = text.replaceAll(/[\s,.'_]/g, "");
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}

/** The whole run first, then every range around the one shown, then that. */
export const pathOf = (range: TimeRange | undefined, outer: readonly TimeRange[]): readonly TimeRange[] =>
  range === undefined ? [] : [...outer, range];

/** The leg that a range is, if it is just one. */
export function legOfRange({ phases }: Pick<RunSummary, "phases">, range: TimeRange | undefined): number | undefined {
  if (range === undefined) return undefined;
  const first = phases.find(({ from, to }) => from === range.from && to > from);
  const span = first === undefined ? undefined : legRange({ phases }, first.leg);
  return span?.from === range.from && span.to === range.to ? first?.leg : undefined;
}

export function legRange({ phases }: Pick<RunSummary, "phases">, leg: number): TimeRange | undefined {
  const own = phases.filter((phase) => phase.leg === leg);
  const [first, last] = [own[0], own.at(-1)];
  return first === undefined || last === undefined ? undefined : { from: first.from, to: last.to };
}
