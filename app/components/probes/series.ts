// A probe's answer as a line, as a table and as a file.

import type { Granularity, Moment, Position, ProbeRow, RunSummary } from "../../sim/api.ts";
import { hex32 } from "../shared/format.ts";

export const RANGES = ["run", "shown", "phase", "exchange"] as const;
export type RangeName = (typeof RANGES)[number];

interface Span {
  readonly from: Position;
  readonly to: Position;
}

const span = (from: number, to: number): Span => ({ from: { t: from, sub: 0 }, to: { t: to, sub: 0 } });

/** The positions that a range means here; undefined where there is no such range. */
export function spanOfRange(
  range: RangeName,
  run: RunSummary,
  { at, phase }: Pick<Moment, "at" | "phase">,
  shown: { readonly from: number; readonly to: number } | undefined,
): Span | undefined {
  if (range === "run") return span(0, run.end);
  if (range === "shown") return shown && span(shown.from, shown.to);
  const there =
    range === "phase" ? run.phases[phase] : run.exchanges.find(({ from, to }) => from <= at.t && at.t <= to);
  return there && span(there.from, there.to);
}

export interface Example {
  readonly title: string;
  readonly expression: string;
  readonly granularity: Granularity;
}

/** Titles are said where they are shown. */
export const EXAMPLES: readonly Example[] = [
  { title: "Pages exchanged", expression: "exchange.page", granularity: "page" },
  { title: "Is paging on", expression: "cr0.pg", granularity: "phase" },
  { title: "Frames of kernel A", expression: "frames(kernelA)", granularity: "phase" },
  { title: "Page directory", expression: "cr3", granularity: "phase" },
  { title: "Who runs", expression: "running", granularity: "jump" },
];

const COUNTS = /^(?:t|sub|leg|phase|exchange\.\w+|frames\([^)]*\))$/;

/** Addresses and words of flags read better in hexadecimal, counts never do. */
export function valueText(expression: string, value: ProbeRow["value"]): string {
  if (value === undefined) return "–";
  if (typeof value !== "number") return String(value);
  return value >= 0x1_0000 && !COUNTS.test(expression.trim()) ? hex32(value) : value.toLocaleString("en-US");
}

/** A number for the height of each row; words have their place in the order in which they come. */
export function heights(rows: readonly ProbeRow[]): readonly (number | undefined)[] {
  const words = new Map<string, number>();
  return rows.map(({ value }) => {
    if (typeof value === "string") {
      if (!words.has(value)) words.set(value, words.size);
      return words.get(value);
    }
    return value === undefined ? undefined : Number(value);
  });
}

const quoted = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180, with a head line. A text that a spreadsheet would calculate stays a text. */
const cell = (text: string): string => quoted(/^[=+@-]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text);

export const csvOf = (expression: string, rows: readonly ProbeRow[]): string =>
  [
    ["t", "sub", "anchor", expression].map(cell),
    ...rows.map(({ at, anchor, value }) => [
      `${at.t}`,
      `${at.sub}`,
      cell(anchor),
      cell(value === undefined ? "" : String(value)),
    ]),
  ]
    .map((line) => `${line.join(",")}\r\n`)
    .join("");
