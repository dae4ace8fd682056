// The cursor: where the focus is, as a slider that speaks the position in words.

import type { KeyboardEvent, ReactNode } from "react";
import { goEdge, goPhase } from "../../state/commands.ts";
import { positionInWords } from "../../state/phases.ts";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";
import css from "./Timeline.module.css";

export function Cursor({ axis }: { readonly axis: Axis }): ReactNode {
  const lab = useLabHandle();
  const moment = useLab((state) => state.moment);
  const run = useLab((state) => state.run);
  if (moment === undefined || run === undefined) return null;

  const keys: Readonly<Record<string, () => void>> = {
    ArrowRight: () => void lab.actions.step(1),
    ArrowUp: () => void lab.actions.step(1),
    ArrowLeft: () => void lab.actions.step(-1),
    ArrowDown: () => void lab.actions.step(-1),
    PageDown: () => goPhase(lab, 1),
    PageUp: () => goPhase(lab, -1),
    Home: () => goEdge(lab, "start"),
    End: () => goEdge(lab, "end"),
  };

  function onKeyDown(event: KeyboardEvent): void {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return (
    <div
      id="timeline"
      className={css.cursor}
      role="slider"
      tabIndex={0}
      aria-label="Position in the run"
      aria-valuemin={0}
      aria-valuemax={run.end}
      aria-valuenow={moment.at.t}
      aria-valuetext={positionInWords(run, moment)}
      style={{ transform: `translateX(${axis.x(moment.at.t)}px)` }}
      onKeyDown={onKeyDown}
    >
      <span className={css.knob} />
    </div>
  );
}
