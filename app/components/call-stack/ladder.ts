// The steps around the position that is looked at, as a ladder: those of one kernel's part of one leg, in the order in
// which the run came to them.

import type { FaultPoint, KernelName, Moment, RunSummary } from "../../sim/api.ts";

export interface Rung {
  readonly id: string;
  readonly t: number;
  /** Without the function around it where that is on the ladder itself. */
  readonly name: string;
  readonly title: string;
  readonly undo: string | undefined;
  readonly state: "done" | "now" | "later";
  /** Steps around it. */
  readonly depth: number;
}

/** "jump/2/device_suspend/eth0#2" is the second time of device_suspend/eth0. */
const nameOf = ({ id }: FaultPoint): string => id.replace(/^(?:jump|boot)\/\d+\//, "").replace(/#\d+$/, "");

/** The points of one kernel and one stage that follow each other without another kernel between them, around one. */
function stretchOf(points: readonly FaultPoint[], at: number): readonly FaultPoint[] {
  const here = points[at];
  if (here === undefined) return [];
  const same = (point: FaultPoint | undefined): boolean => point?.kernel === here.kernel && point.group === here.group;
  let [from, to] = [at, at + 1];
  while (same(points[from - 1])) from -= 1;
  while (same(points[to])) to += 1;
  return points.slice(from, to);
}

/** Of the kernel at work: the steps around the last one it came to, or those it is about to come to. */
export function ladderOf({ points }: RunSummary, { at }: Pick<Moment, "at">, kernel: KernelName): readonly Rung[] {
  const last = points.findLastIndex((point) => point.t <= at.t);
  const here = [last, last + 1].find((index) => points[index]?.kernel === kernel);
  const stretch = here === undefined ? [] : stretchOf(points, here);
  const now = stretch.findLastIndex((point) => point.t <= at.t);
  let around: string | undefined;
  return stretch.map((point, index) => {
    const full = nameOf(point);
    const { id, t, title, undo, depth = 0 } = point;
    const inner = depth > 0;
    if (!inner) around = undo;
    return {
      id,
      t,
      name: inner ? full.slice(full.indexOf("/") + 1) : full.replace(/^code\//, ""),
      title,
      undo: inner && undo === around ? undefined : undo,
      state: index < now ? "done" : index === now ? "now" : "later",
      depth,
    };
  });
}
