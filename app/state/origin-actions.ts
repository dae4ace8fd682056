// "Who wrote this?", "Where did it go?", and the writes before and after now.

import type { Position, Problem } from "../sim/api.ts";
import { problemText } from "../sim/core/errors.ts";
import { say } from "../messages/say.ts";
import type { Focus } from "./focus.ts";
import { goThere } from "./go-there.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { isPart } from "./phases.ts";
import type { Inquiry } from "./question-types.ts";
import { isCancelled, type QuestionActions } from "./questions.ts";
import { selectionName, spanOf, watchedOf } from "./selection-of.ts";
import type { LabActions } from "./types/actions.ts";

/** Writers told of at once. */
export const WRITERS = 50;

export type OriginActions = Pick<LabActions, "askOrigin" | "askWriters" | "goToChange" | "goToLastWrite">;

/** Whoever stands on a write wants the one before it. */
const justBefore = ({ t, sub }: Position): Position => ({ t: sub > 0 ? t : Math.max(0, t - 1), sub: 0 });

/** Goes to the next or last change of a thing; why there is none is told. */
function changeFinder(
  store: LabStore,
  focus: Focus,
  tell: (text: string) => void,
  ask: QuestionActions["ask"],
): LabActions["goToChange"] {
  return async (direction, of = store.getState().selection) => {
    const { moment } = store.getState();
    const watched = watchedOf(of, moment);
    if (moment === undefined || of === undefined || watched === undefined) {
      return tell(say("Select a frame, a byte, a word, a list entry or a register first."));
    }
    store.setState({ playing: 0 });
    const what = selectionName(of);
    const title = direction === -1 ? say("Last write to {what}", { what }) : say("Next write to {what}", { what });
    const answer = await ask<"change">(
      { kind: "change", of: watched, from: direction === 1 ? moment.at : justBefore(moment.at), direction },
      title,
    );
    if (answer.ok && answer.value !== undefined)
      return goThere(store, focus, { from: moment.at, at: answer.value.at, title });
    if (answer.ok) tell(nobodyText(direction, what, isPart(store.getState().run)));
    else if (!isCancelled(answer.problems)) tell(answer.problems.map(problemText).join("; "));
  };
}

function nobodyText(direction: 1 | -1, what: string, soFar: boolean): string {
  if (direction === -1) return say("Nobody has written {what} up to here in this run.", { what });
  return soFar
    ? say("Nobody writes {what} from here on in what is recorded so far.", { what })
    : say("Nobody writes {what} from here on in this run.", { what });
}

export function originActions(store: LabStore, focus: Focus, { ask }: QuestionActions): OriginActions {
  const tell = (text: string): void =>
    store.setState((state) => withNotice(state, { tone: "info", text, topic: "question" }));

  let inquiring = new AbortController();

  const problem = (inquiry: Inquiry, problems: readonly Problem[]): void =>
    store.setState(({ inquiry: now, answers: { provenance: _old, ...answers } }) =>
      now === inquiry && !isCancelled(problems) ? { inquiry: { ...inquiry, problems }, answers } : {},
    );

  const askOrigin: LabActions["askOrigin"] = async (direction, of = store.getState().selection) => {
    const { moment } = store.getState();
    const watched = watchedOf(of, moment);
    if (moment === undefined) return;
    if (of === undefined || watched === undefined)
      return tell(say("Select a frame, a byte, a word, a list entry or a register first: then o tells who wrote it."));
    const { at: from, anchor } = moment;
    const inquiry: Inquiry = { of, direction, from, anchor, problems: [] };
    // An answer to the inquiry before would be taken for one to this.
    inquiring.abort();
    inquiring = new AbortController();
    const { signal } = inquiring;
    store.setState(({ answers: { provenance: _hops, changes: _writers, ...answers } }) => ({ inquiry, answers }));
    const what = selectionName(of);
    const span = spanOf(of, moment);
    const title = direction === -1 ? say("Who wrote {what}?", { what }) : say("Where did {what} go?", { what });
    const writers = askWriters(direction, of, signal);
    if (span !== undefined) {
      const answer = await ask<"provenance">({ kind: "provenance", ...span, from, direction }, title, signal);
      if (!answer.ok) problem(inquiry, answer.problems);
    }
    await writers;
  };

  async function askWriters(direction: 1 | -1, of = store.getState().selection, signal?: AbortSignal): Promise<void> {
    const { moment } = store.getState();
    const watched = watchedOf(of, moment);
    if (moment === undefined || of === undefined || watched === undefined) return;
    const what = selectionName(of);
    const answer = await ask<"changes">(
      { kind: "changes", of: watched, from: moment.at, direction, limit: WRITERS },
      direction === -1 ? say("Last writes to {what}", { what }) : say("Next writes to {what}", { what }),
      signal,
    );
    const { inquiry } = store.getState();
    if (!answer.ok && inquiry !== undefined) problem(inquiry, answer.problems);
  }

  const goToChange = changeFinder(store, focus, tell, ask);

  function goToLastWrite(pfn: number): Promise<void> {
    store.setState({ selection: { kind: "frame", pfn } });
    return goToChange(-1);
  }

  return {
    askOrigin,
    askWriters: (direction, of) => askWriters(direction, of),
    goToChange,
    goToLastWrite,
  };
}
