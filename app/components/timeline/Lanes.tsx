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
  readonly stop: boolean;
}

const Bar = memo(function Bar({ box, compact, now, stop }: BarProps): ReactNode {
  const { phase, x, width } = box;
  return (
    <div
      className={css.bar}
      data-lane={phase.lane}
      data-now={now}
      style={{ left: x, width: Math.max(1, width - 1.5), ...(compact ? {} : { top: laneTop(phase.lane) + 3 }) }}
    >
      {compact ? "" : shortName(phase, width)}
      {stop ? <span className={css.breakpoint} /> : null}
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
  const breakpoints = useLab((state) => state.breakpoints);
  const failures = useLab((state) => state.run?.invariants);
  const fired = useLab((state) => state.run?.fired);
  const stops = new Set(breakpoints.flatMap((each) => (each.kind === "phase" ? [each.id] : [])));
  return (
    <div className={css.lanes} aria-hidden data-compact={compact}>
      {compact
        ? null
        : lanes.map((lane) => <div key={lane} className={css.rule} style={{ top: laneTop(lane) + 13 }} />)}
      {axis.boxes.map((box) => (
        <Bar
          key={box.phase.index}
          box={box}
          compact={compact}
          now={box.phase.index === current}
          stop={stops.has(box.phase.id)}
        />
      ))}
      {(fired ?? []).map((each) => (
        <span key={each.index} className={css.fired} style={{ left: axis.x(each.t) }} />
      ))}
      {(failures ?? []).map((each) =>
        each.status === "fail" && each.t !== undefined ? (
          <span key={each.id} className={css.failure} style={{ left: axis.x(each.t) }}>
            !
          </span>
        ) : null,
      )}
    </div>
  );
}
