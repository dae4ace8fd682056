// Frames in words: what a cell is called, and which frames a selection stands for.

import {
  AWAY_FROM_HOME,
  CHANGED,
  CLASS_MASK,
  FRAME_CLASSES,
  type FrameClass,
  type KernelName,
  type Moment,
} from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import type { Selection } from "../../state/types/selection.ts";
import { frameName } from "../shared/format.ts";
import { DIFFERS, EQUAL } from "./xor.ts";

export const CLASS_NAMES: Readonly<Record<FrameClass, string>> = {
  untouched: "untouched",
  kernelA: "kernel A",
  kernelB: "kernel B",
  kernelC: "kernel C",
  control: "control page",
  list: "indirection page",
  swap: "swap page",
  reserved: "reserved",
  fault: "fault",
};
export const CLASS_LETTERS: Readonly<Record<FrameClass, string>> = {
  untouched: "",
  kernelA: "A",
  kernelB: "B",
  kernelC: "C",
  control: "P",
  list: "I",
  swap: "S",
  reserved: "R",
  fault: "!",
};

export const KERNEL_OF: Readonly<Partial<Record<FrameClass, KernelName>>> = {
  kernelA: "A",
  kernelB: "B",
  kernelC: "C",
};

export const classOf = (byte: number): FrameClass => FRAME_CLASSES[byte & CLASS_MASK] ?? "untouched";

/** The frames of a class when they are so few that each can be ringed; none when there are more. */
export function fewFramesOf(name: FrameClass | undefined, classes: Uint8Array, most = 64): readonly number[] {
  if (name === undefined) return [];
  const code = FRAME_CLASSES.indexOf(name);
  const found: number[] = [];
  for (let pfn = 0; pfn < classes.length; pfn++) {
    if (((classes[pfn] ?? 0) & CLASS_MASK) !== code) continue;
    if (found.length === most) return [];
    found.push(pfn);
  }
  return found;
}

/** "frame 0x00204, kernel B, away from home, changed". */
export function describeFrame(pfn: number, byte: number): string {
  const parts = [frameName(pfn), say(CLASS_NAMES[classOf(byte)])];
  if ((byte & AWAY_FROM_HOME) !== 0) parts.push(say("away from home"));
  if ((byte & CHANGED) !== 0) parts.push(say("changed"));
  if ((byte & EQUAL) !== 0) parts.push(say("the same in both runs"));
  if ((byte & DIFFERS) !== 0) parts.push(say("not the same in both runs"));
  return parts.join(", ");
}

/** The frames a typed reference points at, as far as the moment knows them. */
export function framesOf(selection: Selection | undefined, moment: Moment): readonly number[] {
  switch (selection?.kind) {
    case "frame":
      return [selection.pfn];
    case "byte":
      return [selection.address >>> 12];
    case "slot":
      return moment.controlPages.filter((page) => page.owner === selection.owner).map((page) => page.readAt >>> 12);
    case "entry": {
      const row = moment.list?.rows.find((candidate) => candidate.index === selection.index);
      if (row === undefined) return [];
      const named = row.kind === "source" ? [row.destinationPfn, row.sourcePfn] : [row.target >>> 12];
      return named.filter((pfn) => pfn !== undefined);
    }
    case "device":
      return moment.board.devices.find(({ name }) => name === selection.name)?.frames ?? [];
    case "range":
      // One frame is a mark; more have a shape of their own.
      return selection.from === selection.to ? [selection.from] : [];
    case undefined:
    case "register":
    case "linear":
    case "phase":
      return [];
  }
}
