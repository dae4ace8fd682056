// The status line: what was done last, what comes next, where we are, and the hash that proves it.

import type { ReactNode } from "react";
import type { Moment } from "../../sim/api.ts";
import { showsRun } from "../../state/phases.ts";
import { count } from "../shared/format.ts";
import { useLab } from "../shared/use-lab.ts";
import css from "./StatusLine.module.css";

export function StateHash(): ReactNode {
  const hash = useLab((state) => (showsRun(state) ? state.moment?.hash.slice(0, 8) : undefined));
  return (
    <output
      aria-label="State hash"
      aria-live="off"
      data-testid="state-hash"
      className={css.hash}
      title="State hash: the first 32 bits"
    >
      {hash ?? "········"}
    </output>
  );
}

function DiffBase(): ReactNode {
  const anchor = useLab((state) => state.previous?.anchor);
  return (
    <span className={css.part} data-drop="2">
      diff base: {anchor === undefined ? "none yet" : `previous stop, ${anchor}`}
    </span>
  );
}

/** What comes next; at the end of the run, what has come of it. */
function NextText({ moment }: { readonly moment: Moment }): ReactNode {
  const run = useLab((state) => state.run);
  const ended = moment.at.t === run?.end;
  return <span className={css.next}>{ended ? `the run ends here: ${run.outcome.text}` : `next: ${moment.next}`}</span>;
}

function OutcomeText(): ReactNode {
  const outcome = useLab((state) => state.run?.outcome);
  if (outcome === undefined) return null;
  return (
    <span className={css.part} data-kind={outcome.kind} data-drop="1">
      outcome: {outcome.kind}
    </span>
  );
}

export function StatusLine(): ReactNode {
  const moment = useLab((state) => (showsRun(state) ? state.moment : undefined));
  const phases = useLab((state) => state.run?.phases.length ?? 0);
  return (
    <footer className={css.line} aria-label="Status">
      {moment === undefined ? null : (
        <>
          <span className={css.part}>
            phase {moment.phase + 1} of {count(phases)}
          </span>
          <span className={css.what}>
            <span className={css.done}>done: {moment.completed}</span>
            <NextText moment={moment} />
          </span>
          <DiffBase />
          <OutcomeText />
        </>
      )}
      <span className={css.end}>
        <StateHash />
      </span>
    </footer>
  );
}
