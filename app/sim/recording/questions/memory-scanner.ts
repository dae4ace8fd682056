// Changes of physical bytes: the quanta that touched their frames are repeated with an ear on memory.

import { PAGE_SIZE } from "../../core/units.ts";
import type { Cursor } from "../cursor.ts";
import type { Recording } from "../recording.ts";
import { touchesOf } from "../touches.ts";
import type { RawChange, Scanner } from "./scanner.ts";

/** Physical bytes; a frame of storage counts on behind RAM. */
export interface Bytes {
  readonly address: number;
  readonly size: number;
}

export function memoryScanner(cursor: Cursor, bytes: Bytes): Scanner {
  const touched = quantaTouching(cursor.recording, bytes);
  return {
    may: (quantum) => touched[quantum] !== 0,
    changesIn: (quantum) => (isTouched(cursor, quantum, bytes) ? changesIn(cursor, quantum, bytes) : []),
    begun: ({ t, sub }) => {
      const done = iterated(cursor, t, 0, sub, bytes);
      return done && { ...done, since: { t, sub: 0 } };
    },
    rest: (at) => {
      const { t, sub } = at;
      cursor.seek({ t, sub: 0 });
      const toCome = iterated(cursor, t, sub, cursor.repIterations(), bytes);
      return toCome && { ...toCome, t: t + 1, sub: 0, since: at };
    },
  };
}

/** What iterations of the repeated instruction at t do to the bytes: from number `first` on, before number `end`. */
function iterated(
  cursor: Cursor,
  t: number,
  first: number,
  end: number,
  { address, size }: Bytes,
): RawChange | undefined {
  const copied = pageCopiedBy(cursor, t);
  let low = Infinity;
  let high = 0;
  let last = 0;
  cursor.seek({ t, sub: first });
  listening(
    cursor,
    (at, bytes) => {
      if (at >= address + size || address >= at + bytes) return;
      low = Math.min(low, at);
      high = Math.max(high, at + bytes);
      last = cursor.at.sub + 1;
    },
    () => undefined,
    () => {
      while (cursor.at.sub < end && cursor.iterate());
    },
  );
  if (low === Infinity) return undefined;
  const from = copied !== undefined && frameOf(low) === copied.to ? { from: copied.from } : undefined;
  return { t, sub: last, kind: from === undefined ? "write" : "copy", address: low, size: high - low, ...from };
}

/** The frames of the operation at t, if it copies a whole page as one. */
export function pageCopiedBy(cursor: Cursor, t: number): { readonly to: number; readonly from: number } | undefined {
  let copied: { readonly to: number; readonly from: number } | undefined;
  cursor.seek({ t, sub: 0 });
  listening(
    cursor,
    () => undefined,
    (to, from) => {
      copied = { to, from };
    },
    () => cursor.stepWithin(t + 1),
  );
  return copied;
}

/** For each quantum, 1 where it has touched a frame of the bytes; what is recorded later is beyond the end. */
function quantaTouching(recording: Recording, { address, size }: Bytes): Uint8Array {
  const index = touchesOf(recording);
  const touched = new Uint8Array(recording.quanta);
  const first = index.first[frameOf(address)] ?? 0;
  const last = index.first[frameOf(address + size - 1) + 1] ?? 0;
  for (let i = first; i < last; i++) touched[index.quanta[i] ?? 0] = 1;
  return touched;
}

/** Every operation that does anything to a frame: also one that only gives it to another owner. */
export function frameScanner(cursor: Cursor, pfn: number): Scanner {
  const touched = quantaTouching(cursor.recording, frameBytes(pfn));
  return {
    may: (quantum) => touched[quantum] !== 0,
    changesIn: (quantum) => ownedChangesIn(cursor, quantum, pfn),
  };
}

