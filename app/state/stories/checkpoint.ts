// Images without switching off: A goes on, and the disk keeps a way back to an earlier A.

import type { Story, StoryStep } from "./story.ts";

const FIRST: readonly StoryStep[] = [
  {
    id: "image",
    title: "An image, and no switch",
    body: [
      "[Kernel B](kernel/B) can do to A's memory what it likes; A is not running. It has just begun to write an image, as for a hibernation. But this time nobody will switch the machine off.",
      "A checkpoint is a hibernation without the night. What is it good for? To come back to, should the next hour go wrong.",
    ],
    anchor: "phase/save-image+5000",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "running", kernel: "B" },
      { kind: "vmcore", by: "B" },
    ],
  },
  {
    id: "helper",
    title: "A load with nothing in it",
    body: [
      "To go back, B loads an image of its own: one segment of no bytes, with A's jump-back entry as its start. It gets a [control page](frame/control-b) and a list that moves no page. That is all it takes: A's list does the moving.",
      "Image 1 is whole in slot 0. Slot 1 is empty.",
    ],
    anchor: "jump/2/phase/save",
    perspective: "hibernate",
    selection: "frame/control-b",
    granularity: "phase",
    highlight: ["frame/control-b"],
    expect: [
      { kind: "running", kernel: "B" },
      { kind: "image", sequence: 1, state: "complete" },
      { kind: "says", kernel: "B", words: "--load-jump-back-helper" },
    ],
  },
  {
    id: "goes-on",
    title: "A goes on, and so does its disk",
    body: [
      "[Kernel A](kernel/A) is back in its system call and thaws. From here on memory and image part: A works, and it saves a file.",
      "That makes image 1 dangerous. The A in it remembers a file system without that file. Brought back, it would write over what it does not know. So an image carries the number of files there were, and C refuses one that does not agree with the disk.",
    ],
    anchor: "jump/3/phase/freeze",
    perspective: "hibernate",
    granularity: "phase",
    highlight: ["frame/note"],
    expect: [
      { kind: "running", kernel: "A" },
      { kind: "note", kernel: "A", words: "Not saved yet" },
      { kind: "image", sequence: 1, state: "complete" },
    ],
  },
];

const MORE: readonly StoryStep[] = [
  {
    id: "no-boot",
    title: "The second visit needs no boot",
    body: [
      "A jumps again. Its image's start is not B's boot code any more: on the way back A has stored the entry that B left. So B's code at this very place goes on behind its own call, under its own tables: no purgatory, no boot, a few dozen instructions.",
      "Compare the two visits on the timeline: the first is mostly boot.",
    ],
    anchor: "jump/3/phase/restore",
    perspective: "overview",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "running", kernel: "B" },
      { kind: "paging", on: true },
    ],
  },
  {
    id: "other-slot",
    title: "Two slots that take turns",
    body: [
      "Image 2 goes into slot 1. The newest whole image is never written over, so there is one at any moment, also if power fails in the middle of this.",
      "*How the facts travel* has a second mark in every cell for this. The register brings the way back anew with each jump; B's command line and its initial RAM disk are those of the first boot, and can only repeat what was true then.",
    ],
    anchor: "jump/4/phase/freeze",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "image", sequence: 1, state: "complete" },
      { kind: "image", sequence: 2, state: "complete" },
    ],
  },
  {
    id: "third",
    title: "The third replaces the first",
    body: [
      "The third visit is the last. Image 3 has taken the place of image 1, and this time B switches off.",
      "Three images in one run, two on the disk, and each cost two exchanges of ninety-six pages and the writing.",
    ],
    anchor: "phase/power-off",
    perspective: "hibernate",
    granularity: "phase",
    ask: {
      kind: "choice",
      question: "Two of the three images are still on the disk. Which one will C bring back?",
      hint: "Each image has a number of its own, and A has gone on since the second.",
      at: "end",
      options: [
        { text: "Image 2, which lies in slot 1", holds: [{ kind: "image", sequence: 2, state: "resumed" }] },
        { text: "Image 3, which lies in slot 0", holds: [{ kind: "image", sequence: 3, state: "resumed" }] },
      ],
    },
    highlight: [],
    expect: [
      { kind: "image", sequence: 2, state: "complete" },
      { kind: "image", sequence: 3, state: "complete" },
      { kind: "says", kernel: "B", words: "image 3 is complete" },
    ],
  },
  {
    id: "newest",
    title: "C takes the newest",
    body: [
      "[Kernel C](kernel/C) finds both images, reads the newest whole, and brings back the A of the third visit. Image 2 stays where it is. It would be refused: its A does not know the files that came after it.",
      "A goes on, as after each checkpoint before. But for the word that C has written into its memory it could not tell which of its returns went through a disk.",
    ],
    anchor: "end",
    perspective: "hibernate",
    granularity: "phase",
    highlight: ["frame/note"],
    expect: [
      { kind: "outcome", is: "completed" },
      { kind: "image", sequence: 3, state: "resumed" },
      { kind: "image", sequence: 2, state: "complete" },
      { kind: "says", kernel: "C", words: "image 3 in slot 0 is whole" },
      { kind: "invariants" },
    ],
  },
];

export const CHECKPOINT: Story = {
  id: "checkpoint",
  title: "Checkpoint and go on",
  chapters: [
    { title: "The first image", preset: "checkpoint", steps: FIRST },
    { title: "Again, and again", preset: "checkpoint", steps: MORE },
  ],
};
