// The name of the phase under the pointer, for bars too narrow to carry it.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { boxAt, type Axis } from "./axis.ts";
import { LANE_NAMES } from "./lanes.ts";
import { tickTitle } from "./Ticks.tsx";
import { tickNear, type Tick } from "./ticks.ts";
import css from "./Timeline.module.css";

const WIDTH = 240;

interface TipProps {
  readonly axis: Axis;
  readonly x: number | undefined;
  readonly ticks: readonly Tick[];
}

export function Tip({ axis, x, ticks }: TipProps): ReactNode {
  const box = x === undefined ? undefined : boxAt(axis, x);
  if (x === undefined || box === undefined) return null;
  const { phase } = box;
  const tick = tickNear(ticks, x);
  const left = Math.min(Math.max(0, x - WIDTH / 2), Math.max(0, axis.width - WIDTH));
  return (
    <div className={css.tip} style={{ left, width: WIDTH }} aria-hidden>
      <strong>{say(phase.title)}</strong>
      <span>
        {say("jump {n} · {lane} · {count} operations", {
          n: phase.leg,
          lane: say(LANE_NAMES[phase.lane]),
          count: count(phase.to - phase.from),
        })}
      </span>
      <span>
        t {count(axis.t(x))} · <code>{phase.anchor}</code>
      </span>
      {tick === undefined ? null : <span>{tickTitle(tick)}</span>}
    </div>
  );
}
