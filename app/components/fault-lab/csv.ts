// What came of a batch as comma-separated values: one line a fault.

import type { BatchRow } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import type { Batch } from "../../state/types/faults.ts";

/** Quoted where it must be, after RFC 4180. */
const quoted = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

const HEAD = [
  "row",
  "column",
  "fault",
  "verdict",
  "errno",
  "invariant",
  "first divergence",
  "frames",
  "end hash",
  "text",
];

function wordsOf(answer: BatchRow): readonly string[] {
  const { verdict, endHash = "", problems = [] } = answer;
  if (verdict === undefined)
    return [
      say("not run"),
      "",
      "",
      "",
      "",
      "",
      problems.map(({ expected, got }) => say("expected {expected}, got {got}", { expected, got })).join("; "),
    ];
  return [
    verdict.kind,
    verdict.errno ?? "",
    verdict.invariant ?? "",
    verdict.divergence?.anchor ?? "",
    String(verdict.frames.length),
    endHash,
    verdict.text,
  ];
}

export function csvOf({ plan, answers }: Batch): string {
  const lines = plan.rows.flatMap((row, r) =>
    plan.columns.flatMap((column, c) => {
      const cell = r * plan.columns.length + c;
      const [fault, answer] = [plan.cells[cell], answers[cell]];
      return fault === undefined || answer === undefined ? [] : [[row, column, fault, ...wordsOf(answer)]];
    }),
  );
  return [HEAD, ...lines].map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}
