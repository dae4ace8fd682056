// The catalogue of faults: what each is, where it strikes, where it has been met outside of the lab, and what to expect.

import type { FaultKind, VerdictKind } from "../../sim/api.ts";
import { hex32 } from "../shared/format.ts";
import type { DraftValues } from "../../state/types/faults.ts";
import type { LabState } from "../../state/types/state.ts";

export const CARD_GROUPS = ["fail", "skip", "damage", "power", "interrupts", "dma", "circumstances"] as const;
export type CardGroup = (typeof CARD_GROUPS)[number];

export const GROUP_TITLES: Readonly<Record<CardGroup, string>> = {
  fail: "Make a step fail",
  skip: "Forget a step",
  damage: "Damage memory, the list or a control page",
  power: "Power and disk",
  interrupts: "Interrupts",
  dma: "DMA",
  circumstances: "Circumstances",
};

export interface Card {
  readonly id: string;
  readonly group: CardGroup;
  readonly kind: FaultKind;
  readonly title: string;
  readonly what: string;
  readonly where: string;
  /** Where it has been met. */
  readonly analogue: string;
  readonly expected: readonly VerdictKind[];
  /** The steps that are meant: a run without one of them has no such card. */
  readonly points?: RegExp;
  /** In place of what the selection and the position give. */
  readonly values?: (state: LabState) => DraftValues;
}

const FAILS: readonly Card[] = [
  {
    id: "any-failure",
    group: "fail",
    kind: "fail",
    title: "Any step fails",
    what: "One named step of the kernel returns an error instead of doing its work.",
    where: "Every step that can fail, from kexec_load to the return",
    analogue: "Every goto label in the jump exists because some step before it did fail on somebody's machine.",
    expected: ["refused"],
  },
  {
    id: "task-awake",
    group: "fail",
    kind: "fail",
    title: "A task does not freeze",
    what: "A task sits where no signal reaches it, and the freezer runs out of patience.",
    where: "freeze_processes, one step for each task",
    analogue: "A process in uninterruptible sleep on a dead network file system; “Freezing of tasks failed”.",
    expected: ["refused"],
    points: /^freeze_processes\//,
  },
  {
    id: "device-refuses",
    group: "fail",
    kind: "fail",
    title: "A device refuses to stop",
    what: "A driver's freeze callback returns an error; what was stopped before it has to come back.",
    where: "device_suspend in v8, dpm_suspend_start in mainline",
    analogue: "Mainline left the devices suspended here until 996afb6efd1a.",
    expected: ["refused", "detected"],
    points: /^(?:device_suspend|dpm_suspend\w*)\/(?:eth0|sda)/,
  },
  {
    id: "processor-stays",
    group: "fail",
    kind: "fail",
    title: "A processor stays up",
    what: "Another processor cannot be taken down, so the jump cannot be made.",
    where: "Taking processors down, one step for each",
    analogue: "v8 leaves those down that it had already taken down.",
    expected: ["refused", "detected"],
    points: /^cpu_down\//,
  },
  {
    id: "no-memory",
    group: "fail",
    kind: "fail",
    title: "No memory for the image",
    what: "An allocation of kexec_load fails, and everything allocated before it has to be given back.",
    where: "kexec_load: control page, swap page, list pages, source pages",
    analogue: "An image of half of memory on a busy machine.",
    expected: ["refused"],
    points: /kexec_load|kimage|alloc/,
  },
  {
    id: "lock-held",
    group: "fail",
    kind: "fail",
    title: "The lock is held",
    what: "kexec_lock belongs to somebody else when the jump wants it.",
    where: "kernel_kexec and kexec_load",
    analogue: "A load while a jump is under way, or kexec -e twice.",
    expected: ["refused"],
    points: /trylock/,
  },
];

