// The code around the processor's position, read from RAM; the listing only says where instructions begin and why they
// are there. While a modelled function runs: the functions that are active.

import type { CodeLine, CodeView } from "../../api.ts";
import { PAGE_SIZE } from "../../core/units.ts";
import { disassemble } from "../../cpu/disassemble.ts";
import type { Cursor } from "../cursor.ts";
import type { Run } from "../run.ts";
import { instructionAt, knownCode, LONGEST_INSTRUCTION, type KnownCode } from "./operations.ts";

const LINES_BEFORE = 4;

/** `completed` is the address of the instruction that has just been executed, if one has. */
export function codeView(run: Run, cursor: Cursor, completed: number | undefined, count: number): CodeView {
  const { recording } = cursor;
  if (!cursor.executing) {
    const quantum = recording.quantumAt(cursor.at.t);
    const index = recording.firstOperation.at(quantum) + cursor.at.t - recording.starts.at(quantum);
    const calls = recording.callStacks[recording.opCalls.at(Math.min(index, recording.opCalls.length - 1))] ?? [];
    return { kind: "model", routine: calls.at(-1) ?? "user space", lines: [], calls };
  }
  const eip = cursor.cpu.eip >>> 0;
  const physical = cursor.cpu.translate(eip);
  const known = physical === undefined ? undefined : knownCode(run, cursor, physical);
  if (physical === undefined || known === undefined) {
    return { kind: "instructions", routine: "unknown code", lines: plainLines(cursor, eip, count), calls: [] };
  }
  const lines = listedLines(cursor, known, physical, completed, count);
  return { kind: "instructions", routine: routineAt(known, physical & (PAGE_SIZE - 1)), lines, calls: [] };
}

/** Labels that begin a routine; the others are places inside one. */
const ROUTINES = new Set([
  ...["kexec_jump_back_entry", "virtual_mapped", "relocate_kernel", "identity_mapped", "swap_pages"],
  ...["kexec_jump_save_cpu", "startup_32", "load_segments", "set_gdt_idt", "restore_gdt_idt", "cpu_idle"],
]);

function routineAt(known: KnownCode, offset: number): string {
  let name = "";
  for (const [label, at] of known.listing.labels) if (at <= offset && ROUTINES.has(label)) name = label;
  return name;
}

function listedLines(
  cursor: Cursor,
  known: KnownCode,
  physical: number,
  completed: number | undefined,
  count: number,
): CodeLine[] {
  const eip = cursor.cpu.eip >>> 0;
  const offset = physical & (PAGE_SIZE - 1);
  const page = physical - offset;
  const { lines } = known.listing;
  const here = lines.findIndex((line) => line.offset === offset);
  if (here < 0) return plainLines(cursor, eip, count);
  const first = Math.max(0, Math.min(here - LINES_BEFORE, lines.length - count));
  return lines.slice(first, first + count).map((line): CodeLine => {
    const address = (eip - offset + line.offset) >>> 0;
    const decoded = disassemble(cursor.memory.slice(page + line.offset, LONGEST_INSTRUCTION), address);
    return {
      address,
      ...(known.control ? { offset: line.offset } : {}),
      bytes: decoded.bytes,
      mnemonic: decoded.mnemonic,
      operands: decoded.operands,
      ...(line.label !== undefined && ROUTINES.has(line.label) ? { label: line.label } : {}),
      reason: line.reason,
      state: address === eip ? "next" : address === completed ? "completed" : "",
      reads: decoded.reads,
      writes: decoded.writes,
    };
  });
}

/** Code nobody has a listing of: decoded from EIP on. */
function plainLines(cursor: Cursor, eip: number, count: number): CodeLine[] {
  const lines: CodeLine[] = [];
  let address = eip;
  while (lines.length < count) {
    const decoded = instructionAt(cursor, address);
    if (decoded === undefined) break;
    const { bytes, mnemonic, operands, reads, writes, length } = decoded;
    lines.push({ address, bytes, mnemonic, operands, state: address === eip ? "next" : "", reads, writes });
    address = (address + length) >>> 0;
  }
  return lines;
}
