// Bytes in memory as it is at one position. Each content is looked through once, wherever it lies; what a recipe makes is
// made in a buffer and forgotten, so that a search keeps nothing.

import type { Position, SearchHit } from "../../api.ts";
import { hexByte, hexPfn } from "../../core/hex.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { UNTOUCHED } from "../../memory/content-store.ts";
import type { PhysMemory } from "../../memory/phys-memory.ts";
import type { Run } from "../run.ts";
import type { Pattern } from "./pattern.ts";
import { Possible } from "./possible.ts";
import type { Query } from "./query.ts";

/** Frames looked at between two rests: those that need looking through, and those that do not. */
const CONTENTS_PER_SLICE = 256;
const FRAMES_PER_SLICE = 1 << 15;
/** Hits counted at most. */
const MOST_COUNTED = 1_000_000;
/** Bytes shown with a hit. */
const CONTEXT = 16;

export interface Found {
  readonly rows: readonly SearchHit[];
  readonly total: number;
  readonly complete: boolean;
}

/** Physical addresses of every place where the pattern lies, lowest first; it may go from one frame into the next. */
export function* searchMemory(run: Run, pattern: Pattern, at: Position, limit: number): Query<Found> {
  const { cursor, recording } = run;
  const { frameCount } = recording;
  const looking = new Looking(cursor.memory, pattern, recording.store.size);
  const addresses: number[] = [];
  let total = 0;
  for (let frame = 0; frame < frameCount && total < MOST_COUNTED;) {
    cursor.seek(at);
    const stop = Math.min(frameCount, frame + FRAMES_PER_SLICE);
    for (let looked = 0; frame < stop && looked < CONTENTS_PER_SLICE; frame++) {
      const hits = looking.hitsIn(frame);
      if (hits === undefined) continue;
      looked += 1;
      total += hits.length;
      for (const offset of hits) if (addresses.length < limit) addresses.push(frame * PAGE_SIZE + offset);
    }
    looking.rest();
    yield { share: frame / frameCount, found: total };
  }
  const rows = yield* describeAll(run, addresses, at, pattern.length);
  return { rows, total, complete: total < MOST_COUNTED };
}

/** Looks through frames in rising order. */
class Looking {
  private readonly memory: PhysMemory;
  private readonly pattern: Pattern;
  private readonly possible: Possible;
  /** Contents known to hold the pattern nowhere whole. */
  private readonly bare: Uint8Array;
  /** Bytes of the next page that a place can reach into. */
  private readonly over: number;
  private readonly window: Uint8Array;
  /** What has been made of the next page. */
  private ahead: { readonly id: number; readonly bytes: Uint8Array } | undefined;

  constructor(memory: PhysMemory, pattern: Pattern, contents: number) {
    this.memory = memory;
    this.pattern = pattern;
    this.possible = new Possible(pattern);
    this.bare = new Uint8Array(contents);
    this.over = pattern.length - 1;
    this.window = new Uint8Array(PAGE_SIZE + this.over);
  }

  /** Contents may change before it goes on. */
  rest(): void {
    this.ahead = undefined;
  }

  /** Offsets in a frame at which the pattern begins; undefined where that need not be looked for. */
  hitsIn(frame: number): readonly number[] | undefined {
    const { memory, pattern, over, window } = this;
    const { frames, store } = memory;
    const id = frames[frame] ?? UNTOUCHED;
    const next = over > 0 ? frames[frame + 1] : undefined;
    if (this.isBare(id) && !this.goesOn(id, next)) return undefined;
    window.set(this.ahead?.id === id ? this.ahead.bytes : store.look(id));
    this.ahead = next === undefined ? undefined : { id: next, bytes: store.look(next) };
    if (this.ahead !== undefined) window.set(this.ahead.bytes.subarray(0, over), PAGE_SIZE);
    const hits = pattern.find(window, next === undefined ? PAGE_SIZE : window.length);
    const isWhole = (offset: number): boolean => offset + pattern.length <= PAGE_SIZE;
    if (id < store.lasting && !hits.some(isWhole)) this.bare[id] = 1;
    return hits;
  }

  private isBare(id: number): boolean {
    const { store } = this.memory;
    return (id < store.lasting && this.bare[id] === 1) || !this.possible.inside(store.limitsOf(id));
  }

  private goesOn(id: number, next: number | undefined): boolean {
    const { store } = this.memory;
    return next !== undefined && this.possible.across(store.limitsOf(id), store.limitsOf(next));
  }
}

function* describeAll(run: Run, addresses: readonly number[], at: Position, length: number): Query<SearchHit[]> {
  const rows: SearchHit[] = [];
  for (const address of addresses) {
    if (rows.length % CONTENTS_PER_SLICE === 0) {
      yield { share: 1, found: addresses.length };
      run.cursor.seek(at);
    }
    rows.push(describe(run, address, length));
  }
  return rows;
}

function describe({ cursor }: Run, address: number, length: number): SearchHit {
  const { memory } = cursor;
  const frame = Math.floor(address / PAGE_SIZE);
  const id = memory.table[frame] ?? UNTOUCHED;
  const bytes = memory.slice(address, Math.min(Math.max(CONTEXT, length), memory.frameCount * PAGE_SIZE - address));
  const letters = String.fromCharCode(...bytes.map((byte) => (byte >= 0x20 && byte < 0x7f ? byte : 0x2e)));
  const context = `${Array.from(bytes, hexByte).join(" ")}  ${letters}`;
  return { kind: "memory", address, context, what: `frame ${hexPfn(frame)}, ${memory.store.what(id)}` };
}