function ownedChangesIn(cursor: Cursor, quantum: number, pfn: number): RawChange[] {
  const { recording, memory } = cursor;
  const { store } = memory;
  const end = recording.startOf(quantum + 1);
  const times = new Set(changesIn(cursor, quantum, frameBytes(pfn)).map(({ t }) => t));
  const what = (): string => {
    const id = memory.table[pfn] ?? 0;
    return `${store.owner(id)} ${store.what(id)} ${store.home(id)}`;
  };
  cursor.seek({ t: recording.starts.at(quantum), sub: 0 });
  for (let before = what(), t = cursor.at.t; t < end; t++) {
    cursor.stepWithin(t + 1);
    const now = what();
    if (now !== before) times.add(t + 1);
    before = now;
  }
  return [...times].toSorted((a, b) => a - b).map((t) => ({ t, kind: "placed" }));
}

/** Listens to the cursor's memory while `act` moves it: writes by address and size, copies by frames. */
export function listening<T>(
  { memory }: Cursor,
  onWrite: (address: number, size: number) => void,
  onCopy: (to: number, from: number) => void,
  act: () => T,
): T {
  memory.onWrite = onWrite;
  memory.onCopy = onCopy;
  try {
    return act();
  } finally {
    memory.onWrite = undefined;
    memory.onCopy = undefined;
  }
}

/** At full speed: is there anything to look for? What modelled operations place is not heard, so those always are. */
function isTouched(cursor: Cursor, quantum: number, { address, size }: Bytes): boolean {
  const { recording } = cursor;
  cursor.seek({ t: recording.starts.at(quantum), sub: 0 });
  if (!cursor.executing) return true;
  let touched = false;
  listening(
    cursor,
    (at, bytes) => (touched ||= at < address + size && address < at + bytes),
    (to) => (touched ||= to * PAGE_SIZE < address + size && address < (to + 1) * PAGE_SIZE),
    () => cursor.stepWithin(recording.startOf(quantum + 1)),
  );
  return touched;
}

function changesIn(cursor: Cursor, quantum: number, { address, size }: Bytes): RawChange[] {
  const { recording, memory } = cursor;
  const start = recording.starts.at(quantum);
  const end = recording.startOf(quantum + 1);
  const first = frameOf(address);
  const frames = Array.from({ length: frameOf(address + size - 1) - first + 1 }, (_, i) => first + i);
  const found: RawChange[] = [];
  let t = start;
  /** What the operation under way has done. */
  let low = Infinity;
  let high = 0;
  let copied: { readonly to: number; readonly from: number } | undefined;
  cursor.seek({ t: start, sub: 0 });
  listening(
    cursor,
    (at, bytes) => {
      if (at >= address + size || address >= at + bytes) return;
      low = Math.min(low, at);
      high = Math.max(high, at + bytes);
    },
    (to, from) => {
      if (to >= first && to < first + frames.length) copied = { to, from };
    },
    () => {
      for (; t < end; t++) {
        const before = frames.map((frame) => memory.table[frame] ?? 0);
        low = Infinity;
        copied = undefined;
        cursor.stepWithin(t + 1);
        const change = copied ?? (low < Infinity ? { low, high } : undefined);
        high = 0;
        if (change !== undefined) found.push({ t: t + 1, ...told(change) });
        else if (frames.some((frame, i) => isPlaced(cursor, frame, before[i] ?? 0)))
          found.push({ t: t + 1, kind: "placed" });
      }
    },
  );
  return found;
}

type Heard = { readonly to: number; readonly from: number } | { readonly low: number; readonly high: number };

const told = (heard: Heard): Omit<RawChange, "t"> =>
  "to" in heard
    ? { kind: "copy", address: heard.to * PAGE_SIZE, size: PAGE_SIZE, from: heard.from }
    : { kind: "write", address: heard.low, size: heard.high - heard.low };

/** Was the frame given a content? What is merely written, or changes its owner, has one of the cursor's own. */
function isPlaced({ memory }: Cursor, frame: number, before: number): boolean {
  const now = memory.table[frame] ?? 0;
  return now !== before && now < memory.store.lasting;
}

export const frameBytes = (pfn: number): Bytes => ({ address: pfn * PAGE_SIZE, size: PAGE_SIZE });
const frameOf = (address: number): number => Math.floor(address / PAGE_SIZE);
