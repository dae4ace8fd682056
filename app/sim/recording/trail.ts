// The last instructions of a run that was stopped or crashed while the processor was executing.

import type { TrailLine } from "../api.ts";
import type { Cursor } from "./cursor.ts";
import { INSTRUCTIONS } from "./recording.ts";
import type { Run } from "./run.ts";
import { instructionAt, symbolAt } from "./views/operations.ts";

const LENGTH = 100;

/** Oldest first; empty for a run that ended as it should. Moves the cursor. */
export function trailOf(run: Run): TrailLine[] {
  const { cursor, recording } = run;
  if (recording.outcome.kind === "completed" || recording.outcome.kind === "aborted") return [];
  const lines: TrailLine[] = [];
  for (let t = Math.max(0, recording.end - LENGTH); t < recording.end; t++) {
    if (recording.kinds.at(recording.quantumAt(t)) !== INSTRUCTIONS) continue;
    cursor.seek({ t, sub: 0 });
    lines.push(lineAt(run, cursor, t));
  }
  if (recording.outcome.fault !== undefined) {
    cursor.seek({ t: recording.end, sub: 0 });
    lines.push(lineAt(run, cursor, recording.end));
  }
  return lines.slice(-LENGTH);
}

function lineAt(run: Run, cursor: Cursor, t: number): TrailLine {
  const address = cursor.cpu.codeAddress;
  const instruction = instructionAt(cursor, address);
  const text = instruction === undefined ? "not mapped" : `${instruction.mnemonic} ${instruction.operands}`.trim();
  const symbol = symbolAt(run, cursor, address);
  return { t, address, text, ...(symbol === undefined ? {} : { symbol }) };
}
