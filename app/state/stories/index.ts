// The stories that can be told. The first is part of the page; the others come when they are chosen.

import { FIRST_JUMP } from "./first-jump.ts";
import type { LabState } from "../types/state.ts";
import type { StoryInfo } from "./story.ts";

export { FIRST_JUMP };

export const STORIES: readonly StoryInfo[] = [
  {
    id: FIRST_JUMP.id,
    title: FIRST_JUMP.title,
    about: "How one kernel steps aside for another on the same memory, and how it comes back.",
    presets: ["first-jump"],
    load: () => Promise.resolve(FIRST_JUMP),
  },
  {
    id: "hibernate",
    title: "Hibernate and come back",
    about: "Memory goes to the disk, power goes, and a third kernel brings everything back.",
    presets: ["hibernate"],
    load: () => import("./hibernate.ts").then((file) => file.HIBERNATE),
  },
  {
    id: "checkpoint",
    title: "Checkpoint and go on",
    about: "Images of a system that is not switched off, and why an old one must not be used.",
    presets: ["checkpoint"],
    load: () => import("./checkpoint.ts").then((file) => file.CHECKPOINT),
  },
  {
    id: "c-inside-b",
    title: "Why C must fit inside B",
    about: "The one place in memory that the restoring kernel may have, and what happens elsewhere.",
    presets: ["hibernate-tiny"],
    load: () => import("./c-inside-b.ts").then((file) => file.C_INSIDE_B),
  },
  {
    id: "sixteen-segments",
    title: "Why sixteen segments are not enough",
    about: "A smaller image has more holes, and the loader counts them.",
    presets: ["hibernate-load", "multi-stage", "sixteen-segments"],
    load: () => import("./sixteen-segments.ts").then((file) => file.SIXTEEN_SEGMENTS),
  },
];

/** Is a story on, or one about the open scenario. */
export const isTold = ({ storyStep, source }: LabState): boolean =>
  storyStep !== undefined || STORIES.some(({ presets }) => presets.includes(source?.preset ?? ""));
