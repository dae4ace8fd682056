// One frame: its bytes, whose they are, what structure they are, and how they got there.

import {
  AWAY_FROM_HOME,
  CLASS_MASK,
  FRAME_CLASSES,
  type FrameMap,
  type FrameView,
  type ProvenanceHop,
} from "../../api.ts";
import { hex, hexPfn } from "../../core/hex.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { kernelOf, type ContentStore } from "../../memory/content-store.ts";
import { anchorAt } from "../anchors.ts";
import type { Cursor } from "../cursor.ts";
import type { RoleMark } from "../recording.ts";
import type { Run } from "../run.ts";
import { lastWriteBefore } from "../writes.ts";
import { roleOf } from "./frame-map.ts";
import { nextOperation } from "./operations.ts";
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
export function provenance(run: Run, cursor: Cursor, pfn: number, offset = 0, size = PAGE_SIZE): ProvenanceHop[] {
  const back = cursor.at;
  const hops: ProvenanceHop[] = [];
  let frame = pfn;
  let before = back.t;
  while (hops.length < MOST_HOPS) {
    const found = lastWriteBefore(cursor, frame, before, offset, size);
    if (found === undefined) {
      hops.push(initialHop(cursor, frame));
      break;
    }
    cursor.seek({ t: found.t, sub: 0 });
    const operation = nextOperation(run, cursor);
    const common = { t: found.t + 1, anchor: anchorAt(cursor, { t: found.t + 1, sub: 0 }), to: frame };
    if (found.kind === "copy") {
      const text = `copied from frame ${hexPfn(found.from)}: ${operation}`;
      hops.push({ kind: "copy", ...common, from: found.from, text });
      frame = found.from;
    } else {
      hops.push({ kind: "write", ...common, text: found.kind === "placed" ? operation : `written: ${operation}` });
      break;
    }
    before = found.t;
  }
  cursor.seek(back);
  return hops;
}

function initialHop(cursor: Cursor, frame: number): ProvenanceHop {
  cursor.seek({ t: 0, sub: 0 });
  const { store, frames } = cursor.memory;
  const what = store.what(frames[frame] ?? 0);
  const text = what === "untouched" ? "nobody has written this frame" : `present from the start: ${what}`;
  return { kind: "initial", to: frame, text };
}
