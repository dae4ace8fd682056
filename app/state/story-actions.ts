// Reading a story: a step is a place, a perspective and a selection; leaving one keeps everything where it is.

import type { Moment } from "../sim/api.ts";
import type { LabStore } from "./lab.ts";
import { resolveRef } from "./refs.ts";
import type { LabActions, StoryStep } from "./types.ts";

type StoryActions = Pick<LabActions, "setStoryStep" | "explore">;

export function storyActions(
  store: LabStore,
  story: readonly StoryStep[],
  goTo: LabActions["goTo"],
  select: LabActions["select"],
): StoryActions {
  async function show(step: StoryStep): Promise<void> {
    await goTo({ kind: "anchor", anchor: step.anchor }, "jump");
    const moment: Moment | undefined = store.getState().moment;
    if (moment === undefined || step.selection === undefined) return;
    const thing = resolveRef(step.selection, moment);
    if (thing !== undefined) select(thing);
  }
  return {
    setStoryStep: (index) => {
      const step = index === undefined ? undefined : story[index];
      if (index === undefined || step === undefined) {
        store.setState({ storyStep: undefined });
        return;
      }
      store.setState((state) => ({
        storyStep: index,
        leftStep: undefined,
        follow: true,
        listFrom: "now",
        selection: undefined,
        perspective: step.perspective ?? state.perspective,
        granularity: step.granularity ?? state.granularity,
        // Announced with the step, so that step and place become one entry of the history.
        seeking: state.run === undefined ? state.seeking : { kind: "anchor", anchor: step.anchor },
      }));
      if (store.getState().run !== undefined) void show(step);
    },
    explore: () => store.setState(({ storyStep }) => ({ leftStep: storyStep, storyStep: undefined })),
  };
}
