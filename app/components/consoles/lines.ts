// Console text as it can be shown, and which line was the last.

import { say } from "../../messages/say.ts";
import type { ConsoleLine } from "../../sim/api.ts";

const LONGEST = 2000;
/** Pictures of control characters begin here: U+2400 is that of NUL. */
const PICTURES = 0x2400;

/** Index of the last line that is complete at position t; -1 before the first. Lines are in the order of time. */
export function lastSaid(lines: readonly ConsoleLine[], t: number): number {
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lines[middle]?.t ?? 0) <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A program may print anything: control characters become their pictures, and a line that never ends is cut. */
export function printable(text: string): string {
  const cut =
    text.length > LONGEST
      ? say("{value}… and {text} more", { value: text.slice(0, LONGEST), text: text.length - LONGEST })
      : text;
  return cut
    .replace(/\r$/, "")
    .replaceAll("\t", "    ")
    .replaceAll(/[\0-\x1f\x7f]/g, (letter) => {
      const code = letter.charCodeAt(0);
      return String.fromCharCode(PICTURES + (code === 0x7f ? 0x21 : code));
    });
}

/** To paste elsewhere: position, kernel, text. */
export const consoleText = (lines: readonly ConsoleLine[]): string =>
  lines.map(({ t, kernel, text }) => `${t} ${kernel} ${printable(text)}\n`).join("");
