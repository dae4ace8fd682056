// The status line: what was done last, what comes next, where we are, and the hash that proves it.

import type { ReactNode } from "react";
import type { Moment } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { showsRun } from "../../state/phases.ts";
import { count } from "../shared/format.ts";
import { OfflineBadge } from "../install/OfflineBadge.tsx";
import { useLab } from "../shared/use-lab.ts";
import { Work } from "../under-way/Work.tsx";
import css from "./StatusLine.module.css";

export function StateHash(): ReactNode {
  const hash = useLab((state) => (showsRun(state) ? state.moment?.hash.slice(0, 8) : undefined));
  return (
    <output
      aria-label={say("State hash")}
      aria-live="off"
      data-testid="state-hash"
      className={css.hash}
      title={say("State hash: the first 32 bits")}
    >
      {hash ?? "········"}
    </output>
  );
}

function DiffBase(): ReactNode {
  const anchor = useLab((state) => state.previous?.anchor);
  const fixed = useLab((state) => state.baseFixed);
  return (
    <span className={css.part} data-drop={fixed ? undefined : "2"} data-fixed={fixed}>
      {anchor === undefined
        ? say("diff base: none yet")
        : fixed
          ? say("diff base: fixed at {anchor}", { anchor })
          : say("diff base: previous stop, {anchor}", { anchor })}
    </span>
  );
}

/** What comes next; at the end of the run, what has come of it. */
function NextText({ moment }: { readonly moment: Moment }): ReactNode {
  const run = useLab((state) => state.run);
  const ended = moment.at.t === run?.end;
  return (
    <span className={css.next}>
      {ended
        ? say("the run ends here: {outcome}", { outcome: retell(run.outcome.text).text })
        : say("next: {next}", { next: retell(moment.next).text })}
    </span>
  );
}

function OutcomeText(): ReactNode {
  const outcome = useLab((state) => state.run?.outcome);
  if (outcome === undefined) return null;
  return (
    <span className={css.part} data-kind={outcome.kind} data-drop="1">
      {say("outcome: {outcome}", { outcome: say(outcome.kind) })}
    </span>
  );
}

export function StatusLine(): ReactNode {
  const moment = useLab((state) => (showsRun(state) ? state.moment : undefined));
  const phases = useLab((state) => state.run?.phases.length ?? 0);
  return (
    <footer className={css.line} aria-label={say("Status")}>
      {moment === undefined ? null : (
        <>
          <span className={css.part}>
            {say("phase {phase} of {phases}", { phase: moment.phase + 1, phases: count(phases) })}
          </span>
          <span className={css.what}>
            <span className={css.done}>{say("done: {completed}", { completed: retell(moment.completed).text })}</span>
            <NextText moment={moment} />
          </span>
          <DiffBase />
          <OutcomeText />
        </>
      )}
      <span className={css.end}>
        <Work />
        <OfflineBadge />
        <StateHash />
      </span>
    </footer>
  );
}
