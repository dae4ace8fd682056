// Phases as bars in their lanes; compact, all in one lane.

import { memo, type ReactNode } from "react";
import type { Lane } from "../../sim/api.ts";
import { useLab } from "../shared/use-lab.ts";
import { shortName, type Axis, type PhaseBox } from "./axis.ts";
import { laneTop } from "./lanes.ts";
import css from "./Timeline.module.css";

interface BarProps {
  readonly box: PhaseBox;
  readonly compact: boolean;
  readonly now: boolean;
}

const Bar = memo(function Bar({ box, compact, now }: BarProps): ReactNode {
  const { phase, x, width } = box;
  return (
    <div
      className={css.bar}
      data-lane={phase.lane}
      data-now={now}
      style={{ left: x, width: Math.max(1, width - 1.5), ...(compact ? {} : { top: laneTop(phase.lane) + 3 }) }}
    >
      {compact ? "" : shortName(phase, width)}
    </div>
  );
});

interface LanesProps {
  readonly axis: Axis;
  readonly lanes: readonly Lane[];
  readonly compact: boolean;
}

export function Lanes({ axis, lanes, compact }: LanesProps): ReactNode {
  const current = useLab((state) => state.moment?.phase);
  return (
    <div className={css.lanes} aria-hidden data-compact={compact}>
      {compact
        ? null
        : lanes.map((lane) => <div key={lane} className={css.rule} style={{ top: laneTop(lane) + 13 }} />)}
      {axis.boxes.map((box) => (
        <Bar key={box.phase.index} box={box} compact={compact} now={box.phase.index === current} />
      ))}
    </div>
  );
}
