// Faults and verdicts in words.

import { retell, say, type Values } from "../messages/say.ts";
import {
  CIRCUMSTANCES,
  type Fault,
  type FaultPoint,
  type RunSummary,
  type Verdict,
  type VerdictKind,
} from "../sim/api.ts";
import { hex32, hexPfn } from "../sim/core/hex.ts";
import { PAGE_SIZE } from "../sim/core/units.ts";
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
  retell(points.find((point) => point.id === id)?.title ?? id).text;

/** A few words: "flip bit 3 of 0x0074b004". */
function shortOf(fault: Fault): string {
  switch (fault.kind) {
    case "fail":
      return say("{point} fails, {errno}", { point: fault.point, errno: fault.errno });
    case "skip":
      return say("{point} skipped", { point: fault.point });
    case "with":
      return say(fault.id.replaceAll("-", " "));
    case "flip":
      return say("bit {bit} of {address} flipped", { bit: fault.bit, address: hex32(fault.address) });
    case "set":
      return `${hex32(fault.address)} = ${hex32(fault.value)}`;
    case "zero":
      return say("frame {pfn} zeroed", { pfn: hexPfn(fault.pfn) });
    case "retarget":
      return say("entry {entry} = {value}", { entry: fault.entry, value: hex32(fault.value) });
    case "irq":
      return say("IRQ {line}", { line: fault.line });
    case "nmi":
      return "NMI";
    case "dma":
      return say("{device} writes frame {pfn}", { device: fault.device, pfn: hexPfn(fault.pfn) });
    case "break":
      return say("breakpoint at {address}", { address: hex32(fault.address) });
    case "power":
      return say("power lost");
    case "rot":
      return say("bit {bit} of byte {offset} in block {block} flipped", {
        bit: fault.bit,
        offset: fault.offset,
        block: fault.block,
      });
  }
}

/** As it stands in a lane, with where it happens. */
export function faultTitle(text: string): string {
  const read = readFault(text);
  if (!read.ok) return text;
  const what = shortOf(read.value);
  return "at" in read.value ? say("{what} at {at}", { what, at: read.value.at }) : what;
}

export const branchTitle = (faults: readonly string[]): string => {
  const last = faults.at(-1);
  return last === undefined ? say("without faults") : faultTitle(last);
};

const SENTENCES: Readonly<Record<Exclude<Fault["kind"], "with">, string>> = {
  fail: "When the kernel comes to “{point}” ({id}), it fails with {errno}.",
  skip: "“{point}” ({id}) is left out; everything goes on as if it had been done.",
  flip: "At {at} bit {bit} of the word at physical address {address}, in frame {pfn}, is flipped.",
  set: "At {at} the word at physical address {address}, in frame {pfn}, becomes {value}.",
  zero: "At {at} all {bytes} bytes of frame {pfn} become zero.",
  retarget: "At {at} entry {entry} of the indirection list becomes {value}: {words}.",
  irq: "At {at} interrupt line {line} is raised.",
  nmi: "At {at} a non-maskable interrupt arrives; no flag keeps it out.",
  dma: "At {at} {device} writes a packet into frame {pfn} by DMA.",
  break: "At {at} debug register 0 is armed for instruction fetches from {address}.",
  power: "At {at} power is lost: memory holds nothing any more, and a disk write under way stays unfinished.",
  rot: "At {at} bit {bit} of byte {offset} in block {block} of the disk is flipped.",
};

/** What the sentence of a fault is filled with. */
function placesOf(fault: Exclude<Fault, { readonly kind: "with" }>, points: readonly FaultPoint[]): Values {
  switch (fault.kind) {
    case "fail":
      return { point: titleOfPoint(fault.point, points), id: fault.point, errno: fault.errno };
    case "skip":
      return { point: titleOfPoint(fault.point, points), id: fault.point };
    case "flip":
      return { at: fault.at, bit: fault.bit, address: hex32(fault.address), pfn: hexPfn(fault.address >>> 12) };
    case "set": {
      const { at, address, value } = fault;
      return { at, address: hex32(address), pfn: hexPfn(address >>> 12), value: hex32(value) };
    }
    case "zero":
      return { at: fault.at, bytes: PAGE_SIZE, pfn: hexPfn(fault.pfn) };
    case "retarget":
      return { at: fault.at, entry: fault.entry, value: hex32(fault.value), words: entryWords(fault.value) };
    case "irq":
      return { at: fault.at, line: fault.line };
    case "dma":
      return { at: fault.at, device: fault.device, pfn: hexPfn(fault.pfn) };
    case "break":
      return { at: fault.at, address: hex32(fault.address) };
    case "rot":
      return { at: fault.at, bit: fault.bit, offset: fault.offset, block: fault.block };
    case "nmi":
    case "power":
      return { at: fault.at };
  }
}

/** One sentence, before anything runs. */
export const faultSentence = (fault: Fault, points: readonly FaultPoint[]): string =>
  fault.kind === "with" ? `${say(CIRCUMSTANCES[fault.id])}.` : say(SENTENCES[fault.kind], placesOf(fault, points));

const FLAGS = [
  [1, "destination"],
  [2, "indirection page"],
  [4, "end of the list"],
  [8, "source"],
] as const;

function entryWords(word: number): string {
  const names = FLAGS.filter(([bit]) => (word & bit) !== 0).map(([, name]) => name);
  if (names.includes("end of the list")) return say("the list ends there");
  return say("{names}, frame {word}", {
    names: names.length === 0 ? say("no flag") : names.map((name) => say(name)).join(" + "),
    word: hexPfn(word >>> 12),
  });
}

/** The verdict as it is read aloud. */
export const verdictWords = ({ kind, text }: Verdict): string => `${say(VERDICT_TITLES[kind])}. ${retell(text).text}`;
