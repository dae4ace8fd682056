// Where a range lies beside another: what of it is outside.

import { decimalText, say } from "../../messages/say.ts";
interface Range {
  readonly start: number;
  readonly end: number;
}

/** The parts of one range that the other has not. */
export function outside(range: Range, of: Range): readonly Range[] {
  const parts = [
    { start: range.start, end: Math.min(range.end, of.start) },
    { start: Math.max(range.start, of.end), end: range.end },
  ];
  return parts.filter(({ start, end }) => start < end);
}

/** "1 to 9 MiB". */
export function rangeWords({ start, end }: Range): string {
  const mib = (bytes: number): string => {
    const value = bytes / (1024 * 1024);
    return Number.isInteger(value) ? String(value) : decimalText(value, 2).replace(/0$/, "");
  };
  return say("{start} to {end} MiB", { start: mib(start), end: mib(end) });
}
