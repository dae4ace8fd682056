// Why the kernel that restores has to live where kernel B lived: as it should be, refused, and with nobody who looks.

import type { Story, StoryStep } from "./story.ts";

const INSIDE: readonly StoryStep[] = [
  {
    id: "hole",
    title: "The image has a hole",
    body: [
      "Look at the picture of the image. One stretch of memory has no ribbon: [kernel B](kernel/B)'s range. When B writes the image it sits there itself, and its own pages are nobody's memory.",
      "What [A](kernel/A) had in that range is not missing. It lies in A's source pages, and those are in the image like everything else.",
    ],
    anchor: "phase/power-off",
    perspective: "hibernate",
    granularity: "phase",
    highlight: ["frame/list"],
    expect: [
      { kind: "image", sequence: 1, state: "complete" },
      { kind: "limit", id: "image-leaves-range-out", holds: true },
    ],
  },
  {
    id: "corner",
    title: "C moves into the hole",
    body: [
      "[Kernel C](kernel/C) must write the image to the frames it came from, and needs frames of its own to do so. There is exactly one stretch that nobody will write: the hole. So C is told of that memory and of no other, `memmap=exactmap`.",
      "The dashed lines on the right are B's range. C's bar lies between them.",
    ],
    anchor: "phase/restore-image",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "running", kernel: "C" },
      { kind: "limit", id: "c-in-range", holds: true },
      { kind: "limit", id: "b-in-range", holds: true },
    ],
  },
  {
    id: "around",
    title: "All around is A again",
    body: [
      "C has written every page. Memory is A's, and in the middle of it C sits in its corner, about to jump. What of A belongs in that corner waits in the source pages, exactly as it did when A left.",
      "A's [control page](frame/control-a), its swap page and its list lie outside of the range. They must: they are in the image, and they have to be where they were before a single page can be exchanged.",
    ],
    anchor: "jump/2/phase/save",
    perspective: "hibernate",
    selection: "frame/control-a",
    granularity: "phase",
    highlight: ["frame/control-a"],
    expect: [
      { kind: "limit", id: "own-pages-outside", holds: true },
      { kind: "frames", of: "kernelA", atLeast: 2000 },
      { kind: "image", sequence: 1, state: "resumed" },
    ],
  },
  {
    id: "trash",
    title: "What becomes of C",
    body: [
      "A's code has exchanged the pages of its list. A's pages are home, and C's went where A's had waited. A will free them some day without ever knowing whose they were.",
      "So C may ruin its corner as it likes: it is the one place that A brings back by itself.",
    ],
    anchor: "phase/paging-on",
    perspective: "overview",
    granularity: "instruction",
    highlight: ["frame/list"],
    expect: [
      { kind: "phase", id: "paging-on" },
      { kind: "paging", on: false },
      { kind: "frames", of: "kernelC", atLeast: 1 },
    ],
  },
];

const TOLD = "with:c-told-all-memory";

const REFUSED: readonly StoryStep[] = [
  {
    id: "told-all",
    title: "C is told of everything",
    body: [
      "The same machine and the same image. But this time the boot loader forgets the limit, and [kernel C](kernel/C) takes all memory for its own. Its pages lie wherever it has found a free one.",
      "On the right the rule is broken: the hatched part of C's bar lies outside of B's range.",
    ],
    anchor: "phase/restore-image",
    perspective: "hibernate",
    granularity: "phase",
    ask: {
      kind: "choice",
      question: "krestore is about to write A's pages to where they belong. How will this end?",
      hint: "Some of them belong where C itself lives, and krestore looks first.",
      at: "end",
      options: [
        { text: "A comes back", holds: [{ kind: "outcome", is: "completed" }] },
        { text: "krestore refuses", holds: [{ kind: "outcome", is: "aborted" }] },
        { text: "C overwrites itself", holds: [{ kind: "outcome", is: "crashed" }] },
      ],
    },
    highlight: [],
    expect: [
      { kind: "running", kernel: "C" },
      { kind: "limit", id: "c-in-range", holds: false },
    ],
  },
  {
    id: "looked",
    title: "krestore looks before it writes",
    body: [
      "The tool compares each range of the image with the memory that C has been told of, before it writes one byte. The first page that would land in C ends it, with a sentence that says which, and what to do.",
      "Nothing of A has been touched. The image is still *complete*, not resumed: boot C once more, with the limit, and it will work.",
    ],
    anchor: "end",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "outcome", is: "aborted", words: "where kernel C itself lives" },
      { kind: "image", sequence: 1, state: "complete" },
      { kind: "frames", of: "kernelA", atMost: 16 },
    ],
  },
];

const UNCHECKED: readonly StoryStep[] = [
  {
    id: "unchecked",
    title: "And if nobody looks",
    body: [
      "Once more C is told of everything, and now krestore takes every address it is given. The early tool did: `/dev/oldmem` could be written anywhere.",
      "It seems to work. Every page is written, and C goes on as if nothing had happened. But C reads the image through a buffer of sixteen frames, and [frame 0x00106](frame/0x106) is one of them. A's page was put there, and then the next sixteen blocks of the image were read on top of it.",
    ],
    anchor: "jump/2/phase/save",
    perspective: "hibernate",
    selection: "frame/0x106",
    granularity: "phase",
    ask: {
      kind: "choice",
      question: "Nobody has looked this time, and the jump is near. How will this end?",
      hint: "C's page directory lay where A's pages have been written.",
      at: "end",
      options: [
        { text: "A comes back", holds: [{ kind: "outcome", is: "completed" }] },
        { text: "With a triple fault", holds: [{ kind: "verdict", is: "triple-fault" }] },
        { text: "kexec_load refuses", holds: [{ kind: "outcome", is: "aborted" }] },
      ],
    },
    highlight: ["frame/0x106"],
    expect: [
      { kind: "running", kernel: "C" },
      { kind: "class", frame: "frame/0x106", is: "untouched" },
    ],
  },
  {
    id: "triple-fault",
    title: "One page too few",
    body: [
      "[Frame 0x00106](frame/0x106) was the directory of A's transition page tables. The exchange went well, for it needs no tables. Then A's code loaded [CR3](reg/cr3) with that address and switched paging on.",
      "The next fetch finds no page. There is no table of exceptions either, and the machine resets. The image is marked as resumed: it will not be tried again.",
    ],
    anchor: "end",
    perspective: "cpu",
    selection: "reg/cr3",
    granularity: "instruction",
    highlight: ["frame/0x106", "reg/cr3"],
    hint: "Step back with {,} and watch paging go off again.",
    expect: [
      { kind: "outcome", is: "crashed", words: "triple fault" },
      { kind: "verdict", is: "triple-fault" },
      { kind: "equal", a: "reg/cr3", b: "frame/0x106" },
      { kind: "image", sequence: 1, state: "resumed" },
    ],
  },
];

const PRESET = "hibernate-tiny";

export const C_INSIDE_B: Story = {
  id: "c-inside-b",
  title: "Why C must fit inside B",
  chapters: [
    { title: "As it should be", preset: PRESET, steps: INSIDE },
    { title: "Told of everything", preset: PRESET, faults: [TOLD], steps: REFUSED },
    { title: "With nobody who looks", preset: PRESET, faults: [TOLD, "with:krestore-unchecked"], steps: UNCHECKED },
  ],
};
