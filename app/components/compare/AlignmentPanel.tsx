// The run on screen above the one without its last fault, phase by phase, with the place where they part.

import { Flag } from "lucide-react";
import type { ReactNode } from "react";
import type { Comparison, PhaseSpan, RunSummary } from "../../sim/api.ts";
import { goToDivergence } from "../../state/fault-commands.ts";
import { branchTitle } from "../../state/fault-words.ts";
import { Button } from "../shared/Button.tsx";
import { count, plural, time } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { useWidth } from "../shared/use-width.ts";
import { align, placeOf, type Column } from "./align.ts";
import css from "./Alignment.module.css";
import { Nothing } from "./Nothing.tsx";

export function AlignmentPanel(): ReactNode {
  const run = useLab((state) => state.run);
  const parent = useLab((state) => state.parent);
  const faults = useLab((state) => state.source?.scenario.faults);
  const comparison = useLab((state) => state.comparison);
  const none = faults === undefined || faults.length === 0;
  return (
    <Panel title="Two runs" aside={none ? null : <Parting />} fill>
      {none ? (
        <Nothing />
      ) : run === undefined || parent === undefined ? (
        <p className={css.waiting} aria-busy="true">
          Laying the two runs beside each other …
        </p>
      ) : (
        <Lanes run={run} parent={parent} comparison={comparison} faults={faults} />
      )}
    </Panel>
  );
}

/** Where they part, and how to get there. */
function Parting(): ReactNode {
  const lab = useLabHandle();
  const divergence = useLab((state) => state.run?.verdict?.divergence);
  const hash = useLab((state) => state.run?.endHash.slice(0, 8));
  if (divergence === undefined)
    return (
      <span>
        identical up to the end (state hash <code>{hash}</code>)
      </span>
    );
  return (
    <span className={css.parting}>
      <span>
        they part at <code>{divergence.anchor}</code>, t {time(divergence.at)}
      </span>
      <Button onClick={() => goToDivergence(lab)}>
        <Flag size={14} aria-hidden /> Go to first divergence
      </Button>
    </span>
  );
}

interface LanesProps {
  readonly run: RunSummary;
  readonly parent: RunSummary;
  readonly comparison: Comparison | undefined;
  readonly faults: readonly string[];
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

function Lanes({ run, parent, comparison, faults }: LanesProps): ReactNode {
  const columns = align(run, parent);
  const [measure, width] = useWidth();
  const at = useLab((state) => state.moment?.at.t ?? 0);
  const divergence = run.verdict?.divergence;
  const both = columns.filter(({ here, there }) => here !== undefined && there !== undefined).length;
  const [only, missing] = [run.phases.length - both, parent.phases.length - both];
  return (
    <figure className={css.figure} aria-label="Aligned lanes">
      <div className={css.names}>
        <span className={css.name}>this run</span>
        <span className={css.name}>{branchTitle(faults.slice(0, -1))}</span>
      </div>
      <div className={css.plot} ref={measure}>
        <Lane columns={columns} side="here" width={width} />
        <Lane columns={columns} side="there" width={width} />
        <span className={css.now} style={{ left: percent(placeOf(columns, "here", at)) }} />
        {comparison === undefined ? null : (
          <span
            className={css.now}
            data-side="there"
            style={{ left: percent(placeOf(columns, "there", comparison.there.t)) }}
          />
        )}
        {divergence === undefined ? null : (
          <span
            className={css.flag}
            role="img"
            aria-label={`First divergence at ${divergence.anchor}`}
            style={{ left: percent(placeOf(columns, "here", divergence.at.t)) }}
          />
        )}
      </div>
      <figcaption className={css.caption}>
        {plural(both, "phase")} in common
        {only > 0 ? `, ${count(only)} only in this run` : ""}
        {missing > 0 ? `, ${count(missing)} only in the other` : ""}. Steps move both: each is shown at the place of the
        same name.
      </figcaption>
    </figure>
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
function Lane({ columns, side, width }: LaneProps): ReactNode {
  const { goTo } = useActions();
  return (
    <div className={css.lane} data-side={side} aria-hidden>
      {columns.map((column) => {
        const phase = column[side];
        const style = { left: percent(column.x), width: percent(column.width) };
        if (phase === undefined) return <span key={column.anchor} className={css.gap} style={style} />;
        return (
          <button
            key={column.anchor}
            type="button"
            tabIndex={-1}
            className={css.bar}
            data-lane={phase.lane}
            style={style}
            title={`${phase.title} · jump ${phase.leg} · ${count(phase.to - phase.from)} operations`}
            onClick={() => column.here && void goTo({ kind: "anchor", anchor: column.anchor }, "jump")}
          >
            {nameOf(phase, column.width * width)}
          </button>
        );
      })}
    </div>
  );
}
