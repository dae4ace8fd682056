// One more stage of an image: its segments join the list at hand. What the image has of its own where they go moves first:
// to the control code a list is one list, however many calls have made it.

import { PAGE_SHIFT, PAGE_SIZE } from "../core/units.ts";
import { entryKind, entryTarget, IND_INDIRECTION, IND_SOURCE, walkList, type WalkedEntry } from "./kimage-entry.ts";
import type { Errno } from "./kimage.ts";
import { FIELD, Loader } from "./kimage-loader.ts";
import { op, type Work } from "./step.ts";

const isSource = (word: number): boolean => entryKind(word) === "source";
const isList = (word: number): boolean => entryKind(word) === "indirection";

export class StageLoader extends Loader {
  /** Does a segment go where an earlier stage has one? */
  overlaps(): boolean {
    return this.walk().some(({ word, destination }) => this.isWanted(destination >>> PAGE_SHIFT) && isSource(word));
  }

  *append(): Work<Errno | undefined> {
    this.describeSegments();
    const failed = (yield* this.moveLists()) ?? (yield* this.moveSources()) ?? (yield* this.moveOwnPages());
    if (failed !== undefined) return failed;
    yield op("kexec_load appends {a:dec} segments, start {b:hex}", this.request.segments.length, this.request.entry);
    const stopped = yield* this.loadSegments();
    if (stopped !== undefined) yield* this.terminate();
    return stopped;
  }

  private walk(): WalkedEntry[] {
    return [...walkList((address) => this.kernel.memory.read32(address), this.image.get("head"))];
  }

  private *moveLists(): Work<Errno | undefined> {
    const { kernel, image } = this;
    for (const { word, destination, address } of this.walk()) {
      if (isSource(word) && address !== undefined) this.entryOf.set(destination >>> PAGE_SHIFT, address);
    }
    for (;;) {
      const link = this.walk().find(({ word }) => isList(word) && this.isWanted(entryTarget(word) >>> PAGE_SHIFT));
      if (link === undefined) return undefined;
      const old = entryTarget(link.word);
      const frame = yield* this.listPage();
      if (frame === undefined) return "ENOMEM";
      const page = frame * PAGE_SIZE;
      for (let at = 0; at < PAGE_SIZE; at += 4) kernel.memory.write32(page + at, kernel.memory.read32(old + at));
      kernel.memory.claim(frame, kernel.family);
      kernel.memory.write32(link.address ?? image.where("head"), page | IND_INDIRECTION);
      const moved = (address: number) => (address >= old && address < old + PAGE_SIZE ? address - old + page : address);
      for (const field of ["entry", "last_entry"] as const) {
        image.set(field, kernel.virtual(moved(kernel.physical(image.get(field)))));
      }
      for (const [destination, address] of this.entryOf) this.entryOf.set(destination, moved(address));
      this.pages.park(old >>> PAGE_SHIFT);
      yield { kind: "release", pfn: old >>> PAGE_SHIFT };
      yield op("list page {a:pfn} is a destination now: it moves to {b:pfn}", old >>> PAGE_SHIFT, frame);
    }
  }

  private *moveSources(): Work<Errno | undefined> {
    const { memory } = this.kernel;
    for (const [destination, entry] of this.entryOf) {
      const source = entryTarget(memory.read32(entry)) >>> PAGE_SHIFT;
      if (!this.isWanted(source)) continue;
      const frame = this.sourcePage(destination);
      if (frame === undefined) return "ENOMEM";
      memory.setContent(frame, memory.frames[source] ?? 0);
      memory.write32(entry, (frame * PAGE_SIZE) | IND_SOURCE);
      this.pages.park(source);
      yield op("source page {a:pfn} is a destination now: it moves to {b:pfn}", source, frame);
    }
    return undefined;
  }

  private *moveOwnPages(): Work<Errno | undefined> {
    const { image, kernel, request } = this;
    for (const role of ["swap", "control"] as const) {
      const old = image.get(FIELD[role]);
      if (!this.isWanted(old)) continue;
      if (role === "control" && request.cleanup !== undefined) yield* request.cleanup(kernel, this.pages, image);
      const failed = (yield* this.controlPage(role)) ?? (role === "control" ? yield* this.prepare() : undefined);
      if (failed !== undefined) return failed;
      this.pages.park(old);
      yield { kind: "release", pfn: old };
      yield op(`${role} page {a:pfn} is a destination now: another takes its place`, old);
    }
    return undefined;
  }
}
