// The picture of a file above memory: two bars of one scale, and a ribbon for each segment from its place in the file to
// its frames. Neighbours too fine to be told apart share a ribbon.

import { AWAY_FROM_HOME, CLASS_MASK, FRAME_CLASSES, type FrameClass } from "../../sim/api.ts";
import type { CoreFile } from "./core-file.ts";

const PAGE = 4096;

export interface Scale {
  readonly width: number;
  /** Bytes from one end to the other. */
  readonly bytes: number;
}

export const xOf = ({ width, bytes }: Scale, at: number): number => (at / bytes) * width;
export const byteAt = ({ width, bytes }: Scale, x: number): number =>
  Math.max(0, Math.min(bytes - 1, Math.floor((x / width) * bytes)));

/** Memory and file side by side need one scale: the longer of both fills the width. */
export const scaleFor = (file: CoreFile | undefined, frames: number, width: number): Scale => ({
  width,
  bytes: Math.max(frames * PAGE, file?.bytes ?? 0),
});

export interface Ribbon {
  readonly file: readonly [from: number, to: number];
  readonly memory: readonly [from: number, to: number];
  /** Segments in it. */
  readonly segments: number;
}

/** Pixels between two segments below which they are drawn as one. */
const TOO_FINE = 0.75;

export function ribbons(file: CoreFile, scale: Scale): readonly Ribbon[] {
  const found: Ribbon[] = [];
  for (const { offset, paddr, bytes } of file.loads) {
    const next: Ribbon = {
      file: [xOf(scale, offset), xOf(scale, offset + bytes)],
      memory: [xOf(scale, paddr), xOf(scale, paddr + bytes)],
      segments: 1,
    };
    const last = found.at(-1);
    const gap = last === undefined ? Infinity : next.memory[0] - last.memory[1];
    const near = gap >= 0 && gap < TOO_FINE && next.file[0] - (last?.file[1] ?? 0) < TOO_FINE;
    if (last !== undefined && near) {
      found[found.length - 1] = {
        file: [last.file[0], next.file[1]],
        memory: [last.memory[0], next.memory[1]],
        segments: last.segments + 1,
      };
    } else found.push(next);
  }
  return found;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

/** A ribbon between two heights, its sides bent like a cable; never thinner than half a pixel. */
export function ribbonPath({ file, memory }: Ribbon, top: number, bottom: number): string {
  const middle = (top + bottom) / 2;
  const side = (from: number, to: number, y: number): string =>
    `C${tenths(from)} ${middle} ${tenths(to)} ${middle} ${tenths(to)} ${y}`;
  const [right, below] = [Math.max(file[1], file[0] + 0.5), Math.max(memory[1], memory[0] + 0.5)];
  return (
    `M${tenths(file[0])} ${top}${side(file[0], memory[0], bottom)}` + `H${tenths(below)}${side(below, right, top)}Z`
  );
}

/** A bow above the bar of memory, from where a page belongs to where it is kept. */
export function keptPath(home: number, source: number, top: number): string {
  const height = Math.min(40, 14 + Math.abs(source - home) / 12);
  const [from, to] = [tenths(home), tenths(source)];
  return `M${from} ${top - 3}C${from} ${top - height} ${to} ${top - height} ${to} ${top - 3}`;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly class: FrameClass;
  readonly away: boolean;
}

/** What must not be lost where many frames share a pixel, from the rarest on. */
const RANK: readonly FrameClass[] = [
  "untouched",
  "reserved",
  "kernelA",
  "kernelB",
  "kernelC",
  "list",
  "swap",
  "control",
  "fault",
];
const RANK_OF = FRAME_CLASSES.map((name) => RANK.indexOf(name));

/** Memory as it is now in one line: stretches of pixels of one class. */
export function stretches(classes: Uint8Array, scale: Scale): readonly Stretch[] {
  const found: Stretch[] = [];
  const end = Math.ceil(xOf(scale, classes.length * PAGE));
  for (let x = 0; x < end; x++) {
    const first = Math.floor(byteAt(scale, x) / PAGE);
    const last = Math.max(first + 1, Math.min(classes.length, Math.floor(byteAt(scale, x + 1) / PAGE)));
    const byte = foremost(classes, first, last);
    const name = FRAME_CLASSES[byte & CLASS_MASK] ?? "untouched";
    const away = (byte & AWAY_FROM_HOME) !== 0;
    const before = found.at(-1);
    if (before?.class === name && before.away === away) found[found.length - 1] = { ...before, to: x + 1 };
    else found.push({ from: x, to: x + 1, class: name, away });
  }
  return found;
}

/** Kernels by majority; what is rare by being there at all. */
function foremost(classes: Uint8Array, from: number, to: number): number {
  const counts = new Map<number, number>();
  for (let pfn = from; pfn < to; pfn++) {
    const byte = (classes[pfn] ?? 0) & (CLASS_MASK | AWAY_FROM_HOME);
    counts.set(byte, (counts.get(byte) ?? 0) + 1);
  }
  let [best, most] = [0, -1];
  for (const [byte, count] of counts) {
    const rank = RANK_OF[byte & CLASS_MASK] ?? 0;
    const weight = rank >= 5 ? 1e6 + rank : count;
    if (weight > most) [best, most] = [byte, weight];
  }
  return best;
}
