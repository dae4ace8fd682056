// A frame's bytes in small, for cells of the map that are large enough to show more than a letter.

import type { FrameHints } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import type { Cursor } from "../cursor.ts";

const PARTS = 16;
const PART = PAGE_SIZE / PARTS;
/** More cells than this have no room to show hints. */
const MOST = 1024;

export function frameHints({ memory, recording }: Cursor, wanted: readonly number[]): FrameHints {
  const pfns = wanted.filter((pfn) => pfn < recording.frameCount).slice(0, MOST);
  const shades = new Uint8Array(pfns.length * PARTS);
  pfns.forEach((pfn, i) => {
    const bytes = memory.bytes(pfn);
    for (let part = 0; part < PARTS; part++) {
      let used = 0;
      for (let at = part * PART; at < (part + 1) * PART; at++) if (bytes[at] !== 0) used++;
      shades[i * PARTS + part] = used === 0 ? 0 : Math.max(1, Math.round((used * 255) / PART));
    }
  });
  return { pfns, shades };
}
