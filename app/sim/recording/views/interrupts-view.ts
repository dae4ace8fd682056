// The way of an interrupt at one position: controller, flag, descriptor table, and what would come of one now.

import type { InterruptsView } from "../../api.ts";
import { PIC } from "../../devices/registers.ts";
import type { Cursor } from "../cursor.ts";
import type { KernelMemory } from "./kernel-memory.ts";
import { peek32 } from "./looked-at.ts";

const EFLAGS_IF = 0x200;
const GATE_BYTES = 8;
/** In the high word of a gate. */
const PRESENT = 0x8000;

export function interruptsView(cursor: Cursor, running: KernelMemory | undefined): InterruptsView {
  const { cpu, board } = cursor;
  const lines = board.lines().flatMap((line) => {
    const device = deviceOn(cursor, line.line);
    return device === undefined ? [] : [{ ...line, device }];
  });
  const enabled = (cpu.eflags & EFLAGS_IF) !== 0;
  const open = lines.find((line) => !line.masked);
  return {
    mode: board.symmetric ? "symmetric" : "legacy",
    enabled,
    table: cpu.idtr.limit !== 0,
    ifOneCame: ifOneCame(enabled, hasGate(cursor, open?.vector ?? PIC.masterVector), open === undefined),
    lines,
    ticks: running?.data.get("jiffies") ?? 0,
  };
}

function deviceOn({ board }: Cursor, line: number): string | undefined {
  return board.deviceOn(line) ?? (line === PIC.cascade && !board.symmetric ? "slave 8259A" : undefined);
}

/** Can the processor find a present gate for this vector? */
function hasGate(cursor: Cursor, vector: number): boolean {
  const { base, limit } = cursor.cpu.idtr;
  const at = vector * GATE_BYTES;
  if (limit < at + GATE_BYTES - 1) return false;
  return ((peek32(cursor, (base + at + 4) >>> 0) ?? 0) & PRESENT) !== 0;
}

function ifOneCame(enabled: boolean, gate: boolean, masked: boolean): string {
  const nmi = gate ? "" : "; a non-maskable one would be a triple fault";
  if (masked) return `held back: every line is masked${nmi}`;
  if (!enabled) return `pending until interrupts are on${nmi}`;
  return gate ? "delivered" : "triple fault";
}
