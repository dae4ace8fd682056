// For each frame, the quanta that touched it, in order: an index over the frame changes, made when somebody first asks.

import { lastAtMost } from "../memory/growable.ts";
import type { Recording } from "./recording.ts";

export interface TouchIndex {
  /** Index of frame i's first touch; one more entry than frames. */
  readonly first: Uint32Array;
  readonly quanta: Uint32Array;
  /** Length of the changes that it is made of: a recording may grow. */
  readonly of: number;
}

const indices = new WeakMap<Recording, TouchIndex>();

function build(recording: Recording): TouchIndex {
  const { changes, firstChange, quanta: count } = recording;
  const frameCount = recording.frameCount + recording.storageFrames;
  const first = new Uint32Array(frameCount + 1);
  changes.frames(0, changes.length, (frame) => {
    first[frame + 1] = (first[frame + 1] ?? 0) + 1;
  });
  for (let frame = 0; frame < frameCount; frame++) first[frame + 1] = (first[frame + 1] ?? 0) + (first[frame] ?? 0);
  const next = first.slice();
  const quanta = new Uint32Array(first[frameCount] ?? 0);
  for (let quantum = 0; quantum < count; quantum++) {
    changes.frames(firstChange.at(quantum), recording.changesEnd(quantum), (frame) => {
      const at = next[frame] ?? 0;
      quanta[at] = quantum;
      next[frame] = at + 1;
    });
  }
  return { first, quanta, of: changes.length };
}

/** The whole index: for questions about all frames at once. */
export function touchesOf(recording: Recording): TouchIndex {
  let index = indices.get(recording);
  if (index === undefined || index.of !== recording.changes.length) {
    index = build(recording);
    indices.set(recording, index);
  }
  return index;
}

/** Quanta that touched the frame, from `from` on (inclusive) in the given direction. */
export function* quantaTouching(recording: Recording, pfn: number, from: number, direction: 1 | -1): Generator<number> {
  const index = touchesOf(recording);
  const touches = index.quanta.subarray(index.first[pfn] ?? 0, index.first[pfn + 1] ?? 0);
  const last = lastAtMost(touches, touches.length, direction === 1 ? from - 1 : from);
  for (let i = direction === 1 ? last + 1 : last; i >= 0 && i < touches.length; i += direction) yield touches[i] ?? 0;
}
