// The name of the phase under the pointer, for bars too narrow to carry it.

import type { ReactNode } from "react";
import { count } from "../shared/format.ts";
import { boxAt, type Axis } from "./axis.ts";
import { LANE_NAMES } from "./lanes.ts";
import css from "./Timeline.module.css";

const WIDTH = 240;

export function Tip({ axis, x }: { readonly axis: Axis; readonly x: number | undefined }): ReactNode {
  const box = x === undefined ? undefined : boxAt(axis, x);
  if (x === undefined || box === undefined) return null;
  const { phase } = box;
  const left = Math.min(Math.max(0, x - WIDTH / 2), Math.max(0, axis.width - WIDTH));
  return (
    <div className={css.tip} style={{ left, width: WIDTH }} aria-hidden>
      <strong>{phase.title}</strong>
      <span>
        jump {phase.leg} · {LANE_NAMES[phase.lane]} · {count(phase.to - phase.from)} operations
      </span>
      <span>
        t {count(axis.t(x))} · <code>{phase.anchor}</code>
      </span>
    </div>
  );
}
