// What a far transfer pushes: checked word by word against the stack it goes to before anything is written.

import type { Core } from "./core.ts";
import type { Descriptor } from "./descriptors.ts";
import type { CpuException } from "./faults.ts";
import { ATTRIBUTE, withinLimit } from "./segment-rights.ts";
import { ESP, SS } from "./state.ts";

export type WordBytes = 2 | 4;

/** A stack, not necessarily the one in SS. */
export interface Stack {
  readonly base: number;
  readonly limit: number;
  readonly attributes: number;
  /** All 32 bits of ESP. */
  readonly pointer: number;
  readonly user: boolean;
}

export const currentStack = (core: Core): Stack => ({
  base: core.bases[SS],
  limit: core.limits[SS],
  attributes: core.attributes[SS],
  pointer: core.regs[ESP],
  user: core.user,
});

export const newStack = ({ base, limit, attributes }: Descriptor, pointer: number, cpl: number): Stack => ({
  base,
  limit,
  attributes,
  pointer,
  user: cpl === 3,
});

/** A 16-bit stack segment uses, and wraps within, the low half of ESP. */
const maskOf = (attributes: number): number => ((attributes & ATTRIBUTE.big) === 0 ? 0xffff : -1);

/** ESP after it has moved by so many bytes on this stack. */
export function movedPointer(stack: Pick<Stack, "attributes" | "pointer">, bytes: number): number {
  const mask = maskOf(stack.attributes);
  return (stack.pointer & ~mask) | ((stack.pointer + bytes) & mask);
}

export interface Frame {
  /** ESP once it is pushed. */
  readonly pointer: number;
  write(): void;
}

/** Words in the order pushed. Throws `overflow`, or a page fault, with nothing changed. */
export function planFrame(
  core: Core,
  stack: Stack,
  bytes: WordBytes,
  words: readonly number[],
  overflow: () => CpuException,
): Frame {
  const mask = maskOf(stack.attributes);
  const places = words.map((_, i) => {
    const offset = (stack.pointer - bytes * (i + 1)) & mask;
    if (!withinLimit(stack.attributes, stack.limit, offset, bytes)) throw overflow();
    return (stack.base + offset) | 0;
  });
  core.asUser(stack.user, () => places.forEach((place) => core.checkLinearWrite(place, bytes)));
  return {
    pointer: movedPointer(stack, -bytes * words.length),
    write: () =>
      core.asUser(stack.user, () =>
        places.forEach((place, i) => {
          const word = words[i] ?? 0;
          if (bytes === 4) core.linearWrite32(place, word);
          else core.linearWrite16(place, word);
        }),
      ),
  };
}

/** Reads words from the top of the present stack, the top first, without moving ESP. */
export function peekFrame(core: Core, bytes: WordBytes, count: number, skip = 0): number[] {
  return Array.from({ length: count }, (_, i) => {
    const offset = (core.regs[ESP] + skip + bytes * i) & core.stackMask;
    return bytes === 4 ? core.read32(SS, offset) : core.read16(SS, offset);
  });
}
