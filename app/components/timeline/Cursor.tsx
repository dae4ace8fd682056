// The cursor: where the focus is, as a slider that speaks the position in words.

import type { KeyboardEvent, ReactNode } from "react";
import { goEdge, goPhase } from "../../state/commands.ts";
import { positionInWords } from "../../state/phases.ts";
import { say } from "../../messages/say.ts";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";
import { grown } from "./ranges.ts";
import css from "./Timeline.module.css";

const MARKS: Readonly<Record<string, 1 | -1>> = { ArrowRight: 1, ArrowLeft: -1 };

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

  /** With Shift the arrows mark a range from here on. */
  function mark(direction: 1 | -1): void {
    const { marked, run: recorded, moment: shown } = lab.store.getState();
    if (recorded === undefined || shown === undefined) return;
    lab.actions.markRange(grown(marked, shown.at.t, direction, axis, recorded.end));
  }

  function onKeyDown(event: KeyboardEvent): void {
    const direction = event.shiftKey ? MARKS[event.key] : undefined;
    const act = direction === undefined ? keys[event.key] : () => mark(direction);
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
      aria-label={say("Position in the run")}
      title={say("With Shift the arrows mark a range of time")}
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
