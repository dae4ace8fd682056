// Three hints for the first visit, each gone once it has served; the help keeps them all.

import type { Settings } from "./types/settings.ts";
import type { LabState } from "./types/state.ts";

export interface Hint {
  readonly id: string;
  /** In the notation of stories. */
  readonly text: string;
  /** Has the reader just done it? */
  readonly served: (now: LabState, before: LabState) => boolean;
}

export const HINTS: readonly Hint[] = [
  {
    id: "step",
    text: "{.} makes a step, {,} takes it back; {1} to {6} say how large.",
    served: (now, before) => now.move === "step" && now.moment !== before.moment && now.storyStep === before.storyStep,
  },
  {
    id: "select",
    text: "Choose a frame on the map, a register or a list entry: every view marks it.",
    served: (now, before) =>
      now.selection !== undefined && now.selection !== before.selection && now.storyStep === before.storyStep,
  },
  {
    id: "palette",
    text: "{$mod+k} finds every command by name, {?} shows every key.",
    served: (now) => now.dialog === "palette" || now.dialog === "shortcuts",
  },
];

/** What a change of the state has made needless. */
export function servedHints(now: LabState, before: LabState): Settings["hints"] {
  const { hints } = now.settings;
  const served = HINTS.filter(({ id, served: done }) => !hints.includes(id) && done(now, before));
  return served.length === 0 ? hints : [...hints, ...served.map(({ id }) => id)];
}
