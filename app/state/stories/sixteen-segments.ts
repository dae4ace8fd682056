// Another way to restore: kexec_load itself. It works until the image has too many pieces.

import type { Story, StoryStep } from "./story.ts";

const FEW: readonly StoryStep[] = [
  {
    id: "no-oldmem",
    title: "Without a way to write old memory",
    body: [
      "krestore needed a device that writes anywhere, and that device is gone from today's kernels. But [kernel C](kernel/C) has a system call that puts pages where they belong, at the last moment, when nobody needs what lies there: `kexec_load`.",
      "So C may be told of all memory. It loads the image as if A were a kernel to start, into whatever pages it has free.",
    ],
    anchor: "phase/restore-image",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "running", kernel: "C" },
      { kind: "image", sequence: 1, state: "complete" },
    ],
  },
  {
    id: "ranges",
    title: "A range, a segment",
    body: [
      "Each range of the image becomes one segment: where it goes, how long it is, which bytes. This image is plain, all of A's memory in [two ranges](go/phase/power-off), and two segments are nothing.",
      "The list that results is long, but most of its entries point to themselves: C had the very page free that was wanted. Nothing moves for those.",
    ],
    anchor: "jump/2/phase/swap-out",
    perspective: "exchange",
    granularity: "page",
    highlight: ["frame/list"],
    expect: [
      { kind: "paging", on: false },
      { kind: "class", frame: "frame/list", is: "list" },
      { kind: "says", kernel: "C", words: "the image with 2 segments" },
    ],
  },
  {
    id: "one-way",
    title: "A way of no return",
    body: [
      "C's code has moved the image into place and jumps to the entry. It keeps nothing of itself, for A's peer is gone: the start of A's image is 0 now, and for its next hibernation A loads kernel B anew.",
      "The rest is as ever. A exchanges its own pages, and goes on.",
    ],
    anchor: "end",
    perspective: "hibernate",
    granularity: "phase",
    highlight: ["frame/note"],
    expect: [
      { kind: "outcome", is: "completed" },
      { kind: "says", kernel: "A", words: "resumed from S5" },
      { kind: "note", kernel: "A", words: "Not saved yet" },
    ],
  },
];

const MANY: readonly StoryStep[] = [
  {
    id: "holes",
    title: "A smaller image has more holes",
    body: [
      "Many of A's pages are free, so leave them out: the image shrinks. But free pages lie where they lie, one here, three there, and each gap cuts a range in two.",
      "See the comb of ribbons. It was two ranges; now it is dozens, for the same memory.",
    ],
    anchor: "phase/power-off",
    perspective: "hibernate",
    granularity: "phase",
    ask: {
      kind: "choice",
      question: "C will pass this image to kexec_load in one call. What will come of it?",
      hint: "Count the ranges: each is a segment.",
      at: "end",
      options: [
        { text: "A comes back", holds: [{ kind: "outcome", is: "completed" }] },
        { text: "EINVAL", holds: [{ kind: "outcome", is: "aborted", words: "EINVAL" }] },
      ],
    },
    highlight: [],
    expect: [
      { kind: "image", sequence: 1, state: "complete" },
      { kind: "limit", id: "sixteen-segments", holds: false },
    ],
  },
  {
    id: "einval",
    title: "EINVAL",
    body: [
      "`kexec_load` takes sixteen segments, and its first rules are about counting. C's call comes back with *EINVAL* before a page has been allocated.",
      "Nothing is lost. A is on the disk, whole, its header untouched. Only nobody can load it.",
    ],
    anchor: "end",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "outcome", is: "aborted", words: "EINVAL" },
      { kind: "image", sequence: 1, state: "complete" },
      { kind: "limit", id: "sixteen-segments", holds: false },
    ],
  },
];

const STAGES: readonly StoryStep[] = [
  {
    id: "append",
    title: "Call it as often as it takes",
    body: [
      "In May 2008 a patch was proposed: a flag by which a call adds its segments to the image at hand. Sixteen, then sixteen more. It was never merged; here you can see it work, with a flag of the lab's own.",
      "It is harder than it sounds. A page that an earlier call has put to use, for the control code, the list, or a page's waiting place, may turn out to be where a later segment belongs. Such a page has to move out of the way first.",
    ],
    anchor: "phase/restore-image",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "running", kernel: "C" },
      { kind: "image", sequence: 1, state: "complete" },
    ],
  },
  {
    id: "one-list",
    title: "One list in the end",
    body: [
      "The calls are done, and what they leave is one [list](frame/list), no different from that of a single call: destinations, sources, an end. The control code does not know how it came about.",
      "What a reader of the list cannot see is how many calls there were. What the machine cannot see does not matter to it.",
    ],
    anchor: "jump/2/phase/swap-out",
    perspective: "exchange",
    selection: "frame/list",
    granularity: "page",
    highlight: ["frame/list"],
    expect: [
      { kind: "paging", on: false },
      { kind: "class", frame: "frame/list", is: "list" },
    ],
  },
  {
    id: "back",
    title: "The small image comes back",
    body: [
      "A is back from an image without its free pages, by nothing but a loader and a jump. What was free holds rubbish now. Nobody will miss it: free means exactly that.",
      "The invariant *Every page of a kernel is as it left it* knows that too. It leaves out what A's own table called free.",
    ],
    anchor: "end",
    perspective: "hibernate",
    granularity: "phase",
    highlight: ["frame/note"],
    expect: [
      { kind: "outcome", is: "completed" },
      { kind: "says", kernel: "A", words: "resumed from S5" },
      { kind: "note", kernel: "A", words: "Not saved yet" },
      { kind: "invariants" },
    ],
  },
];

export const SIXTEEN_SEGMENTS: Story = {
  id: "sixteen-segments",
  title: "Why sixteen segments are not enough",
  chapters: [
    { title: "Two ranges", preset: "hibernate-load", steps: FEW },
    { title: "Too many ranges", preset: "sixteen-segments", steps: MANY },
    { title: "In many calls", preset: "multi-stage", steps: STAGES },
  ],
};
