// Reading a story: a step is a place, a perspective and a selection; leaving one keeps everything where it is.

import type { Moment, Target } from "../sim/api.ts";
import { faultsOf, sameFaults, withFaults } from "./branches.ts";
import type { LabStore } from "./lab.ts";
import { fetched } from "./fetched.ts";
import { sameTrunk } from "./open-branch.ts";
import { keepReading, keptReading, withStep, withTick } from "./story-reading.ts";
import { resolveRef } from "./refs.ts";
import { findPreset, sourceOf } from "./scenarios.ts";
import { stepsOf, type Chapter, type PlacedStep, type StoryInfo, type StoryStep } from "./stories/story.ts";
import type { LabActions } from "./types/actions.ts";
import type { Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

type StoryActions = Pick<LabActions, "setStoryStep" | "tellStory" | "explore" | "tickOff">;
type Others = Pick<LabActions, "open" | "showBranch" | "goTo" | "select">;

/** The run that a chapter is told on; undefined where it is told on whatever is open. */
export function chapterSource({ preset, faults = [] }: Chapter): Source | undefined {
  const scenario = findPreset(preset)?.scenario;
  return scenario === undefined ? undefined : sourceOf(withFaults(scenario, faults));
}

const sameRun = (a: Chapter, b: Chapter): boolean =>
  a.preset === b.preset && sameFaults(a.faults ?? [], b.faults ?? []);

/** What has to be opened before the step can be shown. Within a chapter the reader may have changed the scenario: it stays. */
function sourceFor({ story, storyStep, source }: LabState, to: PlacedStep): Source | undefined {
  const here = storyStep === undefined ? undefined : stepsOf(story)[storyStep];
  if (here !== undefined && sameRun(here.chapter, to.chapter)) return undefined;
  const wanted = chapterSource(to.chapter);
  if (wanted === undefined || source === undefined) return wanted;
  const open = sameTrunk(wanted, source) && sameFaults(faultsOf(wanted.scenario), faultsOf(source.scenario));
  return open ? undefined : wanted;
}

/** Perspective, granularity and what is followed; also for a step that is opened by a link or as the first. */
export const viewOf = (state: LabState, step: StoryStep): Partial<LabState> => ({
  leftStep: undefined,
  follow: true,
  listFrom: "now",
  selection: undefined,
  perspective: step.perspective ?? state.perspective,
  granularity: step.granularity ?? state.granularity,
});

export function storyActions(store: LabStore, stories: readonly StoryInfo[], others: Others): StoryActions {
  async function move(source: Source | undefined, target: Target): Promise<void> {
    const { source: open, status } = store.getState();
    if (source === undefined) return others.goTo(target, "jump");
    if (status.kind === "ready" && sameTrunk(open, source)) return others.showBranch(faultsOf(source.scenario), target);
    return others.open(source, target);
  }

  async function show(source: Source | undefined, step: StoryStep): Promise<void> {
    await move(source, { kind: "anchor", anchor: step.anchor });
    const moment: Moment | undefined = store.getState().moment;
    if (moment === undefined || step.selection === undefined) return;
    const thing = resolveRef(step.selection, moment);
    if (thing !== undefined) others.select(thing);
  }

  function setStoryStep(index: number | undefined): void {
    const before = store.getState();
    const to = index === undefined ? undefined : stepsOf(before.story)[index];
    if (index === undefined || to === undefined) return store.setState({ storyStep: undefined });
    const { step } = to;
    const source = sourceFor(before, to);
    store.setState((state) => ({
      ...viewOf(state, step),
      storyStep: index,
      reading: withStep(state, index),
      // Announced with the step, so that step and place become one entry of the history.
      seeking:
        state.run === undefined || source !== undefined ? state.seeking : { kind: "anchor", anchor: step.anchor },
    }));
    if (before.run !== undefined || source !== undefined) void show(source, step);
  }

  store.setState({ reading: keptReading() });
  store.subscribe(({ reading }, old) => {
    if (reading !== old.reading) keepReading(reading);
  });
  return {
    setStoryStep,
    tickOff: (what) => store.setState((state) => ({ reading: withTick(state, what) })),
    tellStory: async (id, step = 0) => {
      const info = stories.find((each) => each.id === id);
      if (info === undefined) return;
      await fetched(store, info.load(), (story) => {
        if (store.getState().story.id !== id) store.setState({ story, storyStep: undefined, leftStep: undefined });
        setStoryStep(step);
      });
    },
    explore: () => store.setState(({ storyStep }) => ({ leftStep: storyStep, storyStep: undefined })),
  };
}
