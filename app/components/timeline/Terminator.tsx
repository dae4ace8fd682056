// The end of the run on the timeline, labelled with how it ended; pressing it goes there.

import type { ReactNode } from "react";
import type { RunSummary } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { goEdge } from "../../state/commands.ts";
import { OUTCOME_TITLES, OUTCOME_WORDS } from "../../state/titles.ts";
import { useLabHandle } from "../shared/use-lab.ts";
import type { Axis } from "./axis.ts";
import css from "./Timeline.module.css";

const shown = (run: RunSummary, axis: Axis): boolean => axis.t(axis.width) >= run.end;
/** What it covers of the row of legs, pixels. */
export const endRoom = (run: RunSummary, axis: Axis): number =>
  shown(run, axis) ? say(OUTCOME_WORDS[run.outcome.kind]).length * 7 + 12 : 0;

export function Terminator({ run, axis }: { readonly run: RunSummary; readonly axis: Axis }): ReactNode {
  const lab = useLabHandle();
  const { kind, text } = run.outcome;
  if (!shown(run, axis)) return null;
  return (
    <>
      <span className={css.endLine} data-kind={kind} aria-hidden />
      <button
        type="button"
        className={css.end}
        data-kind={kind}
        aria-label={say("End of the run: {outcome}", { outcome: say(OUTCOME_TITLES[kind]) })}
        title={retell(text).text}
        onClick={() => goEdge(lab, "end")}
      >
        {say(OUTCOME_WORDS[kind])}
      </button>
    </>
  );
}
