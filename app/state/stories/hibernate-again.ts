// The second half of the hibernation: nothing is left but the disk, and from it everything comes back.

import type { StoryStep } from "./story.ts";

export const HIBERNATE_AGAIN: readonly StoryStep[] = [
  {
    id: "off",
    title: "Nothing is left",
    body: [
      "Two writes to an ACPI register, and power is gone. When it returns, memory holds what cells hold that nobody refreshed. No kernel, no table, no note. The map is empty.",
      "The disk has not noticed. In its boot area lies [kernel C](kernel/C), in slot 0 an image.",
    ],
    anchor: "boot/2",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "boot", n: 2, begins: "cold boot" },
      { kind: "frames", of: "kernelA", atMost: 0 },
      { kind: "frames", of: "kernelB", atMost: 0 },
      { kind: "image", sequence: 1, state: "complete" },
    ],
  },
  {
    id: "kernel-c",
    title: "A third kernel, in a corner",
    body: [
      "Firmware and a boot loader have brought [kernel C](kernel/C) from the disk. It is told of a few megabytes and no more, `memmap=exactmap`, and that is the whole trick: it lives where B lived.",
      "There A has nothing to lose. What lies in that range when the image is made is B's, so it is not in the image, and nobody will write there.",
    ],
    anchor: "phase/restore-image",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "running", kernel: "C" },
      { kind: "limit", id: "c-in-range", holds: true },
      { kind: "says", kernel: "C", words: "Command line:" },
    ],
  },
  {
    id: "restored",
    title: "Read it whole, then write it back",
    body: [
      "C believes nothing before it has read everything: the header's checksum, the size of the machine, the entry, the checksum of every block. A bad image is refused here, while nothing of A is in memory yet and the older image is still there.",
      "Then the header is marked *resumed*, because an image must never be used twice: A's disk moves on, and the old memory would not know. Last, page by page, the image goes to the frames it came from. Memory is blue again, all but C's corner.",
    ],
    anchor: "jump/2/phase/freeze",
    perspective: "hibernate",
    granularity: "phase",
    highlight: [],
    expect: [
      { kind: "running", kernel: "C" },
      { kind: "image", sequence: 1, state: "resumed" },
      { kind: "frames", of: "kernelA", atLeast: 4000 },
    ],
  },
  {
    id: "jump",
    title: "Jump into the middle of a call",
    body: [
      "C knows one address: the entry that was saved with the image. It loads an image of its own that moves nothing, so that A has somebody to come back to, and jumps.",
      "At that address lies A's [control page](frame/control-a), restored to the byte, with the code and the ten words that A left there before power went. The code does what it was going to do: it exchanges the pages of the list once more.",
    ],
    anchor: "phase/swap-in",
    perspective: "overview",
    selection: "frame/control-a",
    granularity: "page",
    ask: {
      kind: "choice",
      question: "A's save routine will return for the second time. What will EAX hold then?",
      hint: "It has returned 0 once, before the machine was switched off.",
      at: "phase/restore",
      options: [
        { text: "0 again", holds: [{ kind: "equal", a: "reg/eax", b: 0 }] },
        { text: "1", holds: [{ kind: "equal", a: "reg/eax", b: 1 }] },
      ],
    },
    highlight: ["frame/control-a", "frame/list"],
    hint: "Press Space: A's kernel comes home, C's pages go where they waited.",
    expect: [
      { kind: "paging", on: false },
      { kind: "class", frame: "frame/control-a", is: "control" },
    ],
  },
  {
    id: "second-return",
    title: "The call returns",
    body: [
      "Paging is on, under A's own tables, which have been on a disk meanwhile. [EAX](reg/eax) is 1: the routine returns for the second time, into the very `machine_kexec` that left.",
      "For A no time has passed. It had asked to reboot into another kernel, and here it is back.",
    ],
    anchor: "phase/restore",
    perspective: "cpu",
    selection: "reg/eax",
    granularity: "instruction",
    highlight: ["reg/eax"],
    expect: [
      { kind: "equal", a: "reg/eax", b: 1 },
      { kind: "paging", on: true },
      { kind: "running", kernel: "A" },
    ],
  },
  {
    id: "never-knew",
    title: "A goes on",
    body: [
      "Devices are programmed anew, tasks thaw. The editor still holds its [note](frame/note). Nothing in A can tell that the machine was off, but for one word that C wrote into A's memory before the jump: *resumed from S5*.",
      "Look at the invariants: every frame of A that must survive was compared with what it was when A left.",
    ],
    anchor: "end",
    perspective: "hibernate",
    selection: "frame/note",
    granularity: "phase",
    highlight: ["frame/note"],
    hint: "Take power away in the middle of a write: *Faults* has a card for it.",
    expect: [
      { kind: "outcome", is: "completed" },
      { kind: "says", kernel: "A", words: "resumed from S5" },
      { kind: "note", kernel: "A", words: "Not saved yet" },
      { kind: "invariants" },
    ],
  },
];
