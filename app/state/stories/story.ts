// A story: chapters told on a scenario each, with steps that are places in its run.

import type { Granularity } from "../../sim/api.ts";
import type { Perspective } from "../types/looks.ts";
import type { Ask } from "./ask.ts";
import type { Expectation } from "./expectation.ts";

/** Text beside the machine, and where and at what to look. */
export interface StoryStep {
  readonly id: string;
  readonly title: string;
  /** Paragraphs; `[words](ref)` points at a thing, `code` is code, {key} a key, *word* stressed. */
  readonly body: readonly string[];
  readonly anchor: string;
  /** A reference such as "frame/swap", resolved against the moment. */
  readonly selection?: string;
  readonly perspective?: Perspective;
  readonly granularity?: Granularity;
  /** A view of the perspective that may be below the edge: it is brought into sight. */
  readonly show?: "channels";
  /** References that the step is about, for marking and for its description. */
  readonly highlight: readonly string[];
  /** What to try by hand. */
  readonly hint?: string;
  /** A question before the next step shows the answer. It keeps nobody from going on. */
  readonly ask?: Ask;
  /** Something to do by hand, ticked off when its place is reached. */
  readonly try?: { readonly granularity: Granularity; readonly until: string };
  /** What has to be true there, or the text lies. */
  readonly expect?: readonly Expectation[];
}

export interface Chapter {
  readonly title: string;
  /** The scenario it is told on, and what is made to go wrong in it. */
  readonly preset: string;
  readonly faults?: readonly string[];
  readonly steps: readonly StoryStep[];
}

export interface Story {
  /** Stands in links. */
  readonly id: string;
  readonly title: string;
  readonly chapters: readonly Chapter[];
}

/** Where none has been chosen. */
export const NO_STORY: Story = { id: "none", title: "", chapters: [] };

/** What is known of a story before it is read. */
export interface StoryInfo {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** The presets that its chapters are told on. */
  readonly presets: readonly string[];
  load(): Promise<Story>;
}

export interface PlacedStep {
  readonly chapter: Chapter;
  readonly step: StoryStep;
}

const placed = new WeakMap<Story, readonly PlacedStep[]>();

/** All steps in order; a step's number in links counts from 0 through all chapters. */
export function stepsOf(story: Story): readonly PlacedStep[] {
  const known = placed.get(story);
  if (known !== undefined) return known;
  const steps = story.chapters.flatMap((chapter) => chapter.steps.map((step) => ({ chapter, step })));
  placed.set(story, steps);
  return steps;
}
