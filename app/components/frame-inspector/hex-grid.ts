// Geometry of the hex view: bytes a row by the panel's width, moves of the cursor, fields over bytes.

import type { FieldOverlay } from "../../sim/api.ts";

export const PAGE_BYTES = 4096;
export const HEX_ROW = 22;
/** Sixteen bytes with their ASCII need this much, CSS pixels. */
export const WIDE_FROM = 640;

export const bytesPerRow = (width: number): 8 | 16 => (width < WIDE_FROM ? 8 : 16);

const STEPS: Readonly<Record<string, (at: number, perRow: number) => number>> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowUp: (at, perRow) => at - perRow,
  ArrowDown: (at, perRow) => at + perRow,
  PageUp: (at, perRow) => at - 16 * perRow,
  PageDown: (at, perRow) => at + 16 * perRow,
};

/** The offset after a key; undefined when the key does not move. Moves past an edge stay in their column. */
export function moveByte(key: string, ctrl: boolean, at: number, perRow: number): number | undefined {
  if (key === "Home") return ctrl ? 0 : at - (at % perRow);
  if (key === "End") return ctrl ? PAGE_BYTES - 1 : at - (at % perRow) + perRow - 1;
  const next = STEPS[key]?.(at, perRow);
  if (next === undefined) return undefined;
  if (next < 0) return key === "ArrowLeft" ? 0 : at % perRow;
  if (next >= PAGE_BYTES) return key === "ArrowRight" ? PAGE_BYTES - 1 : PAGE_BYTES - perRow + (at % perRow);
  return next;
}

/** Next or previous byte that differs, from an offset on; undefined when there is none. */
export function nextChanged(changed: Uint8Array, from: number, direction: 1 | -1): number | undefined {
  for (let at = from + direction; at >= 0 && at < changed.length; at += direction) if (changed[at] === 1) return at;
  return undefined;
}

export const fieldAt = (fields: readonly FieldOverlay[], offset: number): FieldOverlay | undefined =>
  fields.find((field) => offset >= field.offset && offset < field.offset + field.size);

export const dwordAt = (bytes: Uint8Array, offset: number): number => {
  const at = offset & ~3;
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
};

export const asciiOf = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·");
