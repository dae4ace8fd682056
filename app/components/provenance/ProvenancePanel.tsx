// "Who wrote this?" and "Where did it go?": the way of the bytes from place to place, and the writes to the place itself.

import { ArrowLeftToLine, ArrowRightToLine } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { askOrigin } from "../../state/question-commands.ts";
import type { Inquiry } from "../../state/question-types.ts";
import { selectionName, watchedOf } from "../../state/selection-of.ts";
import { Button } from "../shared/Button.tsx";
import { time } from "../shared/format.ts";
import { Keys } from "../shared/Keys.tsx";
import { Panel } from "../shared/Panel.tsx";
import { Problems } from "../shared/Problems.tsx";
import { SoFar } from "../shared/SoFar.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { Hops } from "./Hops.tsx";
import { Writers } from "../shared/Writers.tsx";
import css from "./Provenance.module.css";

export function ProvenancePanel(): ReactNode {
  const inquiry = useLab((state) => state.inquiry);
  return (
    <Panel title={say("Provenance")} aside={<Steps />}>
      <Directions inquiry={inquiry} />
      {inquiry === undefined ? <Empty /> : <Answer inquiry={inquiry} />}
    </Panel>
  );
}

/** From write to write of what is selected. */
function Steps(): ReactNode {
  const { goToChange } = useActions();
  const off = !useLab(({ selection, moment }) => watchedOf(selection, moment) !== undefined);
  return (
    <span className={css.steps}>
      <Button weight="quiet" disabled={off} onClick={() => void goToChange(-1)}>
        <ArrowLeftToLine size={14} aria-hidden /> {say("Last write")}
      </Button>
      <Button weight="quiet" disabled={off} onClick={() => void goToChange(1)}>
        {say("Next write")} <ArrowRightToLine size={14} aria-hidden />
      </Button>
    </span>
  );
}

/** Asks about what is selected here and now. */
function Directions({ inquiry }: { readonly inquiry: Inquiry | undefined }): ReactNode {
  const lab = useLabHandle();
  const selection = useLab((state) => state.selection);
  const off = !useLab(({ moment }) => watchedOf(selection, moment) !== undefined);
  return (
    <div className={css.ask}>
      {([-1, 1] as const).map((direction) => (
        <Button
          key={direction}
          disabled={off}
          aria-pressed={inquiry?.direction === direction}
          className={css.direction ?? ""}
          onClick={() => askOrigin(lab, direction)}
        >
          {direction === -1 ? say("Who wrote this?") : say("Where did it go?")}
          <Keys keys={direction === -1 ? "o" : "Shift+o"} />
        </Button>
      ))}
      <span className={css.about}>
        {selection === undefined
          ? say("Nothing is selected.")
          : say("Selected: {what}", { what: selectionName(selection) })}
      </span>
    </div>
  );
}

function Empty(): ReactNode {
  return (
    <p className={css.empty}>
      {say(
        "Select a frame, a byte, a word of a control page, an entry of the list or a register, then ask. Every hop that its bytes have come, or will go, has a way there.",
      )}
    </p>
  );
}

function Answer({ inquiry }: { readonly inquiry: Inquiry }): ReactNode {
  const { of, direction, from, anchor, problems } = inquiry;
  const provenance = useLab((state) => state.answers.provenance);
  const changes = useLab((state) => state.answers.changes);
  const waiting = useLab(({ tasks }) =>
    tasks.some(({ kind, state }) => state === "running" && (kind === "provenance" || kind === "changes")),
  );
  const what = selectionName(of);
  return (
    <div aria-busy={waiting}>
      <h3 className={css.question}>
        {direction === -1 ? say("Who wrote {what}?", { what }) : say("Where did {what} go?", { what })}
        <span className={css.when}>{say("asked at t {t}, {anchor}", { t: time(from), anchor })}</span>
      </h3>
      <SoFar className={css.empty} />
      {problems.length === 0 ? null : <Problems problems={problems} />}
      {provenance === undefined ? null : <Hops hops={provenance.answer} />}
      {changes === undefined ? null : <Writers title={changes.title} {...changes.answer} />}
      {waiting ? <p className={css.empty}>{say("Looking …")}</p> : null}
    </div>
  );
}
