// Which image kernel C takes, and what it says if that one cannot be taken.

import type { SlotArea } from "../disk-layout.ts";
import type { Kernel } from "../kernel.ts";
import type { Work } from "../step.ts";
import type { Buffer } from "./buffer.ts";
import {
  coreRefusal,
  headerRefusal,
  isRefusal,
  type Machine,
  nameOf,
  readWhole,
  type Refusal,
  type Whole,
} from "./check-image.ts";
import { type Found, isFound, readFilesSaved, readSlots, type Slot, withHeader } from "./slots.ts";

const PLACES = ["newest", "older"] as const;

export interface Choice {
  readonly areas: readonly SlotArea[];
  readonly which: (typeof PLACES)[number];
  readonly frames: number;
  readonly own: Machine["own"];
}

/** An image that is whole and fits the machine. Nothing has been written by then, neither to memory of A nor to the disk. */
export function* chooseImage(kernel: Kernel, choice: Choice, buffer: Buffer): Work<Whole | Refusal> {
  const slots = yield* readSlots(kernel, choice.areas, buffer);
  const saves = typeof slots === "string" ? slots : yield* readFilesSaved(kernel, buffer);
  if (saves === "damaged") return advised(NO_SUPERBLOCK);
  if (typeof slots === "string" || typeof saves === "string") return advised(UNREADABLE);
  const machine: Machine = { frames: choice.frames, saves, own: choice.own };
  for (const one of withHeader(slots))
    yield* kernel.printk(`${nameOf(one)}: ${one.header.state}, ${one.header.kind}, ${one.header.pages} pages`);
  const candidates = inOrder(slots);
  const wanted = PLACES.indexOf(choice.which);
  const taken = candidates[wanted];
  if (taken === undefined && candidates.length === 0) {
    return advised({ errno: "EINVAL", text: "there is no image on the disk" });
  }
  const answer = taken === undefined ? NO_SECOND : yield* check(kernel, taken, machine, buffer);
  if (!isRefusal(answer)) return answer;
  return yield* advice(kernel, answer, { candidates, other: 1 - wanted }, machine, buffer);
}

const UNREADABLE: Refusal = {
  errno: "EIO",
  text: "the disk cannot be read",
  remedy: "See to the disk, and resume then",
};
const NO_SUPERBLOCK: Refusal = {
  errno: "EINVAL",
  text: "the superblock of the file system is damaged, so nobody can tell whether A has gone on since an image was made",
  remedy: "Have the file system checked, and boot kernel A anew",
};
const NO_SECOND: Refusal = { errno: "EINVAL", text: "there is no second image on the disk" };

/** What may hold an image, the newest first. A header that nobody can read comes first, unless nothing can be newer than the other. */
function inOrder(slots: readonly Slot[]): readonly Slot[] {
  const found = withHeader(slots);
  const bad = slots.filter(({ block }) => block.kind === "bad");
  return found.some(isLast) ? [...found, ...bad] : [...bad, ...found];
}

/** Whoever saved it switched the machine off: a later one is only made after this one has been marked. */
const isLast = ({ header }: Found): boolean => header.state === "complete" && header.sleep !== undefined;

function* check(kernel: Kernel, slot: Slot, machine: Machine, buffer: Buffer): Work<Whole | Refusal> {
  if (!isFound(slot)) return unreadable(slot);
  const refusal = headerRefusal(slot, machine);
  if (refusal !== undefined) return refusal;
  const whole = yield* readWhole(kernel, slot, buffer);
  return isRefusal(whole) ? whole : (coreRefusal(whole, machine) ?? whole);
}

const unreadable = ({ slot, block }: Slot): Refusal => ({
  errno: "EIO",
  text: `the header of slot ${slot} cannot be trusted: ${block.kind === "bad" ? block.reason : ""}`,
});

const ANEW = "Boot kernel A anew";
const advised = ({ errno, text, remedy = ANEW }: Refusal): Refusal => ({ errno, text: `${text}. ${remedy}.` });

/** The refusal, and what to do: take the other image, if that can be taken. */
function* advice(
  kernel: Kernel,
  { errno, text, remedy }: Refusal,
  { candidates, other }: { readonly candidates: readonly Slot[]; readonly other: number },
  machine: Machine,
  buffer: Buffer,
): Work<Refusal> {
  const says = (rest: string): Refusal => ({ errno, text: `${text}. Nothing of kernel A has been touched. ${rest}.` });
  const slot = candidates[other];
  if (slot === undefined) return says(remedy ?? `There is no other image. ${ANEW}`);
  const answer = yield* check(kernel, slot, machine, buffer);
  if (!isRefusal(answer)) {
    const instead = `${capital(nameOf(answer.found))} is whole: resume that one, the ${PLACES[other]}, instead`;
    return says(remedy === undefined ? instead : `${remedy}. Or: ${instead}`);
  }
  return says(`And ${answer.text}. ${remedy ?? answer.remedy ?? ANEW}`);
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
