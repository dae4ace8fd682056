// What of the answers is on screen: the left column, the tabs below the map, frames that light up, and against what changes
// are measured.

import type { Focus } from "./focus.ts";
import { selectedFrame } from "./interest.ts";
import type { LabStore } from "./lab.ts";
import type { Side } from "./question-types.ts";
import type { LabActions } from "./types/actions.ts";
import type { LabState } from "./types/state.ts";

/** Long enough to be seen once, milliseconds. */
const PULSE_MS = 900;
/** More than this and the map would only flash. */
const MOST_PULSING = 64;

/** A step of the story brings the story back. */
export const shownSide = ({ side, storyStep }: Pick<LabState, "side" | "storyStep">): Side =>
  side === undefined || (storyStep !== undefined && storyStep !== side.step) ? "story" : side.tab;

export function questionViews(
  store: LabStore,
  focus: Focus,
): Pick<LabActions, "showSide" | "showBelow" | "pulse" | "fixBase"> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    showSide: (tab) => store.setState(({ storyStep: step }) => ({ side: { tab, step } })),
    showBelow: (tab) =>
      store.setState((state) => ({
        below: { tab, run: state.run, frame: state.storyStep === undefined ? selectedFrame(state) : undefined },
      })),
    fixBase: (fixed) => {
      const { moment } = store.getState();
      if (moment === undefined) return;
      // Changes are measured anew: against here, or, from the next stop on, against the stop before.
      store.setState(fixed ? { baseFixed: true, previous: moment } : { baseFixed: false });
      void focus.refresh();
    },
    pulse: (pfns) => {
      clearTimeout(timer);
      store.setState({ pulsing: [...new Set(pfns)].slice(0, MOST_PULSING) });
      timer = setTimeout(() => store.setState({ pulsing: [] }), PULSE_MS);
    },
  };
}