const SKIPS: readonly Card[] = [
  {
    id: "any-step",
    group: "skip",
    kind: "skip",
    title: "Any step is forgotten",
    what: "One named step is left out, and everything behind it goes on as if it had been done.",
    where: "Every step that can be left out, single instructions of control code among them",
    analogue: "Most fixes to this code added a step that had been missing.",
    expected: ["survived", "corrupted", "triple-fault"],
  },
  {
    id: "device-active",
    group: "skip",
    kind: "skip",
    title: "A device is not stopped",
    what: "The network card keeps its ring and goes on writing packets into frames that change hands.",
    where: "The freeze callback of eth0",
    analogue: "Drivers without hibernation-grade callbacks: random bytes in swapped pages of either kernel.",
    expected: ["corrupted", "detected"],
    points: /^(?:device_suspend|dpm_suspend\w*)\/eth0/,
  },
  {
    id: "interrupts-on",
    group: "skip",
    kind: "skip",
    title: "Interrupts stay on",
    what: "IF is still 1 when the control code takes over; the first tick finds no descriptor table.",
    where: "local_irq_disable",
    analogue: "The protocol demands IF = 0 in the window; there is no IDT to catch anything.",
    expected: ["triple-fault", "survived"],
    points: /^local_irq_disable/,
  },
  {
    id: "no-flush",
    group: "skip",
    kind: "skip",
    title: "No TLB flush",
    what: "A load of CR3 is left out, and old translations stay in the TLB.",
    where: "The control page's code, around the switch of page tables",
    analogue: "Stale mappings: why the routine loads CR3 twice.",
    expected: ["survived", "triple-fault"],
    points: /^code\/.*(?:flush|cr3|tlb)/,
  },
  {
    id: "gdt-stays",
    group: "skip",
    kind: "skip",
    title: "The GDT is not restored",
    what: "Kernel A goes on with the peer's, or no, descriptor table.",
    where: "restore_processor_state, on the way back",
    analogue: "i386 since 2013: SS is loaded while the GDT has limit 0.",
    expected: ["triple-fault", "detected"],
    points: /gdt|restore_processor_state/i,
  },
  {
    id: "not-executable",
    group: "skip",
    kind: "skip",
    title: "The control page stays no-execute",
    what: "NX is not cleared for the control page, and its first instruction faults.",
    where: "The mapping of the control page, before the jump",
    analogue: "v8's change_page_attr and global flush; mainline's set_memory_x.",
    expected: ["triple-fault", "survived"],
    points: /nx|set_memory_x|change_page_attr|execut/i,
  },
];

const flagless = ({ moment, selection }: LabState): DraftValues => {
  const index = selection?.kind === "entry" ? selection.index : moment?.exchange?.entry;
  const row = moment?.list?.rows.find((each) => each.index === index);
  return row === undefined ? {} : { value: hex32(row.raw & ~0xf) };
};

/** The source entry before the chosen one, once more. */
const twice = ({ moment, selection }: LabState): DraftValues => {
  const sources = (moment?.list?.rows ?? []).filter(({ kind }) => kind === "source");
  const index = selection?.kind === "entry" ? selection.index : (moment?.exchange?.entry ?? 0);
  const at = Math.max(
    1,
    sources.findIndex((row) => row.index >= index),
  );
  const [before, here] = [sources[at - 1], sources[at]];
  return before === undefined || here === undefined ? {} : { entry: String(here.index), value: hex32(before.raw) };
};

/** A word of the control page whose name matches, in the page of the kernel that runs. */
const slot =
  (name: RegExp, value: (state: LabState) => number) =>
  (state: LabState): DraftValues => {
    const { moment } = state;
    const page = moment?.controlPages.find(({ owner }) => owner === moment.running) ?? moment?.controlPages[0];
    const found = page?.slots.find((each) => name.test(each.name));
    if (page === undefined || found === undefined) return {};
    return { address: hex32(page.readAt + found.offset), value: hex32(value(state)) };
  };

const DAMAGE: readonly Card[] = [
  {
    id: "bit",
    group: "damage",
    kind: "flip",
    title: "A bit flips",
    what: "One bit of one word of memory changes by itself.",
    where: "Any physical address, at any position",
    analogue: "Cosmic rays, weak cells, a row next door that is written too often.",
    expected: ["survived", "corrupted", "triple-fault"],
  },
  {
    id: "word",
    group: "damage",
    kind: "set",
    title: "A word is overwritten",
    what: "One word of memory takes another value: a lost write, a stray pointer.",
    where: "Any physical address, at any position",
    analogue: "A callee that writes to the word beyond the swap page.",
    expected: ["survived", "corrupted", "crashed"],
  },
  {
    id: "frame",
    group: "damage",
    kind: "zero",
    title: "A frame is lost",
    what: "All 4,096 bytes of a frame become zero.",
    where: "Any frame, at any position",
    analogue: "A page that was freed and cleared while somebody still used it.",
    expected: ["corrupted", "detected", "triple-fault"],
  },
  {
    id: "entry-elsewhere",
    group: "damage",
    kind: "retarget",
    title: "An entry points elsewhere",
    what: "An entry of the indirection list names another frame.",
    where: "The list of the kernel that runs",
    analogue: "An image loaded over its own list, a walker that reads a recycled page.",
    expected: ["corrupted", "detected", "triple-fault"],
  },
  {
    id: "list-ends",
    group: "damage",
    kind: "retarget",
    title: "The list ends early",
    what: "An entry becomes the end mark; every page behind it stays where it is.",
    where: "The list of the kernel that runs",
    analogue: "A truncated image: half of one kernel, half of the other.",
    expected: ["corrupted", "triple-fault"],
    values: () => ({ value: hex32(4) }),
  },
  {
    id: "entry-flagless",
    group: "damage",
    kind: "retarget",
    title: "An entry loses its flag",
    what: "No flag is set, so the walker passes the entry by.",
    where: "The list of the kernel that runs",
    analogue: "A wrong flag written by the loader.",
    expected: ["corrupted"],
    values: flagless,
  },
  {
    id: "entry-twice",
    group: "damage",
    kind: "retarget",
    title: "A source is met twice",
    what: "An entry repeats the one before it: the same page is exchanged into two places.",
    where: "The list of the kernel that runs",
    analogue: "A list built over an allocation that was handed out twice.",
    expected: ["corrupted", "detected"],
    values: twice,
  },
  {
    id: "stale-cr3",
    group: "damage",
    kind: "set",
    title: "A stale CR3",
    what: "The page directory that the control page has kept is another one.",
    where: "The saved words of the control page",
    analogue: "A directory that was freed between save and restore.",
    expected: ["triple-fault"],
    values: slot(/cr3/i, () => 0x1000),
  },
  {
    id: "swap-in-destination",
    group: "damage",
    kind: "set",
    title: "The swap page is a destination",
    what: "The scratch page of the exchange is also one of the pages exchanged.",
    where: "The link to the swap page in the control page",
    analogue: "The rule of the allocator that keeps both apart, broken.",
    expected: ["corrupted", "detected"],
    values: slot(/swap/i, ({ moment }) => (moment?.list?.rows.find((row) => row.page)?.destinationPfn ?? 1) * 4096),
  },
];

