// How often and how lately each frame has been written, for a million frames at once: a place in the index of touches
// is kept for every frame and moved along with the cursor, in either direction.

import type { FrameMeasure, FrameMeasures } from "../../api.ts";
import type { Cursor } from "../cursor.ts";
import type { Recording } from "../recording.ts";
import { touchesOf, type TouchIndex } from "../touches.ts";

/** Which of its touches each frame has had: the index of the next one. */
interface Standing {
  readonly index: TouchIndex;
  readonly next: Uint32Array;
  /** Levels of each answer are logarithms, looked up. */
  most: number;
}

const standings = new WeakMap<Recording, Standing>();

function standingOf(recording: Recording): Standing {
  const index = touchesOf(recording);
  const known = standings.get(recording);
  if (known !== undefined && known.index === index) return known;
  let most = 1;
  const { first } = index;
  for (let pfn = 0; pfn < recording.frameCount; pfn++) most = Math.max(most, (first[pfn + 1] ?? 0) - (first[pfn] ?? 0));
  const fresh = { index, next: first.slice(0, recording.frameCount), most };
  standings.set(recording, fresh);
  return fresh;
}

/** Moves every frame's place to the quanta before this one. */
function moveTo({ index: { first, quanta }, next }: Standing, quantum: number): void {
  for (let pfn = 0; pfn < next.length; pfn++) {
    const [begin, end] = [first[pfn] ?? 0, first[pfn + 1] ?? 0];
    let at = next[pfn] ?? 0;
    while (at < end && (quanta[at] ?? 0) < quantum) at++;
    while (at > begin && (quanta[at - 1] ?? 0) >= quantum) at--;
    next[pfn] = at;
  }
}

/** Frames touched so far in the quantum that the cursor stands in: those that do not hold what they held at its start. */
export function touchedSince({ recording, memory }: Cursor, quantum: number): readonly number[] {
  const found: number[] = [];
  recording.changes.frames(recording.firstChange.at(quantum), recording.changesEnd(quantum), (pfn) => {
    if (pfn < recording.frameCount && memory.isTouched(pfn)) found.push(pfn);
  });
  return found;
}

/** 255 is left to the page, for cells without a frame. */
const LEVELS = 253;

/** Level of a number from 0 to `most`: 1 to 254 by its logarithm. */
const level = (value: number, most: number): number =>
  1 + Math.round((LEVELS * Math.log1p(value)) / Math.log1p(Math.max(1, most)));

/** Answers for where the cursor stands. */
export function frameMeasures(cursor: Cursor, of: FrameMeasure): FrameMeasures {
  const { recording, at } = cursor;
  const standing = standingOf(recording);
  const quantum = recording.quantumAt(at.t);
  moveTo(standing, quantum);
  const { index, next } = standing;
  const levels = new Uint8Array(next.length);
  const fresh = touchedSince(cursor, quantum);
  const most = of === "heat" ? standing.most : recording.end;
  // Many frames share an age or a count, so levels are worked out once each.
  const byCount = Uint8Array.from({ length: standing.most + 1 }, (_, count) => level(count - 1, standing.most - 1));
  const byQuantum = new Uint8Array(of === "age" ? quantum + 1 : 0);
  let written = 0;
  for (let pfn = 0; pfn < levels.length; pfn++) {
    const at0 = index.first[pfn] ?? 0;
    const now = next[pfn] ?? 0;
    if (now === at0) continue;
    written++;
    if (of === "heat") levels[pfn] = byCount[now - at0] ?? 0;
    else {
      const last = index.quanta[now - 1] ?? 0;
      if (byQuantum[last] === 0) byQuantum[last] = 255 - level(at.t - recording.startOf(last), most);
      levels[pfn] = byQuantum[last] ?? 0;
    }
  }
  for (const pfn of fresh) {
    if (levels[pfn] === 0) written++;
    levels[pfn] = of === "age" ? 254 : (byCount[(next[pfn] ?? 0) - (index.first[pfn] ?? 0) + 1] ?? 0);
  }
  return { of, levels, written, most };
}
