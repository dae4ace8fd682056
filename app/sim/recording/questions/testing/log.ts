// A log made the long way: a stretch of a run stepped one operation at a time, with everything that each operation
// changed. Questions are held to it.

import { PAGE_SIZE } from "../../../core/units.ts";
import type { Cursor } from "../../cursor.ts";

interface Changed {
  readonly address: number;
  readonly size: number;
  readonly kind: "write" | "copy" | "placed";
  readonly from?: number;
}

export interface Log {
  readonly from: number;
  readonly to: number;
  /** By t - from - 1: memory that the operation before t changed. */
  readonly memory: readonly (readonly Changed[])[];
  /** By t - from: the processor's words. */
  readonly words: readonly Uint32Array[];
}

export function logOf(cursor: Cursor, from: number, to: number): Log {
  const memory: Changed[][] = [];
  const words: Uint32Array[] = [];
  const { memory: ram } = cursor;
  cursor.seek({ t: from, sub: 0 });
  words.push(cursor.cpu.snapshot().words);
  for (let t = from; t < to; t++) {
    const changed: Changed[] = [];
    cursor.seek({ t, sub: 0 });
    const before = ram.table.slice();
    ram.onWrite = (address, size) => changed.push({ address, size, kind: "write" });
    ram.onCopy = (frame, source) =>
      changed.push({ address: frame * PAGE_SIZE, size: PAGE_SIZE, kind: "copy", from: source });
    cursor.stepWithin(t + 1);
    ram.onWrite = undefined;
    ram.onCopy = undefined;
    placed(cursor, before, changed);
    memory.push(changed);
    cursor.seek({ t: t + 1, sub: 0 });
    words.push(cursor.cpu.snapshot().words);
  }
  return { from, to, memory, words };
}

/** Frames that were given another content, neither written nor copied. */
function placed({ memory }: Cursor, before: Uint32Array, changed: Changed[]): void {
  const heard = new Set(
    changed.flatMap(({ address, size }) => [address >>> 12, Math.floor((address + size - 1) / PAGE_SIZE)]),
  );
  for (const [frame, now] of memory.table.entries()) {
    if (before[frame] === now || now >= memory.store.lasting || heard.has(frame)) continue;
    changed.push({ address: frame * PAGE_SIZE, size: PAGE_SIZE, kind: "placed" });
  }
}

/** Positions at which bytes have been changed. */
export const timesOfBytes = (log: Log, address: number, size: number): number[] =>
  log.memory.flatMap((changed, i) =>
    changed.some((each) => each.address < address + size && address < each.address + each.size)
      ? [log.from + i + 1]
      : [],
  );

/** Positions at which the masked bits of a word of the processor have changed. */
export const timesOfWord = (log: Log, word: number, mask: number): number[] =>
  log.words.flatMap((words, i) =>
    i > 0 && (((words[word] ?? 0) ^ (log.words[i - 1]?.[word] ?? 0)) & mask) !== 0 ? [log.from + i] : [],
  );

/** The nearest of some positions: strictly after, or backward at and before. */
export const nearest = (times: readonly number[], from: number, direction: 1 | -1): number | undefined =>
  direction === 1 ? times.find((t) => t > from) : times.findLast((t) => t <= from);
