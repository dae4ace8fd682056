// The story of the first jump and the way back, told on the preset of that name. Its notation is in marks.ts.
// Anchors are names, so that the story survives changes of the machine.

import { AWAY_AND_BACK } from "./first-jump-back.ts";
import type { Story, StoryStep } from "./story.ts";

const OUT: readonly StoryStep[] = [
  {
    id: "why",
    title: "Two kernels, one machine",
    body: [
      "Hibernation must write memory to disk while the system that owns this memory holds still. Who does the writing, if nobody may run?",
      "Kexec jump gives the work to a second kernel. [Kernel A](kernel/A) steps aside, [kernel B](kernel/B) runs on the same bare machine, and when B is done it jumps back: A goes on as if nothing had happened.",
      "No memory is set aside for B in advance. Watch where it finds room.",
    ],
    anchor: "phase/load",
    perspective: "overview",
    granularity: "phase",
    highlight: [],
    hint: "{]} moves to the next phase, {.} makes one step.",
    expect: [
      { kind: "running", kernel: "A" },
      { kind: "frames", of: "control", atMost: 0 },
    ],
  },
  {
    id: "load",
    title: "Kernel B waits in borrowed pages",
    body: [
      "B is linked to run low in memory, but A lives there. So `kexec_load` puts each page of B into any free page it can find: a [source page](frame/source). Its future place is the [destination page](frame/destination).",
      "On the map these pages already have B's colour, though they are not at home yet. The rest of B's range gets source pages too, empty ones: backup space for what A keeps there.",
      "One rule holds for all of them: a source page is its own destination, or nobody's.",
    ],
    anchor: "phase/freeze",
    perspective: "overview",
    selection: "frame/source",
    ask: {
      kind: "pick-frame",
      question: "One page is already there that will stay when all others move. Choose its frame on the map.",
      hint: "It is in no destination, and on the map it has a colour of its own.",
      answer: "frame/control-a",
    },
    highlight: ["frame/source", "frame/destination"],
    expect: [
      { kind: "class", frame: "frame/source", is: "kernelB", away: true },
      { kind: "frames", of: "control", atLeast: 1 },
    ],
  },
  {
    id: "list",
    title: "A list says what goes where",
    body: [
      "While A freezes its tasks and puts its devices to rest, nothing else in memory moves. This is what is ready: the kimage's [indirection list](frame/list).",
      "It is a plain chain of words. Each is a page address with a flag in its low bits: `1` names the next destination, `8` a source page for it, `2` the list page to go on with, `4` the end. A destination counts up by itself, so one is enough for a run of pages.",
      "Code without page tables, stack or kernel can follow it. That is the point.",
    ],
    anchor: "phase/devices",
    perspective: "exchange",
    selection: "frame/list",
    ask: {
      kind: "number",
      question: "3,840 pages are to change places. How many list pages hold the words for that?",
      hint: "A list page has 1,023 words and a link; a page to exchange takes one word, and each segment one more.",
      answer: { kind: "frames", of: "list" },
    },
    highlight: ["frame/list"],
    expect: [
      { kind: "frozen", kernel: "A", tasks: "all" },
      { kind: "class", frame: "frame/list", is: "list" },
    ],
  },
  {
    id: "control-page",
    title: "One page holds on to A",
    body: [
      "The exchange is about to move almost everything. One page must not move: the [control page](frame/control-a). It was allocated outside every destination, and it holds the code, the stack and the saved state.",
      "The save routine stores ten words in its second half: [EBX, ESI, EDI, EBP](slot/A/0x808), [ESP](slot/A/0x818), [CR0, CR3, CR4](slot/A/0x81c), [EFLAGS](slot/A/0x828) and the [return address](slot/A/0x82c). That is all A needs to wake up.",
    ],
    anchor: "phase/save",
    perspective: "overview",
    selection: "frame/control-a",
    granularity: "instruction",
    try: { granularity: "instruction", until: "phase/tables" },
    highlight: ["frame/control-a"],
    hint: "{.} runs one instruction: watch the ten words fill. *All 16 words* shows every one.",
    expect: [
      { kind: "class", frame: "frame/control-a", is: "control" },
      { kind: "interrupts", on: false },
      { kind: "paging", on: true },
    ],
  },
  {
    id: "twice",
    title: "A routine that returns twice",
    body: [
      "The save routine has just returned 0, and `machine_kexec` goes on to leave. Much later, when B jumps back, the same call returns once more, this time with 1, and A knows that the journey is over.",
      "It works like `setjmp`: the [return address](slot/A/0x82c) is kept in the control page, because the stack below it will be used again before the second return.",
    ],
    anchor: "phase/tables",
    perspective: "overview",
    selection: "slot/A/0x82c",
    granularity: "instruction",
    highlight: ["slot/A/0x82c"],
    expect: [
      { kind: "phase", id: "tables" },
      { kind: "paging", on: true },
    ],
  },
  {
    id: "tables",
    title: "Tables with two doors to one page",
    body: [
      "Paging has to be switched off, and the instruction that does it must still be found by the next fetch. So the code builds tiny page tables with two mappings of the control page: at its kernel address, where it runs now, and at its physical address, where it runs after.",
      "The load of [CR3](reg/cr3) makes them live. Everything else of A's address space is gone from the next fetch on, but for what global TLB entries still hold. The stack is gone too: the next instruction moves it to the end of the control page.",
    ],
    anchor: "phase/cr3-switch",
    perspective: "cpu",
    selection: "reg/cr3",
    granularity: "instruction",
    ask: {
      kind: "choice",
      question: "The new tables will be live and the stack will have moved. Will paging be on then?",
      hint: "A load of CR3 changes what is translated. What says whether anything is?",
      at: "phase/paging-off",
      options: [
        { text: "Yes, still", holds: [{ kind: "paging", on: true }] },
        { text: "No, the load of CR3 ends it", holds: [{ kind: "paging", on: false }] },
      ],
    },
    highlight: ["reg/cr3", "frame/control-a"],
    hint: "In the page walk, press *control page, virtual*.",
    expect: [
      { kind: "phase", id: "cr3-switch" },
      { kind: "paging", on: true },
    ],
  },
  {
    id: "paging-off",
    title: "Paging off, and two flushes",
    body: [
      "Clearing `PG` in [CR0](reg/cr0) keeps the processor in protected mode, now without paging: an address is a physical address. The IDT's limit is 0, so any exception here is a triple fault. There is no net.",
      "CR3 is loaded with 0 twice: before the exchange, so that no translation of the old tables survives, and after it, because code pages have changed behind the processor's back and prefetched bytes must go.",
    ],
    anchor: "phase/paging-off",
    perspective: "cpu",
    selection: "reg/cr0",
    granularity: "instruction",
    highlight: ["reg/cr0", "reg/cr3"],
    expect: [
      { kind: "phase", id: "paging-off" },
      { kind: "interrupts", on: false },
    ],
  },
  {
    id: "three-copies",
    title: "Why three copies for one page?",
    body: [
      "[Kernel B](kernel/B) must sit in the [destination](frame/destination), but A's page is still there and must not be lost. The loop exchanges the two, and an exchange needs a third place to stand on: the [swap page](frame/swap).",
      "Copy 1 saved B's page in the swap page. Copy 2 moved A's page out into the [source page](frame/source). Copy 3 brings B's page home. Nothing of A is gone: it waits where B waited before.",
    ],
    anchor: "swap/1600/2",
    perspective: "overview",
    selection: "frame/destination",
    granularity: "copy",
    ask: {
      kind: "pick-frame",
      question: "Copy 3 comes next. From which frame will it take its page? Choose it.",
      hint: "B's page has left its source page, and is not in its destination yet.",
      answer: "frame/swap",
    },
    try: { granularity: "copy", until: "swap/1600/3" },
    highlight: ["frame/destination", "frame/source", "frame/swap"],
    hint: "{.} makes the next copy, {,} takes it back.",
    expect: [
      { kind: "paging", on: false },
      { kind: "class", frame: "frame/source", is: "kernelA", away: true },
      { kind: "class", frame: "frame/swap", is: "swap" },
    ],
  },
  {
    id: "enter",
    title: "What B is told at the door",
    body: [
      "The exchange is over. B's pages are home, and the swap page has done its work. It lies in no destination and holds nothing that anyone needs, so its end becomes B's first [stack](reg/esp): B must not write on A's control page.",
      "By the jump-back protocol [EDI](reg/edi) carries the physical address of A's control page. The re-entry code starts at offset 0 of that page, so this one number is the way back. The word on top of the stack leads to a helper, for a B that simply returns like a function.",
    ],
    anchor: "phase/enter",
    perspective: "cpu",
    selection: "reg/edi",
    granularity: "instruction",
    highlight: ["reg/edi", "reg/esp", "frame/control-a"],
    expect: [
      { kind: "paging", on: false },
      { kind: "equal", a: "reg/edi", b: "frame/control-a" },
    ],
  },
];

export const FIRST_JUMP: Story = {
  id: "first-jump",
  title: "The first jump",
  chapters: [
    { title: "Away", preset: "first-jump", steps: OUT },
    { title: "And back", preset: "first-jump", steps: AWAY_AND_BACK },
  ],
};
