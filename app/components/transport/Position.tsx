// Where we are: the anchor, and the time in a box that takes a new one.

import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { parseGoTo } from "../../state/goto.ts";
import { positionInWords } from "../../state/phases.ts";
import { time } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Transport.module.css";

export function Position(): ReactNode {
  const { goTo } = useActions();
  const moment = useLab((state) => state.moment);
  const run = useLab((state) => state.run);
  const [draft, setDraft] = useState<string>();
  const shown = draft ?? (moment === undefined ? "" : time(moment.at));
  return (
    <form
      className={css.position}
      onSubmit={(event) => {
        event.preventDefault();
        const target = run === undefined ? undefined : parseGoTo(shown, run);
        setDraft(undefined);
        if (target !== undefined) void goTo(target);
      }}
    >
      <span className={css.anchor} title={say("Anchor: the stable name of this position")} data-testid="anchor">
        {moment?.anchor}
      </span>
      <label className={css.time}>
        t
        <input
          aria-label={say("Time, in completed operations")}
          value={shown}
          style={{ width: `calc(${Math.max(4, shown.length)}ch + 14px)` }}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setDraft(event.target.value)}
          onBlur={() => setDraft(undefined)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.currentTarget.blur();
          }}
        />
      </label>
    </form>
  );
}

/** The phone's one line about the position. */
export function PhaseLine(): ReactNode {
  const moment = useLab((state) => state.moment);
  const run = useLab((state) => state.run);
  if (moment === undefined || run === undefined) return null;
  return <p className={css.phaseLine}>{positionInWords(run, moment)}</p>;
}
