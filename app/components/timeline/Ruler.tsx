// Above the lanes: the legs, each a button that fills the timeline with it. Below: times, and which axis this is.

import type { ReactNode } from "react";
import type { JumpSpan } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { fits, type Axis, type AxisMode } from "./axis.ts";
import css from "./Timeline.module.css";

interface LegsProps {
  readonly axis: Axis;
  readonly jumps: readonly JumpSpan[];
  /** At the right, for the word that says how the run ended. */
  readonly reserved: number;
  readonly chosen: number | undefined;
  readonly onChoose: (leg: number | undefined) => void;
}

function legName(jump: JumpSpan | undefined, n: number, width: number): string {
  const without = n === 1 ? say("no jump") : say("after the last jump");
  if (jump === undefined) return fits(without, width) ? without : "";
  const long = say("jump {n}  {from} → {to}", { n, from: jump.from, to: jump.to });
  return [long, String(n)].find((name) => fits(name, width)) ?? "";
}

export function Legs({ axis, jumps, reserved, chosen, onChoose }: LegsProps): ReactNode {
  return (
    <div className={css.legs}>
      {axis.legs.map((leg) => {
        const jump = jumps.find((each) => each.n === leg.n);
        const pressed = chosen === leg.n;
        const room = Math.min(leg.width, axis.width - reserved - leg.x);
        return (
          <button
            key={leg.n}
            type="button"
            className={css.leg}
            style={{ left: leg.x, width: leg.width }}
            aria-pressed={pressed}
            aria-label={
              jump === undefined
                ? say("Jump {leg}: show it alone", { leg: leg.n })
                : say("Jump {leg}, {from} to {to}: show it alone", { leg: leg.n, from: jump.from, to: jump.to })
            }
            title={pressed ? say("Show all jumps") : say("Show this jump alone")}
            onClick={() => onChoose(pressed ? undefined : leg.n)}
          >
            {legName(jump, leg.n, room)}
            {pressed ? say(" · show all") : ""}
          </button>
        );
      })}
    </div>
  );
}

/** Times at phase starts or at round numbers, as many as there is room for. */
function marks(
  axis: Axis,
  mode: AxisMode,
): readonly { readonly t: number; readonly x: number; readonly text: boolean }[] {
  const even = Array.from({ length: 25 }, (_, i) => axis.t((axis.width * i) / 24));
  const times = mode === "phases" ? axis.boxes.map((box) => box.phase.from) : even;
  let free = 0;
  return [...new Set(times)].map((t) => {
    const x = axis.x(t);
    const text = x >= free && x + 56 < axis.width;
    if (text) free = x + Math.max(64, count(t).length * 7 + 24);
    return { t, x, text };
  });
}

export function Ruler({ axis, mode }: { readonly axis: Axis; readonly mode: AxisMode }): ReactNode {
  return (
    <div className={css.ruler} aria-hidden>
      {marks(axis, mode).map((mark) => (
        <span key={mark.t} className={css.mark} data-text={mark.text} style={{ left: mark.x }}>
          {mark.text ? count(mark.t) : ""}
        </span>
      ))}
    </div>
  );
}

interface AxisToggleProps {
  readonly mode: AxisMode;
  readonly onChange: (mode: AxisMode) => void;
}

export function AxisToggle({ mode, onChange }: AxisToggleProps): ReactNode {
  const phases = mode === "phases";
  return (
    <button
      type="button"
      className={css.toggle}
      aria-pressed={!phases}
      title={
        phases
          ? say("Width is the logarithm of the operations in a phase. Switch to true time")
          : say("Width is true time. Switch to phases")
      }
      onClick={() => onChange(phases ? "time" : "phases")}
    >
      {phases ? say("axis: log t") : say("axis: true t")}
    </button>
  );
}
