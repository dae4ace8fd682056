// The whole hibernation, from the decision to the moment at which A goes on and never knew.

import { HIBERNATE_AGAIN } from "./hibernate-again.ts";
import type { Story, StoryStep } from "./story.ts";

const AWAY: readonly StoryStep[] = [
  {
    id: "why",
    title: "A system that wants to be off",
    body: [
      "Everything this machine knows is in memory: a kernel, six tasks, an editor with a note that was never saved. Switch it off and it is gone. So memory has to go to the disk first, every page of it, while nothing in it moves.",
      "A kernel that saves itself needs a copy of itself to save, and so it can save half of memory at most. [Kernel A](kernel/A) does not save itself. It asks another kernel to do it.",
    ],
    anchor: "phase/load",
    perspective: "hibernate",
    granularity: "phase",
    highlight: ["frame/note"],
    hint: "The power line under the timeline falls once: everything on its left must survive that.",
    expect: [
      { kind: "running", kernel: "A" },
      { kind: "note", kernel: "A", words: "Not saved yet" },
      { kind: "boot", n: 1, begins: "running" },
    ],
  },
  {
    id: "step-aside",
    title: "A steps aside",
    body: [
      "A has loaded [kernel B](kernel/B), frozen its tasks and quieted its devices. Now its control code exchanges the pages of B's range, 1 to 9 MiB, with the pages in which B has been waiting. *The first jump* tells how.",
      "Look at what that does to A: its own kernel and the table of all its pages lay in that range. They are not lost. They lie where B was, in the source pages, and A's [list](frame/list) says which is which.",
    ],
    anchor: "phase/enter",
    perspective: "overview",
    granularity: "page",
    highlight: ["frame/control-a", "frame/list"],
    expect: [
      { kind: "paging", on: false },
      { kind: "frames", of: "kernelA", atLeast: 4000 },
      { kind: "class", frame: "frame/control-a", is: "control" },
    ],
  },
  {
    id: "purgatory",
    title: "Purgatory",
    body: [
      "The first code of the new world is neither kernel. Purgatory has its own stack and its own segments, and it trusts nobody: it adds up the SHA-256 of everything that was loaded, and hangs for ever if one bit is not as the tool in A has noted it.",
      "Then it looks at [EDI](reg/edi). What lies there is the way back into A, and B's kernel will want to know it. Purgatory writes it in hexadecimal behind B's command line, in memory.",
    ],
    anchor: "phase/purgatory",
    perspective: "cpu",
    selection: "reg/edi",
    granularity: "instruction",
    highlight: ["reg/edi"],
    expect: [
      { kind: "paging", on: false },
      { kind: "equal", a: "reg/edi", b: "frame/control-a" },
    ],
  },
  {
    id: "told",
    title: "Three facts, four ways",
    body: [
      "[Kernel B](kernel/B) boots. It has to learn three things about A: where to *jump back*, where the *map* of the exchanged pages begins, and where the *ELF core header* lies that describes A's memory.",
      "They can travel in a register, on the command line, in an ELF note or in the initial RAM disk, and not every way can carry every fact: *How the facts travel* says which and why. *Command lines in memory* has the one that lies in B's memory, with what purgatory has added.",
    ],
    anchor: "phase/save-image",
    perspective: "hibernate",
    show: "channels",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "running", kernel: "B" },
      { kind: "says", kernel: "B", words: "kexec_jump_back_entry=" },
    ],
  },
  {
    id: "vmcore",
    title: "Old memory becomes a file",
    body: [
      "From the ELF core header B makes a file that is nowhere: `/proc/vmcore`. Its segments are A's memory, all but B's range, which holds B. A's pages from there are in the file all the same: they lie in source pages now, and those are memory like any other.",
      "A tool in B copies the file to the disk, sixteen pages at a time. It leaves out what A had free. To know that, it must read A's table of pages, and that table was exchanged: without the [map](frame/list) it would read B's bytes in its place.",
    ],
    anchor: "phase/save-image+5000",
    perspective: "hibernate",
    granularity: "phase",
    highlight: ["frame/list"],
    expect: [
      { kind: "vmcore", by: "B" },
      { kind: "image", sequence: 1, state: "incomplete" },
    ],
  },
  {
    id: "commit",
    title: "The last block makes it an image",
    body: [
      "Every page is on the disk, and a checksum of each block. Only then is the header written, in one sector: the [entry](frame/control-a) into A, the map, the counts. Before it there is no image in this slot; after it there is a whole one. Power may fail at any time, and the other slot is never touched.",
      "The picture shows the file above memory, both to the same scale. More than a quarter of A's pages were free and stayed behind.",
    ],
    anchor: "phase/power-off",
    perspective: "hibernate",
    selection: "frame/control-a",
    granularity: "phase",
    ask: {
      kind: "choice",
      question: "The power goes next. How much of kernel A will be left in memory?",
      hint: "What holds the bytes of a memory without power?",
      at: "boot/2",
      options: [
        { text: "Nothing", holds: [{ kind: "frames", of: "kernelA", atMost: 0 }] },
        { text: "What B did not exchange", holds: [{ kind: "frames", of: "kernelA", atLeast: 1 }] },
      ],
    },
    highlight: ["frame/control-a"],
    hint: "Point at the file or at memory: the line joins both places of a page.",
    expect: [
      { kind: "image", sequence: 1, state: "complete" },
      { kind: "says", kernel: "B", words: "image 1 is complete" },
      { kind: "limit", id: "image-leaves-range-out", holds: true },
    ],
  },
];

export const HIBERNATE: Story = {
  id: "hibernate",
  title: "Hibernate and come back",
  chapters: [
    { title: "Going to sleep", preset: "hibernate", steps: AWAY },
    { title: "Coming back", preset: "hibernate", steps: HIBERNATE_AGAIN },
  ],
};
