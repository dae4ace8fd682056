// The timeline: lanes of phases, arcs where the machine changes lanes, the cursor that is a slider, and the axis below.

import { useState, type ReactNode } from "react";
import type { RunSummary } from "../../sim/api.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { Arcs } from "./Arcs.tsx";
import { makeAxis, type Axis } from "./axis.ts";
import { Branches } from "./Branches.tsx";
import { AxisToggle, Legs, Ruler } from "./Ruler.tsx";
import { Cursor } from "./Cursor.tsx";
import { Lanes } from "./Lanes.tsx";
import { LANE_NAMES, LANES } from "./lanes.ts";
import css from "./Timeline.module.css";
import { endRoom, Terminator } from "./Terminator.tsx";
import { Tip } from "./Tip.tsx";
import { useScrub } from "./use-scrub.ts";
import { useWidth } from "../shared/use-width.ts";

interface TrackProps {
  readonly run: RunSummary;
  readonly axis: Axis;
  readonly compact: boolean;
  readonly onDrag: (dragging: boolean) => void;
}

function Track({ run, axis, compact, onDrag }: TrackProps): ReactNode {
  const [under, setUnder] = useState<number>();
  const scrub = useScrub(axis, setUnder, onDrag);
  return (
    <div className={css.track} {...scrub}>
      <Lanes axis={axis} compact={compact} />
      {compact ? null : <Arcs axis={axis} jumps={run.jumps} />}
      <Cursor axis={axis} />
      <Tip axis={axis} x={under} />
    </div>
  );
}

export function Timeline({ compact = false }: { readonly compact?: boolean }): ReactNode {
  const run = useLab((state) => state.run);
  const mode = useLab((state) => state.axis);
  const { setAxis } = useActions();
  const [leg, setLeg] = useState<number>();
  const current = useLab((state) => state.moment?.leg);
  // While the pointer drags the axis stands still, or the track would move away under it.
  const [held, setHeld] = useState<number>();
  const near = held ?? current;
  const [measure, width] = useWidth();
  if (run === undefined) return null;
  const axis = makeAxis(run, mode, Math.max(1, width), { only: leg, near: compact ? undefined : near });
  return (
    <>
      <div className={css.timeline} data-compact={compact} role="group" aria-label="Timeline">
        {compact ? null : (
          <div className={css.names}>
            <span className={css.legName} />
            {LANES.map((lane) => (
              <span key={lane} className={css.laneName} data-lane={lane}>
                {LANE_NAMES[lane]}
              </span>
            ))}
            <AxisToggle mode={mode} onChange={setAxis} />
          </div>
        )}
        <div className={css.plot} ref={measure}>
          {compact ? null : (
            <Legs axis={axis} jumps={run.jumps} reserved={endRoom(run, axis)} chosen={leg} onChoose={setLeg} />
          )}
          {width === 0 ? null : (
            <Track
              run={run}
              axis={axis}
              compact={compact}
              onDrag={(dragging) => setHeld(dragging ? current : undefined)}
            />
          )}
          {compact ? null : <Ruler axis={axis} mode={mode} />}
          {compact ? null : <Terminator run={run} axis={axis} />}
        </div>
      </div>
      {compact ? null : <Branches axis={axis} />}
    </>
  );
}
