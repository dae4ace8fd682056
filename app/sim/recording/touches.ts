// For each frame, the quanta that touched it, in order: an index over the deltas, made when somebody first asks.

import { lastAtMost } from "../memory/growable.ts";
import type { Recording } from "./recording.ts";

interface TouchIndex {
  /** Index of frame i's first touch; one more entry than frames. */
  readonly first: Uint32Array;
  readonly quanta: Uint32Array;
}

const indices = new WeakMap<Recording, TouchIndex>();

function build(recording: Recording): TouchIndex {
  const { deltas } = recording;
  const frameCount = recording.frameCount + recording.storageFrames;
  const first = new Uint32Array(frameCount + 1);
  for (let i = 0; i < deltas.length; i += 3) first[deltas.at(i) + 1] = (first[deltas.at(i) + 1] ?? 0) + 1;
  for (let frame = 0; frame < frameCount; frame++) first[frame + 1] = (first[frame + 1] ?? 0) + (first[frame] ?? 0);
  const next = first.slice();
  const quanta = new Uint32Array(deltas.length / 3);
  for (let quantum = 0; quantum < recording.quanta; quantum++) {
    const end = recording.deltaEnd(quantum);
    for (let i = recording.firstDelta.at(quantum); i < end; i += 3) {
      const frame = deltas.at(i);
      const at = next[frame] ?? 0;
      quanta[at] = quantum;
      next[frame] = at + 1;
    }
  }
  return { first, quanta };
}

/** Quanta that touched the frame, from `from` on (inclusive) in the given direction. */
export function* quantaTouching(recording: Recording, pfn: number, from: number, direction: 1 | -1): Generator<number> {
  let index = indices.get(recording);
  if (index === undefined) {
    index = build(recording);
    indices.set(recording, index);
  }
  const touches = index.quanta.subarray(index.first[pfn] ?? 0, index.first[pfn + 1] ?? 0);
  const last = lastAtMost(touches, touches.length, direction === 1 ? from - 1 : from);
  for (let i = direction === 1 ? last + 1 : last; i >= 0 && i < touches.length; i += direction) yield touches[i] ?? 0;
}
