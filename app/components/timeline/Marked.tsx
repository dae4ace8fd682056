// The range that is marked on the lanes: its two ends are sliders.

import type { KeyboardEvent, ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { RunSummary } from "../../sim/api.ts";
import type { TimeRange } from "../../state/types/looks.ts";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";
import css from "./Marked.module.css";
import { between, grown } from "./ranges.ts";

interface MarkedProps {
  readonly run: RunSummary;
  readonly axis: Axis;
}

export function Marked({ run, axis }: MarkedProps): ReactNode {
  const marked = useLab((state) => state.marked);
  if (marked === undefined) return null;
  const [left, right] = [axis.x(marked.from), axis.x(marked.to)];
  return (
    <div className={css.marked} style={{ left, width: Math.max(2, right - left) }}>
      <End which="from" marked={marked} run={run} axis={axis} />
      <End which="to" marked={marked} run={run} axis={axis} />
    </div>
  );
}

interface EndProps extends MarkedProps {
  readonly which: "from" | "to";
  readonly marked: TimeRange;
}

const DIRECTIONS: Readonly<Record<string, 1 | -1>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 };

function End({ which, marked, run, axis }: EndProps): ReactNode {
  const { markRange } = useActions();
  const other = which === "from" ? marked.to : marked.from;
  const onKeyDown = (event: KeyboardEvent): void => {
    const direction = DIRECTIONS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") markRange(undefined);
    else if (event.key === "Home") markRange(between(other, 0, run.end));
    else if (event.key === "End") markRange(between(other, run.end, run.end));
    else if (direction !== undefined) markRange(grown(marked, other, direction, axis, run.end));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span
      className={css.end}
      data-which={which}
      role="slider"
      tabIndex={0}
      aria-label={which === "from" ? say("Start of the marked range") : say("End of the marked range")}
      aria-valuemin={0}
      aria-valuemax={run.end}
      aria-valuenow={marked[which]}
      aria-valuetext={say("time {t}", { t: count(marked[which]) })}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        event.stopPropagation();
        const track = event.currentTarget.parentElement?.parentElement?.getBoundingClientRect();
        if (track !== undefined) markRange(between(other, axis.t(event.clientX - track.left), run.end));
      }}
    />
  );
}
