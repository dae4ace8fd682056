// The lane of events: what the log has as strokes on a line, and above them what the reader looks for.

import { memo, useMemo, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { RunSummary } from "../../sim/api.ts";
import { useLab } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";
import css from "./Ticks.module.css";
import { eventTicks, ticksOf, type Tick, type TickKind } from "./ticks.ts";

export const EVENTS_HEIGHT = 20;

/** Each kind has a shape of its own beside its colour. */
const SIGNS: Readonly<Record<TickKind, string>> = {
  breakpoint: "b",
  off: "b",
  bookmark: "m",
  fault: "!",
  failure: "x",
};
const KIND_TITLES: Readonly<Record<TickKind, string>> = {
  breakpoint: "breakpoint: {what}",
  off: "breakpoint, switched off: {what}",
  bookmark: "bookmark: {what}",
  fault: "fault: {what}",
  failure: "invariant failed: {what}",
};

export const tickTitle = ({ kind, text }: Tick): string => say(KIND_TITLES[kind], { what: text });

export function useTicks(run: RunSummary, axis: Axis): readonly Tick[] {
  const breakpoints = useLab((state) => state.breakpoints);
  const trail = useLab((state) => state.trail);
  const breakpointFacts = useLab((state) => state.breakpointFacts);
  return useMemo(
    () => ticksOf({ run, breakpoints, breakpointFacts, trail }, axis),
    [run, breakpoints, breakpointFacts, trail, axis],
  );
}

interface TicksProps {
  readonly run: RunSummary;
  readonly axis: Axis;
  readonly ticks: readonly Tick[];
  readonly top: number;
}

export const Ticks = memo(function Ticks({ run, axis, ticks, top }: TicksProps): ReactNode {
  const strokes = useMemo(() => eventTicks(run.events, axis, EVENTS_HEIGHT - 1), [run.events, axis]);
  return (
    <div className={css.lane} style={{ top, height: EVENTS_HEIGHT }} aria-hidden>
      <svg className={css.strokes} width={axis.width} height={EVENTS_HEIGHT}>
        <path d={`M0 ${EVENTS_HEIGHT - 0.5}H${axis.width}`} className={css.line} />
        <path d={strokes.low} className={css.low} />
        <path d={strokes.tall} className={css.tall} />
      </svg>
      {ticks.map(({ kind, t, x, text }) => (
        <span key={`${kind} ${t} ${text}`} className={css.tick} data-kind={kind} style={{ left: x }}>
          {SIGNS[kind]}
        </span>
      ))}
    </div>
  );
});
