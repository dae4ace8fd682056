// What happened along the run as ticks: the events of the log, close ones as one, and the few that are looked for.

import type { EventKind, RunSummary } from "../../sim/api.ts";
import { breakpointMarks } from "../../state/breakpoints.ts";
import { keptNotes, noteTitle } from "../../state/trail.ts";
import type { LabState } from "../../state/types/state.ts";
import type { Axis } from "./axis.ts";

export type TickKind = "breakpoint" | "off" | "bookmark" | "fault" | "failure";

export interface Tick {
  readonly kind: TickKind;
  readonly t: number;
  readonly x: number;
  readonly text: string;
}

/** Phases have their bars, faults and failures their own marks. */
const DRAWN: ReadonlySet<EventKind> = new Set(["step", "device", "dma", "interrupt", "console", "jump"]);
/** Kinds that stand a little taller: they are few, and looked for. */
const TALL: ReadonlySet<EventKind> = new Set(["interrupt", "console", "jump"]);

export interface EventTicks {
  readonly low: string;
  readonly tall: string;
}

const inSight = (axis: Axis, t: number): boolean => t >= axis.t(0) && t <= axis.t(axis.width);

/** Two SVG paths of upright strokes, one a pixel at most, standing on the line at `base`. */
export function eventTicks(events: RunSummary["events"], axis: Axis, base: number): EventTicks {
  const [low, tall] = [new Set<number>(), new Set<number>()];
  for (const { t, kind } of events)
    if (DRAWN.has(kind) && inSight(axis, t)) (TALL.has(kind) ? tall : low).add(Math.round(axis.x(t)));
  const path = (places: ReadonlySet<number>, height: number): string =>
    [...places].map((x) => `M${x + 0.5} ${base}v${-height}`).join("");
  return { low: path(low, 6), tall: path(tall, 11) };
}

export function ticksOf(
  state: Pick<LabState, "breakpoints" | "breakpointFacts" | "trail"> & { readonly run: RunSummary },
  axis: Axis,
): readonly Tick[] {
  const { run, trail } = state;
  const all: readonly (readonly [TickKind, number, string])[] = [
    ...breakpointMarks(state).map(({ t, name, off }) => [off ? "off" : "breakpoint", t, name] as const),
    ...keptNotes({ trail }).map((note) => ["bookmark", note.at.t, noteTitle(note)] as const),
    ...run.fired.map(({ t, text }) => ["fault", t, text] as const),
    ...run.invariants.flatMap(({ status, t, title }) =>
      status === "fail" && t !== undefined ? [["failure", t, title] as const] : [],
    ),
  ];
  return all.flatMap(([kind, t, text]) => (inSight(axis, t) ? [{ kind, t, x: axis.x(t), text }] : []));
}

/** The tick within a finger's reach of a point, the nearest first. */
export function tickNear(ticks: readonly Tick[], x: number, reach = 5): Tick | undefined {
  return ticks
    .filter((tick) => Math.abs(tick.x - x) <= reach)
    .toSorted((a, b) => Math.abs(a.x - x) - Math.abs(b.x - x))[0];
}
