// The log of events as comma-separated values (RFC 4180).

import type { RunSummary } from "../api.ts";

/** A text that a spreadsheet would take for a formula gets an apostrophe: names come from whoever made the scenario. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly (string | number)[]): string => `${cells.map(cell).join(",")}\r\n`;

export function eventsCsv({ events, phases }: RunSummary): string {
  let at = 0;
  const rows = events.map(({ t, kind, source, text }) => {
    while (at + 1 < phases.length && (phases[at + 1]?.from ?? Infinity) <= t) at += 1;
    return line([t, phases[at]?.anchor ?? "", kind, source, text]);
  });
  return line(["t", "phase", "kind", "source", "text"]) + rows.join("");
}
