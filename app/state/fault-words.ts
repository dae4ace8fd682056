// Faults and verdicts in words.

import {
  CIRCUMSTANCES,
  type Fault,
  type FaultPoint,
  type RunSummary,
  type Verdict,
  type VerdictKind,
} from "../sim/api.ts";
import { hex32, hexPfn } from "../sim/core/hex.ts";
import { readFault } from "../sim/scenario/faults/text.ts";

export { faultText, readFault } from "../sim/scenario/faults/text.ts";

export const VERDICT_TITLES: Readonly<Record<VerdictKind, string>> = {
  survived: "Survived",
  refused: "Refused",
  detected: "Detected",
  corrupted: "Silent corruption",
  hang: "Hang",
  "triple-fault": "Triple fault",
  crashed: "Crashed",
  lost: "Lost",
};

/** For a cell that has room for one letter. */
export const VERDICT_LETTERS: Readonly<Record<VerdictKind, string>> = {
  survived: "S",
  refused: "R",
  detected: "D",
  corrupted: "C",
  hang: "H",
  "triple-fault": "T",
  crashed: "X",
  lost: "L",
};

const TRIPLE = "triple fault";

/** The verdict on the run; of a run without faults, what its end amounts to. */
export function verdictKindOf({ verdict, outcome, invariants }: RunSummary): VerdictKind {
  if (verdict !== undefined) return verdict.kind;
  if (outcome.kind === "crashed") return outcome.fault?.chain.includes(TRIPLE) === true ? "triple-fault" : "crashed";
  if (outcome.kind === "aborted") return "refused";
  if (outcome.kind === "stopped") return "hang";
  return invariants.some(({ status }) => status === "fail") ? "detected" : "survived";
}

const titleOfPoint = (id: string, points: readonly FaultPoint[]): string =>
  points.find((point) => point.id === id)?.title ?? id;

/** A few words: "flip bit 3 of 0x0074b004". */
function shortOf(fault: Fault): string {
  switch (fault.kind) {
    case "fail":
      return `${fault.point} fails, ${fault.errno}`;
    case "skip":
      return `${fault.point} skipped`;
    case "with":
      return fault.id.replaceAll("-", " ");
    case "flip":
      return `bit ${fault.bit} of ${hex32(fault.address)} flipped`;
    case "set":
      return `${hex32(fault.address)} = ${hex32(fault.value)}`;
    case "zero":
      return `frame ${hexPfn(fault.pfn)} zeroed`;
    case "retarget":
      return `entry ${fault.entry} = ${hex32(fault.value)}`;
    case "irq":
      return `IRQ ${fault.line}`;
    case "nmi":
      return "NMI";
    case "dma":
      return `${fault.device} writes frame ${hexPfn(fault.pfn)}`;
    case "break":
      return `breakpoint at ${hex32(fault.address)}`;
    case "power":
      return "power lost";
    case "rot":
      return `bit ${fault.bit} of byte ${fault.offset} in block ${fault.block} flipped`;
  }
}

/** As it stands in a lane, with where it happens. */
export function faultTitle(text: string): string {
  const read = readFault(text);
  if (!read.ok) return text;
  const at = "at" in read.value ? ` at ${read.value.at}` : "";
  return `${shortOf(read.value)}${at}`;
}

export const branchTitle = (faults: readonly string[]): string => {
  const last = faults.at(-1);
  return last === undefined ? "without faults" : faultTitle(last);
};

/** One sentence, before anything runs. */
export function faultSentence(fault: Fault, points: readonly FaultPoint[]): string {
  switch (fault.kind) {
    case "fail":
      return `When the kernel comes to “${titleOfPoint(fault.point, points)}” (${fault.point}), it fails with ${fault.errno}.`;
    case "skip":
      return `“${titleOfPoint(fault.point, points)}” (${fault.point}) is left out; everything goes on as if it had been done.`;
    case "with":
      return `${CIRCUMSTANCES[fault.id]}.`;
    case "flip":
      return `At ${fault.at} bit ${fault.bit} of the word at physical address ${hex32(fault.address)}, in frame ${hexPfn(fault.address >>> 12)}, is flipped.`;
    case "set":
      return `At ${fault.at} the word at physical address ${hex32(fault.address)}, in frame ${hexPfn(fault.address >>> 12)}, becomes ${hex32(fault.value)}.`;
    case "zero":
      return `At ${fault.at} all 4,096 bytes of frame ${hexPfn(fault.pfn)} become zero.`;
    case "retarget":
      return `At ${fault.at} entry ${fault.entry} of the indirection list becomes ${hex32(fault.value)}: ${entryWords(fault.value)}.`;
    case "irq":
      return `At ${fault.at} interrupt line ${fault.line} is raised.`;
    case "nmi":
      return `At ${fault.at} a non-maskable interrupt arrives; no flag keeps it out.`;
    case "dma":
      return `At ${fault.at} ${fault.device} writes a packet into frame ${hexPfn(fault.pfn)} by DMA.`;
    case "break":
      return `At ${fault.at} debug register 0 is armed for instruction fetches from ${hex32(fault.address)}.`;
    case "power":
      return `At ${fault.at} power is lost: memory holds nothing any more, and a disk write under way stays unfinished.`;
    case "rot":
      return `At ${fault.at} bit ${fault.bit} of byte ${fault.offset} in block ${fault.block} of the disk is flipped.`;
  }
}

const FLAGS = [
  [1, "destination"],
  [2, "indirection page"],
  [4, "end of the list"],
  [8, "source"],
] as const;

function entryWords(word: number): string {
  const names = FLAGS.filter(([bit]) => (word & bit) !== 0).map(([, name]) => name);
  if (names.includes("end of the list")) return "the list ends there";
  return `${names.length === 0 ? "no flag" : names.join(" and ")}, frame ${hexPfn(word >>> 12)}`;
}

/** The verdict as it is read aloud. */
export const verdictWords = ({ kind, text }: Verdict): string => `${VERDICT_TITLES[kind]}. ${text}`;
