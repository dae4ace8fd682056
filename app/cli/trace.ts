// kjlab trace: one line an instruction, with the registers before it runs.

import { hex32 } from "../sim/core/hex.ts";
import { instructionAt } from "../sim/recording/views/operations.ts";
import type { Command } from "./commands.ts";
import { EXIT } from "./failure.ts";
import { positionOf, readScenario, record } from "./scenario.ts";

const NAMES = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"] as const;

export const trace: Command = (options, print) => {
  const run = record(readScenario(options, ["from", "to", "jsonl"]), options);
  const { cursor } = run;
  const to = positionOf(run, options.values.get("to") ?? "end").t;
  const from = positionOf(run, options.values.get("from") ?? "start").t;
  for (let t = from; t < to; t++) {
    cursor.seek({ t, sub: 0 });
    if (!cursor.executing) continue;
    const eip = cursor.cpu.eip;
    const instruction = instructionAt(cursor, eip);
    if (instruction === undefined) continue;
    const text = `${instruction.mnemonic} ${instruction.operands}`.trim();
    const regs = Object.fromEntries(NAMES.map((name, i) => [name, (cursor.cpu.regs[i] ?? 0) >>> 0]));
    if (options.flags.has("jsonl")) print(`${JSON.stringify({ t, eip, bytes: instruction.bytes, text, regs })}\n`);
    else print(`${String(t).padStart(9)}  ${hex32(eip)}  ${instruction.bytes.padEnd(30)} ${text}\n`);
  }
  return EXIT.fine;
};
