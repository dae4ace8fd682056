// Setting breakpoints, and running to them.

import type { Breakpoint, Position } from "../sim/api.ts";
import { type Problem, problemText } from "../sim/core/errors.ts";
import { say } from "../messages/say.ts";
import { breakpointName, breakpointText, enabledBreakpoints, hasBreakpoint } from "./breakpoints.ts";
import type { Focus } from "./focus.ts";
import { goThere } from "./go-there.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { isPart } from "./phases.ts";
import type { BreakpointFact } from "./question-types.ts";
import { isCancelled, type QuestionActions } from "./questions.ts";
import type { LabActions } from "./types/actions.ts";
import type { LabState } from "./types/state.ts";

export type BreakpointActions = Pick<
  LabActions,
  "toggleBreakpoint" | "addBreakpoint" | "removeBreakpoint" | "enableBreakpoint" | "countHits" | "runToBreakpoint"
>;

/** The breakpoints and what is known of each. */
function breakpointBook(store: LabStore) {
  const note = (breakpoint: Breakpoint, fact: BreakpointFact): void =>
    store.setState(({ breakpointFacts: facts }) => {
      const key = breakpointText(breakpoint);
      return { breakpointFacts: { ...facts, [key]: { ...facts[key], ...fact } } };
    });

  function remove(breakpoint: Breakpoint): void {
    const key = breakpointText(breakpoint);
    store.setState(({ breakpoints, breakpointFacts: { [key]: _gone, ...facts } }) => ({
      breakpoints: breakpoints.filter((each) => breakpointText(each) !== key),
      breakpointFacts: facts,
    }));
  }

  function add(breakpoint: Breakpoint): void {
    const { breakpoints } = store.getState();
    if (!hasBreakpoint(breakpoints, breakpoint)) store.setState({ breakpoints: [...breakpoints, breakpoint] });
    else note(breakpoint, { off: false });
  }

  return { note, add, remove };
}

/** Counts those that have not been counted. */
function hitCounter(
  store: LabStore,
  ask: QuestionActions["ask"],
  note: (breakpoint: Breakpoint, fact: BreakpointFact) => void,
): LabActions["countHits"] {
  return async () => {
    const { breakpoints, breakpointFacts } = store.getState();
    const unknown = breakpoints.filter((each) => breakpointFacts[breakpointText(each)]?.count === undefined);
    if (unknown.length === 0) return;
    const answer = await ask<"counts">({ kind: "counts", breakpoints: unknown }, say("Count the hits of breakpoints"));
    if (!answer.ok) return;
    answer.value.forEach((count, index) => {
      const breakpoint = unknown[index];
      if (breakpoint !== undefined && hasBreakpoint(store.getState().breakpoints, breakpoint))
        note(breakpoint, { count });
    });
  };
}

export function breakpointActions(store: LabStore, focus: Focus, { ask }: QuestionActions): BreakpointActions {
  const tell = (text: string): void =>
    store.setState((state) => withNotice(state, { tone: "info", text, topic: "question" }));

  const { note, add, remove } = breakpointBook(store);

  async function runToBreakpoint(direction: 1 | -1): Promise<void> {
    const { moment, breakpoints, range } = store.getState();
    if (moment === undefined) return;
    const enabled = enabledBreakpoints(store.getState());
    if (enabled.length === 0)
      return tell(
        breakpoints.length === 0
          ? say("No breakpoint is set. Press b on a selected frame or phase to set one.")
          : say("Every breakpoint is switched off."),
      );
    store.setState({ playing: 0 });
    const title = direction === 1 ? say("Run to the next breakpoint") : say("Run back to the previous breakpoint");
    const answer = await ask<"run">(
      { kind: "run", from: moment.at, direction, breakpoints: enabled, ...fence(range, direction) },
      title,
    );
    if (answer.ok) {
      const { hit, refused } = answer.value;
      const wrong = refused.flatMap(({ index, problems }) =>
        enabled.slice(index, index + 1).map((of) => ({ of, problems })),
      );
      for (const { of, problems } of wrong) note(of, { count: { hits: 0, complete: true, problems } });
      const { run } = store.getState();
      if (hit === undefined) {
        const [first] = wrong;
        return tell(
          first === undefined
            ? noneText(direction, enabled, isPart(run))
            : wrongText(breakpointName(first.of, run), first.problems, wrong.length === enabled.length),
        );
      }
      const { breakpoint, at } = hit;
      note(breakpoint, { last: at });
      return goThere(store, focus, { from: moment.at, at, title });
    }
    if (!isCancelled(answer.problems)) tell(answer.problems.map(problemText).join("; "));
  }

  return {
    runToBreakpoint,
    countHits: hitCounter(store, ask, note),
    addBreakpoint: add,
    removeBreakpoint: remove,
    enableBreakpoint: (breakpoint, on) => note(breakpoint, { off: !on }),
    toggleBreakpoint: (breakpoint) => {
      const { breakpoints, run } = store.getState();
      const had = hasBreakpoint(breakpoints, breakpoint);
      if (had) remove(breakpoint);
      else add(breakpoint);
      const name = breakpointName(breakpoint, run);
      tell(had ? say("Breakpoint removed: {name}.", { name }) : say("Breakpoint: {name}; c runs to it.", { name }));
    },
  };
}

/** A magnified range is not left. */
function fence(range: LabState["range"], direction: 1 | -1): { readonly until?: Position } {
  return range === undefined ? {} : { until: { t: direction === 1 ? range.to : range.from, sub: 0 } };
}

function wrongText(name: string, problems: readonly Problem[], all: boolean): string {
  const why = problems.map(problemText).join("; ");
  return all
    ? say("{name} cannot be in this run: {why}", { name, why })
    : say("No other breakpoint is hit. {name} cannot be in this run: {why}", { name, why });
}

function noneText(direction: 1 | -1, breakpoints: readonly Breakpoint[], soFar: boolean): string {
  if (soFar && direction === 1) return say("No later hit in what is recorded so far.");
  if (breakpoints.every(({ kind }) => kind === "frame-write"))
    return direction === 1 ? say("No later write in range.") : say("No earlier write in range.");
  return direction === 1
    ? say("No later hit of a breakpoint in this run.")
    : say("No earlier hit of a breakpoint in this run.");
}
