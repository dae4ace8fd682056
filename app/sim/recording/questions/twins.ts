// Modelled operations give frames contents without saying where from: a disk moves a page, a kernel hands one over. The
// frame that held the same content before is where it came from.

import { PAGE_SIZE } from "../../core/units.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import { UNTOUCHED } from "../../memory/content-store.ts";
import { MODEL, type Recording } from "../recording.ts";
import type { Run } from "../run.ts";
import type { Part } from "./provenance.ts";
import type { RawChange } from "./scanner.ts";

/** The frame that a placed content was in; undefined where it came from nowhere, or other bytes than these differ. */
export function sourceOfPlaced({ cursor, recording }: Run, { t, kind }: RawChange, part: Part): number | undefined {
  if (kind !== "placed") return undefined;
  const { memory } = cursor;
  cursor.seek({ t, sub: 0 });
  const id = memory.table[part.frame] ?? UNTOUCHED;
  const bytes = memory.store.bytesOf(id).slice();
  cursor.seek({ t: t - 1, sub: 0 });
  if (id !== UNTOUCHED) {
    const same = namedBy(recording, t - 1).find((frame) => frame !== part.frame && memory.table[frame] === id);
    const found = same ?? memory.table.indexOf(id);
    if (found >= 0 && found !== part.frame) return found;
  }
  // a content written just before has another number when it is written again
  const near = framesTouched(recording, recording.quantumAt(t - 1));
  return [...namedBy(recording, t - 1), ...near].find(
    (frame) => frame !== part.frame && isSamePage(memory, frame, bytes),
  );
}

/** Numbers that a modelled operation names, which may be frames. */
function namedBy(recording: Recording, t: number): number[] {
  const quantum = recording.quantumAt(t);
  if (recording.kinds.at(quantum) !== MODEL) return [];
  const operation = recording.firstOperation.at(quantum) + t - recording.starts.at(quantum);
  return [recording.opA.at(operation), recording.opB.at(operation)];
}

export function framesTouched(recording: Recording, quantum: number): number[] {
  const frames: number[] = [];
  recording.changes.frames(recording.firstChange.at(quantum), recording.changesEnd(quantum), (frame) => {
    frames.push(frame);
  });
  return frames;
}

/** Pages of a single value are alike by chance. */
export function isSamePage({ table, store }: PhysMemory, frame: number, bytes: Uint8Array): boolean {
  if (frame >= table.length || bytes.every((byte) => byte === bytes[0])) return false;
  const there = store.bytesOf(table[frame] ?? UNTOUCHED);
  for (let i = 0; i < PAGE_SIZE; i++) if (there[i] !== bytes[i]) return false;
  return true;
}
