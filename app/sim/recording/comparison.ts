// Two runs beside each other, at places of the same name where there are such. Yields where it may rest: others may move
// both cursors meanwhile.

import {
  COMPARED_FRAMES,
  type Comparison,
  type DivergenceSample,
  FRAME_RELATIONS,
  type FrameDifference,
  type FrameRelation,
  type Position,
} from "../api.ts";
import { hex, hexPfn } from "../core/hex.ts";
import { kernelOf, UNTOUCHED } from "../memory/content-store.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import { alignedPhases, counterpartOf, exchangeOf, phaseEnd } from "./alignment.ts";
import { anchorAt } from "./anchors.ts";
import { firstDifference } from "./divergence.ts";
import { ContentPairs } from "./frame-differences.ts";
import type { Run } from "./run.ts";
import { divergenceOf } from "./verdict.ts";
import { cpuView } from "./views/cpu-view.ts";

const code = (relation: FrameRelation): number => FRAME_RELATIONS.indexOf(relation);

/** Samples within one exchange that both runs have. */
const IN_EXCHANGE = 8;

export class RunPair {
  readonly here: Run;
  readonly there: Run;
  private readonly contents = new ContentPairs();
  private parting: { readonly at: Comparison["divergence"] } | undefined;

  constructor(here: Run, there: Run) {
    this.here = here;
    this.there = there;
  }

  /** This run at a position; the other at the place of the same name, or where it has been moved to. */
  *compare(target: Position, moved?: Position): Generator<void, Comparison> {
    const { here: run, there: other } = this;
    const divergence = yield* this.divergence();
    const here = run.cursor.clamp(target);
    const found = counterpartOf(run, other, here);
    const parted = !found.sameName && divergence !== undefined && run.parent === other;
    const there = other.cursor.clamp(moved ?? (parted ? divergence.at : found.at));
    const anchor = anchorAt(run.cursor, here);
    const thereAnchor = anchorAt(other.cursor, there);
    run.cursor.seek(here);
    other.cursor.seek(there);
    const seen = {
      ...{ here, anchor, there, thereAnchor, sameName: moved === undefined && found.sameName },
      ...{ hereHash: hashText(run), thereHash: hashText(other) },
      sizes: { here: run.recording.frameCount, there: other.recording.frameCount },
      ...(divergence === undefined ? {} : { divergence }),
      registers: registers(run, other),
      ...this.classes(),
    };
    const stands = [run.cursor.memory, other.cursor.memory].map((memory) => standOf(memory));
    const differing = yield* this.contents.differing(run.cursor.memory, other.cursor.memory);
    return { ...seen, ...this.frames(seen.map, differing, stands) };
  }

  /** How many frames differ at places that both runs have, from the start to the end. */
  *samples(): Generator<void, readonly DivergenceSample[]> {
    const { here, there } = this;
    const samples: DivergenceSample[] = [];
    for (const place of places(here, there)) {
      here.cursor.seek({ t: place.here, sub: 0 });
      there.cursor.seek({ t: place.there, sub: 0 });
      const frames = (yield* this.contents.differing(here.cursor.memory, there.cursor.memory)).size;
      samples.push({ ...place, frames });
      yield;
    }
    return samples;
  }

  /** Where the two part. */
  private *divergence(): Generator<void, Comparison["divergence"]> {
    const { here, there } = this;
    if (here.parent === there) return divergenceOf(here, there);
    if (this.parting === undefined) {
      const t = yield* firstDifference(here.cursor, there.cursor, 0);
      const at = t === undefined ? undefined : { t, sub: 0 };
      this.parting = { at: at && { at, anchor: anchorAt(here.cursor, at) } };
    }
    return this.parting.at;
  }

  private classes(): Pick<Comparison, "map" | "hereClasses" | "thereClasses"> {
    const { here, there } = this;
    const count = Math.min(here.recording.frameCount, there.recording.frameCount);
    const [hereClasses, thereClasses] = [here, there].map(({ mapper, cursor, recording }) => {
      const roles = recording.roles.filter(({ t, until = Infinity }) => t <= cursor.at.t && cursor.at.t < until);
      return mapper.map(cursor.memory, roles, undefined).classes.slice(0, count);
    });
    const none = new Uint8Array(count);
    return { map: none.slice(), hereClasses: hereClasses ?? none, thereClasses: thereClasses ?? none };
  }

