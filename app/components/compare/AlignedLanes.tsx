// Two runs in lanes, what both have below each other; above them how many frames differ along the way.

import { Fragment, memo, type ReactNode } from "react";
import type { PhaseSpan, RunSummary } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import { useWidth } from "../shared/use-width.ts";
import { align, placeOf, type Column } from "./align.ts";
import css from "./Alignment.module.css";
import { DivergenceStrip } from "./DivergenceStrip.tsx";

interface LanesProps {
  readonly run: RunSummary;
  readonly other: RunSummary;
  readonly title: string;
}

export const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

export function AlignedLanes({ run, other, title }: LanesProps): ReactNode {
  const columns = align(run, other);
  const [measure, width] = useWidth();
  const at = useLab((state) => state.moment?.at.t ?? 0);
  const there = useLab((state) => state.comparison?.there.t);
  const divergence = useLab((state) => state.comparison?.divergence);
  return (
    <figure className={css.figure} aria-label={say("Aligned lanes")}>
      <div className={css.names}>
        <span className={css.stripName}>{say("frames that differ")}</span>
        <span className={css.name}>{say("this run")}</span>
        <span className={css.name} title={title}>
          {title}
        </span>
      </div>
      <div className={css.plot} ref={measure}>
        <DivergenceStrip columns={columns} />
        <Lane columns={columns} side="here" width={width} />
        <Lane columns={columns} side="there" width={width} />
        <span className={css.now} style={{ left: percent(placeOf(columns, "here", at)) }} />
        {there === undefined ? null : (
          <span className={css.now} data-side="there" style={{ left: percent(placeOf(columns, "there", there)) }} />
        )}
        {divergence === undefined ? null : (
          <span
            className={css.flag}
            role="img"
            aria-label={say("First divergence at {anchor}", { anchor: divergence.anchor })}
            style={{ left: percent(placeOf(columns, "here", divergence.at.t)) }}
          />
        )}
      </div>
      <figcaption className={css.caption}>{captionOf(columns)}</figcaption>
    </figure>
  );
}

function captionOf(columns: readonly Column[]): string {
  const only = columns.filter(({ there }) => there === undefined).length;
  const missing = columns.filter(({ here }) => here === undefined).length;
  return say(
    "{both} phases in common, {only} only in this run, {missing} only in the other. While locked, steps move both: each is shown at the place of the same name.",
    { both: columns.length - only - missing, only, missing },
  );
}

interface LaneProps {
  readonly columns: readonly Column[];
  readonly side: "here" | "there";
  /** Pixels. */
  readonly width: number;
}

const nameOf = ({ id }: PhaseSpan, room: number): string => {
  const name = id.replaceAll("-", " ");
  return name.length * 6.6 + 11 <= room ? name : "";
};

/** The picture is for the eye; the transport and the caption say the same. */
const Lane = memo(function Lane({ columns, side, width }: LaneProps): ReactNode {
  const { goTo, moveOther } = useActions();
  const unlocked = useLab((state) => state.otherAt !== undefined);
  function go({ here, there, anchor }: Column): void {
    if (side === "there" && unlocked && there !== undefined)
      void moveOther({ kind: "position", at: { t: there.from, sub: 0 } });
    else if (here !== undefined) void goTo({ kind: "anchor", anchor }, "jump");
  }
  return (
    <div className={css.lane} data-side={side} aria-hidden>
      {columns.map((column) => {
        const phase = column[side];
        const style = { left: percent(column.x), width: percent(column.width) };
        return (
          <Fragment key={column.anchor}>
            {phase === undefined ? (
              <span className={css.gap} style={style} />
            ) : (
              <button
                type="button"
                tabIndex={-1}
                className={css.bar}
                data-lane={phase.lane}
                style={style}
                title={say("{phase} · jump {n} · {count} operations", {
                  phase: say(phase.title),
                  n: phase.leg,
                  count: count(phase.to - phase.from),
                })}
                onClick={() => go(column)}
              >
                {nameOf(phase, column.width * width)}
              </button>
            )}
          </Fragment>
        );
      })}
    </div>
  );
});
