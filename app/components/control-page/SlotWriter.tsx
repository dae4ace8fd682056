// Who wrote the selected word of a control page last, asked when the word is selected.

import { useEffect, useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { Change, ControlPageView } from "../../sim/api.ts";
import { count, offset } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./ControlPagePanel.module.css";

interface SlotWriterProps {
  readonly page: ControlPageView;
  readonly slot: number;
}

interface Answer {
  /** What it is about. */
  readonly of: string;
  /** Absent where the question was refused. */
  readonly told?: { readonly change: Change | undefined };
}

/** Undefined while it is looked for. */
function useLastWrite({ page, slot }: SlotWriterProps): Answer | undefined {
  const { ask } = useActions();
  const at = useLab((state) => state.moment?.at);
  const [answer, setAnswer] = useState<Answer>();
  const address = page.physicalAddress + slot;
  const of = `${address} ${at?.t}.${at?.sub}`;
  useEffect(() => {
    if (at === undefined) return undefined;
    const stop = new AbortController();
    const question = { kind: "change", of: { kind: "bytes", address, size: 4 }, from: at, direction: -1 } as const;
    void ask(question, say("Last writer of {offset}", { offset: offset(slot) }), stop.signal).then((told) => {
      if (!stop.signal.aborted) setAnswer(told.ok ? { of, told: { change: told.value } } : { of });
    });
    return () => stop.abort();
  }, [ask, at, address, slot, of]);
  return answer?.of === of ? answer : undefined;
}

/** While the page is away its frame holds another: nothing there is about this word. */
export function SlotWriter(props: SlotWriterProps): ReactNode {
  return props.page.away === undefined ? <LastWrite {...props} /> : null;
}

function LastWrite({ page, slot }: SlotWriterProps): ReactNode {
  const answer = useLastWrite({ page, slot });
  const { goTo } = useActions();
  if (answer === undefined) return <p className={css.writer}>{say("Looking for the last write …")}</p>;
  if (answer.told === undefined) return null;
  const { change } = answer.told;
  if (change === undefined)
    return (
      <p className={css.writer}>{say("{offset}: nobody has written it in this run.", { offset: offset(slot) })}</p>
    );
  return (
    <p className={css.writer}>
      {say("{offset} was written last at t {t} by {what}", {
        offset: offset(slot),
        t: count(change.at.t),
        what: change.by,
      })}{" "}
      <button type="button" onClick={() => void goTo({ kind: "position", at: change.at }, "jump")}>
        {say("Go")}
      </button>
    </p>
  );
}