  /** Writes the relations into the map. */
  private frames(
    map: Uint8Array,
    differing: ReadonlyMap<number, number>,
    [ours, theirs]: readonly Stand[],
  ): Pick<Comparison, "frames" | "differing" | "equal"> {
    const frames: FrameDifference[] = [];
    for (const pfn of [...differing.keys()].toSorted((a, b) => a - b)) {
      map[pfn] = code(ours?.isUsed(pfn) !== true ? "-" : theirs?.isUsed(pfn) !== true ? "+" : "~");
      if (frames.length === COMPARED_FRAMES) continue;
      const bytes = differing.get(pfn) ?? 0;
      frames.push({ pfn, bytes, here: ours?.whose(pfn) ?? "", there: theirs?.whose(pfn) ?? "" });
    }
    return { frames, differing: differing.size, equal: map.length - differing.size };
  }
}

const hashText = ({ cursor }: Run): string => hex(cursor.hash(), 8).slice(2);

/** What the frames of a memory are, kept while its cursor moves on. */
interface Stand {
  isUsed(pfn: number): boolean;
  /** "kernel A, page cache, at home in frame 0x00406". */
  whose(pfn: number): string;
}

function standOf({ store, frames }: PhysMemory): Stand {
  const ids = frames.slice();
  const scratch = new Map<number, string>();
  const textOf = (pfn: number): string => {
    const id = ids[pfn] ?? 0;
    const what = store.what(id);
    const home = store.home(id);
    return kernelOf(store.owner(id)) !== undefined && home !== pfn ? `${what}, at home in frame ${hexPfn(home)}` : what;
  };
  for (const [pfn, id] of ids.entries()) if (id >= store.lasting) scratch.set(pfn, textOf(pfn));
  return {
    isUsed: (pfn) => (ids[pfn] ?? UNTOUCHED) !== UNTOUCHED,
    whose: (pfn) => scratch.get(pfn) ?? textOf(pfn),
  };
}

/** The starts of phases in common, places within exchanges in common, and both ends. */
function places({ recording: here }: Run, { recording: there }: Run): { here: number; there: number }[] {
  const all: { here: number; there: number }[] = [];
  for (const pair of alignedPhases(here, there)) {
    all.push({ here: here.phases[pair.here]?.from ?? 0, there: there.phases[pair.there]?.from ?? 0 });
    const [ours, theirs] = [exchangeOf(here, pair.here)?.entryT, exchangeOf(there, pair.there)?.entryT];
    const entries = Math.min(ours?.length ?? 0, theirs?.length ?? 0);
    for (let i = 1; i < IN_EXCHANGE && ours !== undefined && theirs !== undefined && entries > IN_EXCHANGE; i++) {
      const entry = Math.floor((entries * i) / IN_EXCHANGE);
      all.push({ here: ours.at(entry), there: theirs.at(entry) });
    }
    all.push({ here: phaseEnd(here, pair.here), there: phaseEnd(there, pair.there) });
  }
  all.push({ here: here.end, there: there.end });
  return all.filter((place, i) => i === 0 || place.here > (all[i - 1]?.here ?? 0));
}

function registers(run: Run, parent: Run): Comparison["registers"] {
  const named = ({ cursor }: Run): Readonly<Record<string, number>> => {
    const { eax, ecx, edx, ebx, esp, ebp, esi, edi, eip, eflags, cr0, cr2, cr3, cr4, ...rest } = cpuView(cursor.cpu);
    const tables = { "gdtr base": rest.gdtr.base, "gdtr limit": rest.gdtr.limit, "idtr base": rest.idtr.base };
    const segments = Object.fromEntries(rest.segments.map(({ name, selector }) => [name, selector]));
    const general = { eax, ecx, edx, ebx, esp, ebp, esi, edi, eip, eflags, cr0, cr2, cr3, cr4 };
    return { ...general, ...tables, "idtr limit": rest.idtr.limit, ...segments };
  };
  const there = named(parent);
  return Object.entries(named(run)).map(([name, value]) => ({ name, here: value, there: there[name] ?? 0 }));
}
