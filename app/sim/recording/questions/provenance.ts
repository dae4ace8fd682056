// Where bytes came from, and where they went: followed from copy to copy by their offset in the page. The single copies
// of a page's exchange are one hop.

import type { ContentHop, Position, QuestionOf } from "../../api.ts";
import { ok, refuse, type Result } from "../../core/errors.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import type { Recording } from "../recording.ts";
import type { Run } from "../run.ts";
import { quantaTouching } from "../touches.ts";
import { forward } from "./forward.ts";
import { Hops, operationBefore } from "./hops.ts";
import { answer, type Query } from "./query.ts";
import { asked, type RawChange, scan } from "./scanner.ts";
import { sourceOfPlaced } from "./twins.ts";
import { memoryScanner } from "./memory-scanner.ts";
import { badBytes } from "./watched.ts";

/** Hops of a chain at most. */
const MOST_HOPS = 100;

export function provenance(run: Run, question: QuestionOf<"provenance">): Result<Query<readonly ContentHop[]>> {
  const { address, size, from, direction } = question;
  const problem = badBytes({ address, size }, run.recording.frameCount, PAGE_SIZE);
  if (problem !== undefined) return problem;
  const offset = address % PAGE_SIZE;
  if (offset + size > PAGE_SIZE)
    return refuse({ path: "size", expected: `bytes of one page, at most ${PAGE_SIZE - offset}`, got: `${size}` });
  const start = run.cursor.clamp(from);
  const part = { frame: (address - offset) / PAGE_SIZE, offset, size };
  return ok(direction === 1 ? forward(run, part, start, asked(run.recording)) : back(run, part, start));
}

/** Part of a page. */
export interface Part {
  readonly frame: number;
  readonly offset: number;
  readonly size: number;
}

/** Newest first. */
function* back(run: Run, part: Part, from: Position, most = MOST_HOPS, collapses = true): Query<readonly ContentHop[]> {
  const hops = new Hops(run, -1, collapses);
  let { frame } = part;
  let before = from;
  while (hops.count < most) {
    const found = yield* lastChange(run, { ...part, frame }, before);
    if (found === undefined) {
      hops.initial(frame);
      break;
    }
    const { t, sub = 0 } = found;
    const source = sourceOf(run, found, { ...part, frame });
    if (source === undefined) {
      hops.origin({ t, sub }, frame);
      break;
    }
    hops.copied({ t, sub }, source, frame);
    frame = source;
    before = { t: operationBefore({ t, sub }), sub: 0 };
    yield { share: 1 - before.t / Math.max(1, from.t), found: hops.count };
  }
  return hops.list;
}

/** The frame that the bytes came from; undefined where they were written, or a copy has not brought all of them yet. */
function sourceOf(run: Run, found: RawChange, part: Part): number | undefined {
  if (found.kind !== "copy") return sourceOfPlaced(run, found, part);
  const { address = 0, size = 0 } = found;
  const start = part.frame * PAGE_SIZE + part.offset;
  return address <= start && start + part.size <= address + size ? found.from : undefined;
}

const known = new WeakMap<Recording, Map<string, readonly ContentHop[]>>();
/** Chains kept of a run. */
const MOST_KNOWN = 1 << 12;

/** How a whole frame came to hold what it holds: the last hops, newest first, each copy one. Leaves the cursor there. */
export function lastHops(run: Run, frame: number, at: Position, most: number): readonly ContentHop[] {
  const { recording, cursor } = run;
  const chains = known.get(recording) ?? new Map<string, readonly ContentHop[]>();
  known.set(recording, chains);
  // behind the quantum that touched the frame last they are the same everywhere
  const last = quantaTouching(recording, frame, recording.quantumAt(at.t), -1).next().value;
  const isOver = last === undefined || recording.startOf(last + 1) <= at.t;
  const key = isOver ? `${frame}/${last ?? "never"}/${most}` : undefined;
  const before = key === undefined ? undefined : chains.get(key);
  if (before !== undefined) return before;
  const hops = answer(back(run, { frame, offset: 0, size: PAGE_SIZE }, at, most, false));
  cursor.seek(at);
  if (chains.size >= MOST_KNOWN) chains.clear();
  if (key !== undefined) chains.set(key, hops);
  return hops;
}

function* lastChange({ cursor }: Run, { frame, offset, size }: Part, from: Position): Query<RawChange | undefined> {
  let found: RawChange | undefined;
  const scanner = memoryScanner(cursor, { address: frame * PAGE_SIZE + offset, size });
  yield* scan(cursor, scanner, { from, direction: -1, until: undefined }, (change) => {
    found = change;
    return false;
  });
  return found;
}
