// Who wrote what, found by repeating the quanta that touched a frame with an ear on memory.

import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import type { KernelName } from "../api.ts";
import type { Cursor } from "./cursor.ts";
import type { Run } from "./run.ts";
import type { Recording } from "./recording.ts";
import { quantaTouching } from "./touches.ts";

/** One change of a frame. `t` is the position at which the operation that made it is about to run. */
interface FrameWrite {
  readonly t: number;
  readonly kind: "write" | "copy" | "placed";
  /** Offset in the frame and bytes, for a write. */
  readonly offset: number;
  readonly size: number;
  /** pfn copied from, for a copy. */
  readonly from: number;
}

/** Every change of a frame inside one quantum, in order. Moves the cursor. */
function writesIn(cursor: Cursor, quantum: number, pfn: number): FrameWrite[] {
  const { recording, memory } = cursor;
  const start = recording.starts.at(quantum);
  const end = recording.startOf(quantum + 1);
  const found: FrameWrite[] = [];
  cursor.seek({ t: start, sub: 0 });
  let t = start;
  memory.onWrite = (address, size) => {
    if (address >>> PAGE_SHIFT === pfn)
      found.push({ t, kind: "write", offset: address & (PAGE_SIZE - 1), size, from: 0 });
  };
  memory.onCopy = (destination, source) => {
    if (destination === pfn) found.push({ t, kind: "copy", offset: 0, size: PAGE_SIZE, from: source });
  };
  try {
    for (; t < end;) {
      const before = memory.frames[pfn] ?? 0;
      const known = found.length;
      cursor.stepWithin(t + 1);
      if (found.length === known && memory.frames[pfn] !== before) {
        found.push({ t, kind: "placed", offset: 0, size: PAGE_SIZE, from: 0 });
      }
      t++;
    }
  } finally {
    memory.onWrite = undefined;
    memory.onCopy = undefined;
  }
  return found;
}

interface FirstWrites {
  /** By offset of the word. */
  readonly words: Map<number, number>;
  /** Operations before this position have been looked at: a recording may grow. */
  upTo: number;
}

const known = new WeakMap<Recording, Map<string, FirstWrites>>();

/** For each word of a control page: the position after its first write since the page was allocated. */
export function firstWrites(run: Run, owner: KernelName, pfn: number): ReadonlyMap<number, number> {
  const { recording, cursor } = run;
  const perRun = known.get(recording) ?? new Map<string, FirstWrites>();
  known.set(recording, perRun);
  const key = `${owner}${pfn}`;
  const upTo = recording.roles.find((mark) => mark.kernel === owner && mark.pfn === pfn)?.t ?? 0;
  const found = perRun.get(key) ?? { words: new Map<number, number>(), upTo };
  perRun.set(key, found);
  if (found.upTo < recording.end) lookOn(cursor, pfn, found);
  return found.words;
}

/** On to the end of what is recorded. */
function lookOn(cursor: Cursor, pfn: number, found: FirstWrites): void {
  const { recording, at } = cursor;
  const { words, upTo } = found;
  for (const quantum of quantaTouching(recording, pfn, recording.quantumAt(upTo), 1)) {
    for (const write of writesIn(cursor, quantum, pfn)) {
      if (write.kind !== "write" || write.t < upTo) continue;
      const word = write.offset & ~3;
      if (!words.has(word)) words.set(word, write.t + 1);
    }
  }
  found.upTo = recording.end;
  cursor.seek(at);
}
