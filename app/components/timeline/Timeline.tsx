// The timeline: lanes of phases, arcs where the machine changes lanes, the cursor that is a slider, and the axis below.

import { lazy, Suspense, useMemo, useState, type CSSProperties, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { Lane, RunSummary } from "../../sim/api.ts";
import { recordedShare } from "../../state/open-part.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { Arcs } from "./Arcs.tsx";
import { makeAxis, type Axis } from "./axis.ts";
import { Branches } from "./Branches.tsx";
import { AxisToggle, Legs, Ruler } from "./Ruler.tsx";
import { Cursor } from "./Cursor.tsx";
import { Lanes } from "./Lanes.tsx";
import { LANE_HEIGHT, LANE_NAMES, lanesOf } from "./lanes.ts";
import { Marked } from "./Marked.tsx";
import { Outages, Power } from "./Power.tsx";
import { POWER_HEIGHT } from "./power.ts";
import { legOfRange, legRange } from "./ranges.ts";
import { EVENTS_HEIGHT, Ticks, useTicks } from "./Ticks.tsx";
import css from "./Timeline.module.css";
import { endRoom, Terminator } from "./Terminator.tsx";
import { Tip } from "./Tip.tsx";
import { Unrecorded } from "./Unrecorded.tsx";
import { useScrub } from "./use-scrub.ts";
import { useWidth } from "../shared/use-width.ts";

/** Only with a range is there anything to say about one. */
const RangeBar = lazy(() => import("./RangeBar.tsx").then((module) => ({ default: module.RangeBar })));

interface TrackProps {
  readonly run: RunSummary;
  readonly axis: Axis;
  readonly lanes: readonly Lane[];
  readonly compact: boolean;
  readonly onDrag: (dragging: boolean) => void;
}

function Track({ run, axis, lanes, compact, onDrag }: TrackProps): ReactNode {
  const [under, setUnder] = useState<number>();
  const ticks = useTicks(run, axis);
  const ticksFrom = lanes.length * LANE_HEIGHT;
  const scrub = useScrub({
    axis,
    end: run.end,
    ticks,
    ticksFrom: compact ? Infinity : ticksFrom,
    onHover: setUnder,
    onDrag,
  });
  return (
    <div className={css.track} {...scrub}>
      <Lanes axis={axis} lanes={lanes} compact={compact} />
      {compact ? null : <Arcs axis={axis} lanes={lanes} jumps={run.jumps} boots={run.boots} />}
      {compact ? null : <Ticks run={run} axis={axis} ticks={ticks} top={ticksFrom} />}
      <Outages boots={run.boots} axis={axis} />
      <Marked run={run} axis={axis} />
      <Cursor axis={axis} />
      <Tip axis={axis} x={under} ticks={ticks} />
    </div>
  );
}

export function Timeline({ compact = false }: { readonly compact?: boolean }): ReactNode {
  const run = useLab((state) => state.run);
  const mode = useLab((state) => state.axis);
  const { setAxis, commitRange, popRange } = useActions();
  const range = useLab((state) => state.range);
  const marked = useLab((state) => state.marked !== undefined);
  const current = useLab((state) => state.moment?.leg);
  // While the pointer drags the axis stands still, or the track would move away under it.
  const [held, setHeld] = useState<number>();
  const near = held ?? current;
  const [measure, width] = useWidth();
  const recorded = useLab(recordedShare);
  const axis = useMemo(
    () =>
      run === undefined
        ? undefined
        : makeAxis(run, mode, Math.max(1, width * recorded), { range, near: compact ? undefined : near }),
    [run, mode, width, recorded, range, near, compact],
  );
  if (run === undefined || axis === undefined) return null;
  const leg = legOfRange(run, range);
  const chooseLeg = (n: number | undefined): void => {
    const of = n === undefined ? undefined : legRange(run, n);
    if (of === undefined) popRange(0);
    else commitRange(of);
  };
  const lanes = lanesOf(run);
  const power = run.boots.length > 1 && !compact;
  const rows = {
    "--lanes": lanes.length,
    "--power": `${power ? POWER_HEIGHT : 0}px`,
    "--events": `${EVENTS_HEIGHT}px`,
  } as CSSProperties;
  return (
    <>
      {marked || range !== undefined ? (
        <Suspense>
          <RangeBar run={run} mode={mode} />
        </Suspense>
      ) : null}
      <div className={css.timeline} data-compact={compact} role="group" aria-label={say("Timeline")} style={rows}>
        {compact ? null : (
          <div className={css.names}>
            <span className={css.legName} />
            {lanes.map((lane) => (
              <span key={lane} className={css.laneName} data-lane={lane}>
                {say(LANE_NAMES[lane])}
              </span>
            ))}
            <span className={css.eventsName}>{say("events")}</span>
            {power ? <span className={css.powerName}>{say("power")}</span> : null}
            <AxisToggle mode={mode} onChange={setAxis} />
          </div>
        )}
        <div className={css.plot} ref={measure}>
          {compact ? null : (
            <Legs axis={axis} jumps={run.jumps} reserved={endRoom(run, axis)} chosen={leg} onChoose={chooseLeg} />
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
          {compact || recorded < 1 ? null : <Terminator run={run} axis={axis} />}
          {recorded < 1 ? <Unrecorded from={axis.width} compact={compact} /> : null}
        </div>
      </div>
      {compact ? null : <Branches axis={axis} />}
    </>
  );
}
