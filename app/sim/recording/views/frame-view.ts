// One frame: its bytes, whose they are, what structure they are, and how they got there.

import {
  AWAY_FROM_HOME,
  CLASS_MASK,
  FRAME_CLASSES,
  type FrameMap,
  type FrameView,
  type ProvenanceHop,
} from "../../api.ts";
import { hex } from "../../core/hex.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { kernelOf, type ContentStore } from "../../memory/content-store.ts";
import type { Cursor } from "../cursor.ts";
import type { RoleMark } from "../recording.ts";
import { lastHops } from "../questions/provenance.ts";
import type { Run } from "../run.ts";
import { roleOf } from "./frame-map.ts";
import { imagePageName, overlaysOf } from "./overlays.ts";

/** Hops of a chain shown at most. */
const MOST_HOPS = 6;

/** `before` is the frame's bytes at the stop before, if there was one. */
export function frameView(
  run: Run,
  cursor: Cursor,
  pfn: number,
  map: FrameMap,
  roles: readonly RoleMark[],
  before: Uint8Array | undefined,
): Omit<FrameView, "provenance"> {
  const { memory } = cursor;
  const { store } = memory;
  const id = memory.frames[pfn] ?? 0;
  const bytes = memory.bytes(pfn).slice();
  const changed = new Uint8Array(PAGE_SIZE);
  if (before !== undefined) for (let i = 0; i < PAGE_SIZE; i++) if (bytes[i] !== before[i]) changed[i] = 1;
  const code = map.classes[pfn] ?? 0;
  const owner = store.owner(id);
  const home = store.home(id);
  const kernel = kernelOf(owner);
  const role = roleOf(memory, roles, pfn);
  return {
    pfn,
    bytes,
    changed,
    class: FRAME_CLASSES[code & CLASS_MASK] ?? "untouched",
    away: (code & AWAY_FROM_HOME) !== 0,
    ...(kernel === undefined ? {} : { owner: kernel, home }),
    what: whatIs(run, store, id, role),
    fields: kernel === undefined ? [] : overlaysOf(run, kernel, home, role === "control"),
    hash: hex(store.hash(id), 8).slice(2),
  };
}

function whatIs(run: Run, store: ContentStore, id: number, role: RoleMark["role"] | undefined): string {
  if (role !== undefined) return role === "list" ? "list page" : `${role} page`;
  const owner = kernelOf(store.owner(id));
  const home = store.home(id);
  const named = owner === undefined ? undefined : imagePageName(run, owner, home);
  return named === undefined ? store.what(id) : `kernel ${owner}, ${named}`;
}

/** How the bytes in a frame came to be there, newest first, copies followed back. Moves the cursor and returns it. */
export const provenance = (run: Run, cursor: Cursor, pfn: number): ProvenanceHop[] =>
  lastHops(run, pfn, cursor.at, MOST_HOPS).map(({ kind, at, anchor, frame, other, text }) => {
    if (kind === "initial") return { kind, to: frame, text };
    const copied = other !== undefined;
    return { kind: copied ? "copy" : "write", t: at.t, anchor, to: frame, text, ...(copied ? { from: other } : {}) };
  });