const ARRIVALS: readonly Card[] = [
  {
    id: "tick",
    group: "interrupts",
    kind: "irq",
    title: "The timer ticks",
    what: "Line 0 is raised at a position of your choice.",
    where: "Anywhere; before the window it is handled, inside it there is no table",
    analogue: "A tick that was already on its way when interrupts went off.",
    expected: ["survived", "triple-fault"],
    values: () => ({ line: "0" }),
  },
  {
    id: "device-irq",
    group: "interrupts",
    kind: "irq",
    title: "A device interrupts",
    what: "The line of the network card is raised.",
    where: "Anywhere",
    analogue: "A shared line, a device that was reset too late.",
    expected: ["survived", "triple-fault"],
    values: () => ({ line: "11" }),
  },
  {
    id: "nmi",
    group: "interrupts",
    kind: "nmi",
    title: "An NMI arrives",
    what: "No flag keeps it out; without an IDT the machine resets.",
    where: "The window between the two kernels above all",
    analogue: "Watchdogs, performance counters, a button on a server's front.",
    expected: ["triple-fault", "survived"],
  },
  {
    id: "breakpoint",
    group: "interrupts",
    kind: "break",
    title: "A breakpoint is armed",
    what: "Debug register 0 waits for a fetch; #DB then needs a handler.",
    where: "Any linear address; the control code has no IDT",
    analogue: "Why mainline calls hw_breakpoint_disable before it jumps.",
    expected: ["triple-fault", "survived"],
  },
];

const DMA: readonly Card[] = [
  {
    id: "packet",
    group: "dma",
    kind: "dma",
    title: "The network card writes",
    what: "A packet lands in a frame of your choice, whoever owns it by then.",
    where: "Any frame, at any position",
    analogue: "A card that was not quiesced before the jump.",
    expected: ["corrupted", "detected", "survived"],
    values: () => ({ device: "eth0" }),
  },
  {
    id: "sector",
    group: "dma",
    kind: "dma",
    title: "The disk writes",
    what: "A late transfer of the disk lands in a frame of your choice.",
    where: "Any frame, at any position",
    analogue: "A read that was in the queue when the kernel left.",
    expected: ["corrupted", "detected", "survived"],
    values: () => ({ device: "sda" }),
  },
];

const POWER: readonly Card[] = [
  {
    id: "power-lost",
    group: "power",
    kind: "power",
    title: "Power is lost",
    what: "Memory is gone at once; of a disk write under way, the part that time allowed.",
    where: "Any position; while an image is being written above all",
    analogue: "A battery that ends while the machine hibernates, a plug pulled too early.",
    expected: ["detected", "lost"],
  },
  {
    id: "bit-rot",
    group: "power",
    kind: "rot",
    title: "A bit rots on the disk",
    what: "A bit of a block is another than was written; nobody notices until it is read.",
    where: "Any block: the file system, the boot area, an image",
    analogue: "Weak magnetism, worn flash cells, a bad cable.",
    expected: ["detected", "survived"],
  },
];

export const CARDS: readonly Card[] = [...FAILS, ...SKIPS, ...DAMAGE, ...POWER, ...ARRIVALS, ...DMA];
