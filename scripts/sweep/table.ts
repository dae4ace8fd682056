// The checked-in table: for each scenario and each fault one letter for every time that its step is come to.

import type { VerdictKind } from "../../app/sim/api.ts";
import type { Swept } from "./sweep.ts";

export const LETTERS: Readonly<Record<VerdictKind, string>> = {
  survived: "s",
  refused: "r",
  detected: "d",
  corrupted: "c",
  hang: "h",
  "triple-fault": "t",
  crashed: "x",
  lost: "l",
};

/** "skip:code/exchange" → "dtt": what came of it, time by time. */
export type Rows = Readonly<Record<string, string>>;
/** "tiny, v8" → rows. */
export type Table = Readonly<Record<string, Rows>>;

export function rowsOf(swept: readonly Swept[]): Rows {
  const rows: Record<string, string> = {};
  for (const { point, how, verdict } of swept) {
    const fault = how === "skip" ? `skip:${point.name}` : `fail:${point.name}=${how}`;
    rows[fault] = (rows[fault] ?? "") + LETTERS[verdict.kind];
  }
  return rows;
}

/** Faults whose row is another one, or is in one of the two only. */
export function differences(expected: Rows, got: Rows): string[] {
  const names = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
  return names
    .filter((name) => expected[name] !== got[name])
    .map((name) => `${name}: expected ${expected[name] ?? "no such step"}, got ${got[name] ?? "no such step"}`);
}
