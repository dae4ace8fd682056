// Where bytes go from a position on: every frame that holds a copy of them is watched until the last one is overwritten.
// Only quanta that can matter are repeated: those that touch such a frame, and those after which another frame has the
// content, or one made from it.

import type { ContentHop, Position } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { UNTOUCHED } from "../../memory/content-store.ts";
import type { Run } from "../run.ts";
import { Hops } from "./hops.ts";
import { listening, pageCopiedBy } from "./memory-scanner.ts";
import type { Part } from "./provenance.ts";
import type { Query } from "./query.ts";
import type { Asked } from "./scanner.ts";
import { framesTouched, isSamePage } from "./twins.ts";

const QUANTA_PER_SLICE = 512;

export function* forward(run: Run, part: Part, from: Position, { end }: Asked): Query<readonly ContentHop[]> {
  const { cursor, recording } = run;
  const hops = new Hops(run, 1);
  const places = new Places(run, part);
  const start = cursor.seek(from);
  const first = recording.quantumAt(start.t);
  places.begin(start);
  const share = (quantum: number): number => (recording.starts.at(quantum) - start.t) / Math.max(1, end.t - start.t);
  for (let quantum = first; !places.lost && recording.startOf(quantum) < end.t; quantum++) {
    if (quantum === first || places.concerns(quantum)) {
      const since = quantum === first ? start : { t: recording.starts.at(quantum), sub: 0 };
      for (const event of places.repeat(quantum, since)) {
        if (event.kind === "copied") hops.copied(event.at, event.from, event.to);
        else hops.lost(event.at, event.frame, event.by);
      }
      yield { share: Math.max(0, share(quantum)), found: hops.count };
    } else if (quantum % QUANTA_PER_SLICE === 0) {
      yield { share: share(quantum), found: hops.count };
    }
  }
  for (const frame of places.frames) hops.end(end, frame);
  cursor.seek(from);
  return hops.list;
}

type Event =
  | { readonly kind: "copied"; readonly at: Position; readonly from: number; readonly to: number }
  | { readonly kind: "lost"; readonly at: Position; readonly frame: number; readonly by: number | undefined };

class Places {
  private readonly run: Run;
  private readonly part: Part;
  /** Frames that hold the bytes, with their contents at the end of the quanta looked at. */
  private readonly contents = new Map<number, number>();

  constructor(run: Run, part: Part) {
    this.run = run;
    this.part = part;
  }

  get frames(): number[] {
    return [...this.contents.keys()].toSorted((a, b) => a - b);
  }

  get lost(): boolean {
    return this.contents.size === 0;
  }

  begin(at: Position): void {
    this.run.cursor.seek(at);
    this.contents.set(this.part.frame, this.run.cursor.memory.table[this.part.frame] ?? UNTOUCHED);
  }

  /** Can the quantum copy the bytes, or overwrite them? Not wrongly no. Moves the cursor behind the quantum. */
  concerns(quantum: number): boolean {
    const { recording, cursor } = this.run;
    if (quantum + 1 >= recording.quanta) return true;
    const { homes, families } = recording.store.columns();
    cursor.seek({ t: recording.starts.at(quantum + 1), sub: 0 });
    const { table } = cursor.memory;
    const known = [...this.contents.values()];
    return framesTouched(recording, quantum).some((frame) => {
      if (this.contents.has(frame)) return true;
      const after = table[frame] ?? UNTOUCHED;
      return known.some(
        (id) => after === id || (families[after] === families[id] && (id === UNTOUCHED || homes[after] === homes[id])),
      );
    });
  }

  /** What a quantum does with the bytes, from a position in it on. */
  repeat(quantum: number, from: Position): Event[] {
    const { run, contents } = this;
    const { cursor, recording } = run;
    const end = recording.startOf(quantum + 1);
    const events: Event[] = [];
    const touched = framesTouched(recording, quantum);
    let { t } = from;
    const overwritten = (frame: number, by?: number): void => {
      contents.delete(frame);
      if (contents.size === 0) events.push({ kind: "lost", at: { t: t + 1, sub: 0 }, frame, by });
    };
    const copied = (to: number, source: number): void => {
      const comes = contents.has(source) && source !== to;
      if (comes) {
        if (!contents.has(to)) events.push({ kind: "copied", at: { t: t + 1, sub: 0 }, from: source, to });
        contents.set(to, UNTOUCHED);
      } else if (source !== to && contents.has(to)) overwritten(to, source);
    };
    const written = (address: number, size: number): void => {
      for (const frame of [...contents.keys()]) {
        const start = frame * PAGE_SIZE + this.part.offset;
        if (address < start + this.part.size && start < address + size) overwritten(frame);
      }
    };
    if (from.sub > 0) {
      this.finish(from, copied, written);
      t += 1;
    }
    cursor.seek({ t, sub: 0 });
    listening(cursor, written, copied, () => {
      for (; t < end && contents.size > 0; t++) this.step(t, touched, copied, overwritten);
    });
    this.note(quantum);
    return events;
  }

  /** The rest of a repeated instruction; at its end a page that it copies is the same as the one that it came from. */
  private finish(
    at: Position,
    copied: (to: number, from: number) => void,
    written: (address: number, size: number) => void,
  ): void {
    const { cursor } = this.run;
    const page = pageCopiedBy(cursor, at.t);
    cursor.seek({ t: at.t, sub: 0 });
    const end = cursor.repIterations();
    const start = (page?.to ?? 0) * PAGE_SIZE + this.part.offset;
    const heard = (address: number, size: number): void => {
      if (page === undefined) written(address, size);
      else if (address < start + this.part.size && start < address + size) copied(page.to, page.from);
    };
    cursor.seek(at);
    listening(
      cursor,
      heard,
      () => undefined,
      () => {
        while (cursor.at.sub < end && cursor.iterate());
      },
    );
  }

  /** One operation; what a modelled one places is not heard, but seen. */
  private step(
    t: number,
    touched: readonly number[],
    copied: (to: number, from: number) => void,
    overwritten: (frame: number) => void,
  ): void {
    const { cursor } = this.run;
    const { memory } = cursor;
    if (cursor.executing) return cursor.stepWithin(t + 1);
    const before = touched.map((frame) => memory.table[frame] ?? UNTOUCHED);
    const held = new Map(this.frames.map((frame) => [frame, memory.table[frame] ?? UNTOUCHED]));
    const bytes = new Map([...held].map(([frame, id]) => [frame, memory.store.bytesOf(id).slice()]));
    cursor.stepWithin(t + 1);
    touched.forEach((frame, i) => {
      const now = memory.table[frame] ?? UNTOUCHED;
      if (now === before[i]) return;
      const twin = [...held].find(
        ([place, id]) => place !== frame && ((id === now && id !== UNTOUCHED) || this.isCopy(frame, bytes.get(place))),
      );
      if (twin !== undefined) return copied(frame, twin[0]);
      if (this.contents.has(frame) && now < memory.store.lasting) overwritten(frame);
    });
  }

  private isCopy(frame: number, bytes: Uint8Array | undefined): boolean {
    return bytes !== undefined && isSamePage(this.run.cursor.memory, frame, bytes);
  }

  /** Contents as they are where the next quantum begins: those now in memory are scratch. */
  private note(quantum: number): void {
    const { recording, cursor } = this.run;
    cursor.seek({ t: recording.startOf(quantum + 1), sub: 0 });
    for (const frame of this.contents.keys()) this.contents.set(frame, cursor.memory.table[frame] ?? UNTOUCHED);
  }
}
