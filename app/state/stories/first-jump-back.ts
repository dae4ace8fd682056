// The second half of the story: B at work, the jump back, and A going on.

import type { StoryStep } from "./story.ts";

export const AWAY_AND_BACK: readonly StoryStep[] = [
  {
    id: "work",
    title: "B at work on a sleeping A",
    body: [
      "[Kernel B](kernel/B) has booted inside its own range and sees the rest of memory as old memory. A's pages are all there: those outside B's range at home, those inside it in the former source pages, which B finds through A's list.",
      "Here B could write A to disk, page by page, with all its own drivers running. A holds perfectly still: it is not running at all.",
    ],
    anchor: "phase/work",
    perspective: "overview",
    granularity: "phase",
    ask: {
      kind: "choice",
      question: "This run makes five jumps. Which kernel will be running at its end?",
      hint: "The first jump leads from A to B, the second back.",
      at: "end",
      options: [
        { text: "Kernel A", holds: [{ kind: "running", kernel: "A" }] },
        { text: "Kernel B", holds: [{ kind: "running", kernel: "B" }] },
      ],
    },
    highlight: ["frame/control-a", "frame/list"],
    expect: [
      { kind: "running", kernel: "B" },
      { kind: "paging", on: true },
    ],
  },
  {
    id: "jump-back",
    title: "B leaves by the same door",
    body: [
      "To go back B does just what A did. It freezes its own tasks, quiets its devices, saves ten words in [its control page](frame/control-b), and lets its code switch paging off.",
      "Its list has nothing to exchange: the jump target is A's re-entry, and A's own list will do all the work. So B's [exchange](go/jump/2/phase/swap-out) finds no source entry and ends at once.",
    ],
    anchor: "jump/2/phase/swap-out",
    perspective: "exchange",
    selection: "frame/control-b",
    granularity: "instruction",
    highlight: ["frame/control-b"],
    expect: [
      { kind: "running", kernel: "B" },
      { kind: "paging", on: false },
    ],
  },
  {
    id: "exchange-back",
    title: "First the pages, then paging",
    body: [
      "At offset 0 of [A's control page](frame/control-a) the re-entry code keeps the address that came in [EDI](reg/edi) (B's own way back) and runs the same exchange over the same list. Exchanging twice restores: every pair swaps again, and A's pages come home.",
      "The order matters. A's page tables may lie in the exchanged range. Only when the exchange is done are they whole again, and only then may paging be switched on.",
    ],
    anchor: "jump/2/phase/swap-in",
    perspective: "overview",
    selection: "frame/control-a",
    granularity: "page",
    highlight: ["frame/control-a", "frame/swap"],
    hint: "Press Space to watch pages come home.",
    expect: [
      { kind: "paging", on: false },
      { kind: "running", kernel: "A" },
    ],
  },
  {
    id: "restore",
    title: "The second return",
    body: [
      "Paging is on again, under the small tables first. The virtual part reloads what was saved: EBX, ESI, EDI, EBP, EFLAGS, then ESP, CR4, [CR3](reg/cr3) and CR0. Between the loads of ESP and CR3 the stack must not be touched: its address means nothing yet.",
      "Then [EAX](reg/eax) becomes 1 and the save routine returns for the second time, into the very call it left.",
    ],
    anchor: "jump/2/phase/virtual",
    perspective: "cpu",
    selection: "reg/eax",
    granularity: "instruction",
    highlight: ["reg/eax", "reg/cr3", "slot/A/0x82c"],
    expect: [
      { kind: "paging", on: true },
      { kind: "phase", id: "virtual" },
    ],
  },
  {
    id: "thaw",
    title: "A goes on",
    body: [
      "Devices resume, tasks thaw. The editor still holds the [note](frame/note) that was never saved to any disk. It was moved away by the exchange and moved back, byte for byte.",
      "A's image keeps its list and its pages, and the entry it stored on the way back is B's. So the next jump finds B where it left off, and the two can take turns for as long as you like.",
    ],
    anchor: "jump/2/phase/thaw",
    perspective: "overview",
    selection: "frame/note",
    granularity: "phase",
    highlight: ["frame/note"],
    expect: [
      { kind: "running", kernel: "A" },
      { kind: "note", kernel: "A", words: "" },
    ],
  },
  {
    id: "invariants",
    title: "What held all the way",
    body: [
      "This run makes several jumps, and at each of them the lab checked the rules of the protocol against memory: every page of A is somewhere, the control page is no destination, no interrupt is open in physical mode, each table switch is followed by a flush.",
      "Each invariant links to its evidence. Go anywhere on the timeline, select anything, step back. The machine is yours.",
    ],
    anchor: "end",
    perspective: "overview",
    granularity: "jump",
    highlight: [],
    hint: "{g} goes to any place by name, {?} lists all keys.",
    expect: [{ kind: "outcome", is: "completed" }, { kind: "invariants" }],
  },
];
