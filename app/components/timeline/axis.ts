// The axis of the timeline: where a position lies on the line, and back. In the axis of phases every phase is as wide
// as the logarithm of its length, so that a million copies do not hide the eleven instructions that matter.

import { scaleLinear } from "d3";
import type { PhaseSpan, RunSummary } from "../../sim/api.ts";
import type { TimeRange } from "../../state/types/looks.ts";
import { language, say } from "../../messages/say.ts";

export interface PhaseBox {
  readonly phase: PhaseSpan;
  readonly x: number;
  readonly width: number;
}

export interface LegBox {
  readonly n: number;
  readonly x: number;
  readonly width: number;
}

export interface Axis {
  readonly width: number;
  readonly boxes: readonly PhaseBox[];
  readonly legs: readonly LegBox[];
  x(t: number): number;
  /** The position under a point, whole operations. */
  t(x: number): number;
}

export type AxisMode = "phases" | "time";

/** The leg under the focus gets this many times the room of the others, so that its phases can carry their names. */
const NEAR = 4.5;

/** Every phase gets the same room to stand, and more for each power of ten of operations. */
const share = (phase: PhaseSpan, near: number | undefined): number =>
  (phase.leg === near ? NEAR : 1) * (1.2 + Math.log10(1 + Math.max(0, phase.to - phase.from)));

interface Knots {
  readonly times: readonly number[];
  readonly places: readonly number[];
}

interface Extent {
  readonly from: number;
  readonly to: number;
  readonly width: number;
}

function knots(phases: readonly PhaseSpan[], { from, to, width }: Extent, mode: AxisMode, near?: number): Knots {
  if (mode === "time") return { times: [from, to], places: [0, width] };
  const total = phases.reduce((sum, phase) => sum + share(phase, near), 0);
  const times = [from];
  const places = [0];
  let sum = 0;
  for (const phase of phases) {
    sum += share(phase, near);
    // A phase without operations takes no time, hence no width: two places for one time would have no inverse.
    if (phase.to <= (times.at(-1) ?? 0)) continue;
    times.push(phase.to);
    places.push((sum / total) * width);
  }
  places[places.length - 1] = width;
  if ((times.at(-1) ?? 0) < to) times[times.length - 1] = to;
  return { times, places };
}

interface Focus {
  /** Narrows the axis to a range of the run. */
  readonly range?: TimeRange | undefined;
  /** The leg that gets more room; matters only in the axis of phases of a run with many legs. */
  readonly near?: number | undefined;
}

/** The phases of a range, each cut to it. */
function cut(phases: readonly PhaseSpan[], { from, to }: TimeRange): readonly PhaseSpan[] {
  return phases.flatMap((phase) => {
    const part = { ...phase, from: Math.max(from, phase.from), to: Math.min(to, phase.to) };
    return part.to > part.from ? [part] : [];
  });
}

export function makeAxis(run: RunSummary, mode: AxisMode, width: number, { range, near }: Focus = {}): Axis {
  const inRange = range === undefined ? run.phases : cut(run.phases, range);
  const phases = inRange.length === 0 ? run.phases : inRange;
  const whole = inRange.length === 0 || range === undefined;
  const from = whole ? 0 : range.from;
  const to = Math.max(from + 1, whole ? run.end : range.to);
  const { times, places } = knots(phases, { from, to, width }, mode, near);
  const scale = scaleLinear().domain(times).range(places).clamp(true);
  const boxes = phases.map((phase) => {
    const x = scale(phase.from);
    return { phase, x, width: scale(phase.to) - x };
  });
  const legs = [...new Set(phases.map((phase) => phase.leg))].map((n) => {
    const own = boxes.filter((box) => box.phase.leg === n);
    const [first, last] = [own[0], own.at(-1)];
    const x = first?.x ?? 0;
    return { n, x, width: (last === undefined ? x : last.x + last.width) - x };
  });
  return { width, boxes, legs, x: scale, t: (x) => Math.round(scale.invert(x)) };
}

/** The phase under a point. */
export const boxAt = (axis: Axis, x: number): PhaseBox | undefined =>
  axis.boxes.find((box) => x >= box.x && x < box.x + box.width) ?? axis.boxes.at(-1);

/** Does a name of this many characters fit a box, at the size the lanes are set in. */
export const fits = (text: string, width: number): boolean => text.length * 6.4 + 11 <= width;

/** The longest form of a phase's name that fits: its title, its id, or nothing. */
export function shortName(phase: PhaseSpan, width: number): string {
  // The id is a shorter English name.
  const names = language() === "en" ? [phase.title, phase.id.replaceAll("-", " ")] : [say(phase.title)];
  return names.find((name) => fits(name, width)) ?? "";
}
