// Keeps the trail: a note at each jump of the focus, the reader's own, and their place in the browser's store.

import { say } from "../messages/say.ts";
import { breakpointText } from "./breakpoints.ts";
import { samePosition } from "./focus.ts";
import type { LabStore } from "./lab.ts";
import { withNotice } from "./notices.ts";
import { isPart } from "./phases.ts";
import type { Note } from "./question-types.ts";
import { readStored, store as keep } from "./storage.ts";
import { changedNote, LONGEST_NAME, movedNote, parseTrail, trailKey, trailText, withNote } from "./trail.ts";
import type { LabActions } from "./types/actions.ts";
import type { LabState } from "./types/state.ts";

type TrailActions = Pick<LabActions, "bookmark" | "keepNote" | "renameNote" | "moveNote" | "dropNote">;

const load = (key: string): readonly Note[] => parseTrail(readStored(key));

export function trailActions(store: LabStore): TrailActions {
  /** What is kept is stored at once. */
  function change(to: (trail: LabState["trail"]) => LabState["trail"]): void {
    const { trail, source } = store.getState();
    const next = to(trail);
    if (next === trail) return;
    store.setState({ trail: next });
    const kept = next.filter((note) => note.kept);
    if (source !== undefined) keep(trailKey(source), kept.length === 0 ? undefined : trailText(kept));
  }

  return {
    bookmark: () => {
      const { moment } = store.getState();
      if (moment === undefined) return;
      change((trail) => withNote(trail, moment, true));
      store.setState((state) =>
        withNotice(state, {
          tone: "info",
          text: say("Kept in the trail: {anchor}.", { anchor: moment.anchor }),
          topic: "question",
        }),
      );
    },
    keepNote: (id, kept) => change((trail) => changedNote(trail, id, { kept })),
    renameNote: (id, name) =>
      change((trail) => changedNote(trail, id, { name: name.slice(0, LONGEST_NAME), kept: true })),
    moveNote: (id, by) => change((trail) => movedNote(trail, id, by)),
    dropNote: (id) => change((trail) => trail.filter((note) => note.id !== id)),
  };
}

/** A jump of the reader that led somewhere else, in the same run; where a link leads is no jump. */
function jumped(state: LabState, before: LabState): boolean {
  const [to, from] = [state.moment?.at, before.moment?.at];
  return (
    state.run === before.run &&
    before.status.kind === "ready" &&
    state.move === "jump" &&
    to !== undefined &&
    from !== undefined &&
    !samePosition(to, from)
  );
}

/** Without what has been answered; a breakpoint that is switched off stays so. */
const unanswered = ({ breakpoints, breakpointFacts: facts }: LabState): Partial<LabState> => ({
  answers: {},
  inquiry: undefined,
  breakpointFacts: Object.fromEntries(
    breakpoints.map(breakpointText).flatMap((key) => (facts[key]?.off === true ? [[key, { off: true }]] : [])),
  ),
});

const keyOf = ({ source }: LabState): string | undefined => (source === undefined ? undefined : trailKey(source));

/** Follows the focus: notes its jumps, and forgets what was asked of another run. */
export function followTrail(store: LabStore): () => void {
  let known: string | undefined;
  let source: LabState["source"];
  return store.subscribe((state, before) => {
    if (state.run !== before.run) {
      // What is true of a part need not be of the whole.
      if (isPart(before.run) && !isPart(state.run)) store.setState(unanswered(state));
      if (state.source === source) return;
      source = state.source;
      // Of one machine there is one run: recorded again, or further, it gives the same answers.
      const key = keyOf(state);
      if (key !== known)
        store.setState({ ...unanswered(state), baseFixed: false, trail: key === undefined ? [] : load(key) });
      known = key;
    } else if (state.moment !== before.moment && state.moment !== undefined && jumped(state, before)) {
      store.setState({ trail: withNote(state.trail, state.moment, false) });
    }
  });
}
