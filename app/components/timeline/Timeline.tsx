// The timeline: lanes of phases, arcs where the machine changes lanes, the cursor that is a slider, and the axis below.

import { useState, type CSSProperties, type ReactNode } from "react";
import type { Lane, RunSummary } from "../../sim/api.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { Arcs } from "./Arcs.tsx";
import { makeAxis, type Axis } from "./axis.ts";
import { Branches } from "./Branches.tsx";
import { AxisToggle, Legs, Ruler } from "./Ruler.tsx";
import { Cursor } from "./Cursor.tsx";
import { Lanes } from "./Lanes.tsx";
import { LANE_NAMES, lanesOf } from "./lanes.ts";
import { Outages, Power } from "./Power.tsx";
import { POWER_HEIGHT } from "./power.ts";
import css from "./Timeline.module.css";
import { endRoom, Terminator } from "./Terminator.tsx";
import { Tip } from "./Tip.tsx";
import { useScrub } from "./use-scrub.ts";
import { useWidth } from "../shared/use-width.ts";

interface TrackProps {
  readonly run: RunSummary;
  readonly axis: Axis;
  readonly lanes: readonly Lane[];
  readonly compact: boolean;
  readonly onDrag: (dragging: boolean) => void;
}

function Track({ run, axis, lanes, compact, onDrag }: TrackProps): ReactNode {
  const [under, setUnder] = useState<number>();
  const scrub = useScrub(axis, setUnder, onDrag);
  return (
    <div className={css.track} {...scrub}>
      <Lanes axis={axis} lanes={lanes} compact={compact} />
      {compact ? null : <Arcs axis={axis} lanes={lanes} jumps={run.jumps} boots={run.boots} />}
      <Outages boots={run.boots} axis={axis} />
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
  const lanes = lanesOf(run);
  const power = run.boots.length > 1 && !compact;
  const rows = { "--lanes": lanes.length, "--power": `${power ? POWER_HEIGHT : 0}px` } as CSSProperties;
  return (
    <>
      <div className={css.timeline} data-compact={compact} role="group" aria-label="Timeline" style={rows}>
        {compact ? null : (
          <div className={css.names}>
            <span className={css.legName} />
            {lanes.map((lane) => (
              <span key={lane} className={css.laneName} data-lane={lane}>
                {LANE_NAMES[lane]}
              </span>
            ))}
            {power ? <span className={css.powerName}>power</span> : null}
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
              lanes={lanes}
              compact={compact}
              onDrag={(dragging) => setHeld(dragging ? current : undefined)}
            />
          )}
          {power ? <Power boots={run.boots} axis={axis} /> : null}
          {compact ? null : <Ruler axis={axis} mode={mode} />}
          {compact ? null : <Terminator run={run} axis={axis} />}
        </div>
      </div>
      {compact ? null : <Branches axis={axis} />}
    </>
  );
}
