// Above the lanes while a range is marked or magnified: its two ends to type, the magnifier, the way back out, and the
// whole run as a strip with the range in it.

import { X, ZoomIn } from "lucide-react";
import { useId, useState, type PointerEvent, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { RunSummary } from "../../sim/api.ts";
import type { TimeRange } from "../../state/types/looks.ts";
import { IconButton } from "../shared/Button.tsx";
import { count } from "../shared/format.ts";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { useWidth } from "../shared/use-width.ts";
import { makeAxis, type AxisMode } from "./axis.ts";
import css from "./RangeBar.module.css";
import { between, legOfRange, pathOf, readTime } from "./ranges.ts";

interface RangeBarProps {
  readonly run: RunSummary;
  readonly mode: AxisMode;
}

export function RangeBar({ run, mode }: RangeBarProps): ReactNode {
  const marked = useLab((state) => state.marked);
  const range = useLab((state) => state.range);
  return (
    <div className={css.bar}>
      {range === undefined ? null : <Path run={run} range={range} />}
      {marked === undefined ? null : <Ends run={run} marked={marked} />}
      {range === undefined ? null : <Strip run={run} mode={mode} range={range} />}
    </div>
  );
}

const span = ({ from, to }: TimeRange): string => say("t {from} to {to}", { from: count(from), to: count(to) });

/** The ranges magnified so far; each leads back to itself. */
function Path({ run, range }: { readonly run: RunSummary; readonly range: TimeRange }): ReactNode {
  const outer = useLab((state) => state.outerRanges);
  const { popRange } = useActions();
  const path = pathOf(range, outer);
  const name = (each: TimeRange): string => {
    const leg = legOfRange(run, each);
    return leg === undefined ? span(each) : say("jump {n}", { n: leg });
  };
  return (
    <nav aria-label={say("Ranges magnified")} className={css.path}>
      <ol>
        <li>
          <button type="button" onClick={() => popRange(0)}>
            {say("whole run")}
          </button>
        </li>
        {path.map((each, i) => (
          <li key={`${each.from} ${each.to}`}>
            <button
              type="button"
              aria-current={i === path.length - 1 ? "true" : undefined}
              onClick={() => popRange(i + 1)}
            >
              {name(each)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Ends({ run, marked }: { readonly run: RunSummary; readonly marked: TimeRange }): ReactNode {
  const lab = useLabHandle();
  const { markRange, commitRange } = useActions();
  return (
    <form
      className={css.ends}
      aria-label={say("Marked range of time")}
      onSubmit={(event) => {
        event.preventDefault();
        // What was typed last is in the store, not yet on screen.
        const latest = lab.store.getState().marked;
        if (latest !== undefined) commitRange(latest);
      }}
    >
      <TimeBox
        label={say("from t")}
        value={marked.from}
        onChange={(from) => markRange(between(from, marked.to, run.end))}
      />
      <TimeBox label={say("to t")} value={marked.to} onChange={(to) => markRange(between(marked.from, to, run.end))} />
      <span className={css.length}>{say("{n} operations", { n: count(marked.to - marked.from) })}</span>
      <IconButton type="submit" label={say("Magnify this range")}>
        <ZoomIn />
      </IconButton>
      <IconButton label={say("Unmark the range")} onClick={() => markRange(undefined)}>
        <X />
      </IconButton>
    </form>
  );
}

interface TimeBoxProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (t: number) => void;
}

/** Taken over on Enter and on leaving; what is no time is given up. */
function TimeBox({ label, value, onChange }: TimeBoxProps): ReactNode {
  const id = useId();
  const [draft, setDraft] = useState<string>();
  const wrong = draft !== undefined && readTime(draft) === undefined;
  const take = (): void => {
    const t = draft === undefined ? undefined : readTime(draft);
    setDraft(undefined);
    if (t !== undefined) onChange(t);
  };
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode="numeric"
        aria-invalid={wrong}
        title={wrong ? say("A time is a number of operations") : undefined}
        value={draft ?? count(value)}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
          if (event.key === "Escape") setDraft(undefined);
        }}
      />
    </>
  );
}

const STRIP = 10;

/** The whole run in small; a press goes there, also outside of the range. */
function Strip({ run, mode, range }: RangeBarProps & { readonly range: TimeRange }): ReactNode {
  const [measure, width] = useWidth();
  const now = useLab((state) => state.moment?.at.t ?? 0);
  const { goTo } = useActions();
  const axis = makeAxis(run, mode, Math.max(1, width));
  const go = (event: PointerEvent<HTMLElement>): void => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    void goTo({ kind: "position", at: { t: axis.t(x), sub: 0 } }, "jump");
  };
  const [left, right] = [axis.x(range.from), axis.x(range.to)];
  return (
    <div className={css.strip} ref={measure} onPointerDown={go} aria-hidden="true">
      <svg width={axis.width} height={STRIP}>
        {axis.boxes.map(({ phase, x, width: wide }) => (
          <rect
            key={phase.index}
            x={x}
            y={2}
            width={Math.max(0.5, wide - 0.5)}
            height={STRIP - 4}
            data-lane={phase.lane}
          />
        ))}
      </svg>
      <span className={css.window} style={{ left, width: Math.max(3, right - left) }} />
      <span className={css.now} style={{ left: axis.x(now) }} />
    </div>
  );
}
