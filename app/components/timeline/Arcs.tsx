// Where the machine goes from one lane to another: a thin curve; where a kernel is entered, a stronger one with a head.

import { memo, type ReactNode } from "react";
import type { BootSpan, JumpSpan, Lane } from "../../sim/api.ts";
import { useLab } from "../shared/use-lab.ts";
import type { Axis, PhaseBox } from "./axis.ts";
import { LANE_HEIGHT, laneTop } from "./lanes.ts";
import css from "./Timeline.module.css";

interface Arc {
  readonly key: number;
  readonly path: string;
  readonly to: string;
  readonly enters: boolean;
  /** Position at which the lane is entered. */
  readonly t: number;
}

/** Leaves the bar sideways, turns, and arrives at the middle of the next bar's left edge. */
function curve(from: PhaseBox, to: PhaseBox): string {
  const y = (box: PhaseBox): number => laneTop(box.phase.lane) + LANE_HEIGHT / 2;
  const [x0, y0, x1, y1] = [from.x + from.width - 1.5, y(from), to.x, y(to)];
  const bend = 9;
  return `M${x0} ${y0}C${x0 + bend} ${y0} ${x1 + bend * 0.2} ${(y0 + y1) / 2} ${x1} ${y1 - Math.sign(y1 - y0) * 10}`;
}

function arcs(axis: Axis, jumps: readonly JumpSpan[], boots: readonly BootSpan[]): readonly Arc[] {
  const shown = axis.boxes.filter((box) => box.width > 0);
  return shown.flatMap((to, index) => {
    const from = shown[index - 1];
    if (from === undefined || from.phase.lane === to.phase.lane) return [];
    // Nobody went anywhere: power did.
    if (boots.some((boot) => boot.from > from.phase.from && boot.from <= to.phase.from)) return [];
    const enters = jumps.some((jump) => jump.t === to.phase.from) || to.phase.lane !== "code";
    return [{ key: to.phase.index, path: curve(from, to), to: to.phase.lane, enters, t: to.phase.from }];
  });
}

export const Arcs = memo(function Arcs({
  axis,
  lanes,
  jumps,
  boots,
}: {
  readonly axis: Axis;
  readonly lanes: readonly Lane[];
  readonly jumps: readonly JumpSpan[];
  readonly boots: readonly BootSpan[];
}): ReactNode {
  const crossed = useLab(({ move, previous, moment }) =>
    move === "step" && previous !== undefined && moment !== undefined && moment.leg === previous.leg
      ? `${previous.at.t} ${moment.at.t}`
      : "",
  );
  const [before = 0, now = 0] = crossed === "" ? [] : crossed.split(" ").map(Number);
  const isFresh = (t: number): boolean => (t > before && t <= now) || (t > now && t <= before);
  return (
    <svg className={css.arcs} width={axis.width} height={lanes.length * LANE_HEIGHT} aria-hidden>
      <defs>
        {lanes.map((lane) => (
          <marker
            key={lane}
            id={`head-${lane}`}
            viewBox="0 0 6 6"
            refX="5"
            refY="3"
            markerWidth="6"
            markerHeight="6"
            orient="auto"
          >
            <path d="M0 0L6 3L0 6z" className={css.head} data-lane={lane} />
          </marker>
        ))}
      </defs>
      {arcs(axis, jumps, boots).map((arc) => (
        <path
          key={arc.key}
          d={arc.path}
          className={css.arc}
          data-lane={arc.to}
          data-enters={arc.enters}
          data-fresh={arc.enters && isFresh(arc.t)}
          pathLength={1}
          markerEnd={arc.enters ? `url(#head-${arc.to})` : undefined}
        />
      ))}
    </svg>
  );
});
