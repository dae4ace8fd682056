// Numbers as the lab writes them: hex of fixed width, decimals grouped for the reader's locale.

import type { Position } from "../../sim/api.ts";
import { decimalText, say } from "../../messages/say.ts";
import { numberText } from "../../messages/say.ts";
import type { NumberFormat } from "../../state/types/looks.ts";
import { hex, hex32, hexByte, hexPfn } from "../../state/numbers.ts";

export { hex, hex32, hexByte, hexPfn };

/** 88213 -> "88,213". */
export const count = numberText;
/** "+0x804". */
export const offset = (value: number, digits = 3): string => `+${hex(value, digits)}`;
/** "frame 0x003c8". */
export const frameName = (pfn: number): string => say("frame {pfn}", { pfn: hexPfn(pfn) });
/** "88,213" or "88,213.412" inside a repeated instruction. */
export const time = (at: Position): string => (at.sub === 0 ? count(at.t) : `${count(at.t)}.${at.sub}`);

/** A word as the reader wants it: 0xfffffffe, 4,294,967,294 or -2. */
export function word(value: number, format: NumberFormat): string {
  if (format === "hex") return hex32(value);
  return count(format === "signed" ? value | 0 : value >>> 0);
}

const UNITS = ["B", "KiB", "MiB", "GiB"] as const;
/** 25165824 -> "24 MiB". */
export function size(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < UNITS.length - 1) [value, unit] = [value / 1024, unit + 1];
  return `${Number.isInteger(value) ? value : decimalText(value, 1)} ${UNITS[unit] ?? ""}`;
}
