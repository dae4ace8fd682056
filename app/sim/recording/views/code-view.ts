// The code around the processor's position, read from RAM; the listing only says where instructions begin and why they
// are there. While a modelled function runs: the functions that are active.

import type { CodeLine, CodeView, Operand } from "../../api.ts";
import { PAGE_SHIFT, PAGE_SIZE } from "../../core/units.ts";
import { disassemble } from "../../cpu/disassemble.ts";
import { LONGEST_INSTRUCTION } from "../../cpu/decode.ts";
import type { Cursor } from "../cursor.ts";
import { INSTRUCTIONS } from "../recording.ts";
import type { Run } from "../run.ts";
import { roleOf, rolesAt } from "./frame-map.ts";
import { type Prepared, prepare, readsOf, writesOf } from "./operands.ts";
import { instructionAt, knownCode, routineAt, symbolAt, type KnownCode } from "./operations.ts";

const LINES_BEFORE = 4;
/** Fewer of them when the completed instruction stands above. */
const LINES_BETWEEN = 2;

/** The instruction that has just been executed. */
export interface Completed {
  /** Linear then, and physical: code may be mapped elsewhere by now. */
  readonly address: number;
  readonly physical: number;
  readonly bytes: string;
  readonly mnemonic: string;
  readonly operands: string;
  readonly writes: readonly Operand[];
}

/** What is known of the two instructions around the position. */
interface Around {
  readonly completed: Completed | undefined;
  readonly next: Prepared;
}

export function codeView(run: Run, cursor: Cursor, completed: Completed | undefined, count: number): CodeView {
  const { recording } = cursor;
  const quantum = recording.quantumAt(cursor.at.t);
  if (!cursor.executing && !endedExecuting(cursor, quantum)) {
    const index = recording.firstOperation.at(quantum) + cursor.at.t - recording.starts.at(quantum);
    const calls = recording.callStacks[recording.opCalls.at(Math.min(index, recording.opCalls.length - 1))] ?? [];
    return { kind: "model", routine: calls.at(-1) ?? "user space", lines: [], calls };
  }
  const eip = cursor.cpu.codeAddress;
  const physical = physicalOf(cursor, eip);
  const known = physical === undefined ? undefined : knownCode(run, cursor, physical);
  const around: Around = { completed, next: prepare(cursor) };
  const listed =
    physical === undefined || known === undefined ? undefined : listedLines(cursor, known, physical, count);
  const lines = (listed ?? plainLines(cursor, eip, count)).map((line) => withOperands(cursor, line, around));
  const routine =
    physical === undefined || known === undefined
      ? (symbolAt(run, cursor, eip) ?? "unknown code")
      : (routineAt(known.listing, physical & (PAGE_SIZE - 1)) ?? "");
  return { kind: "instructions", routine, lines: withCompleted(lines, completed), calls: [] };
}

/**
 * Where code at a linear address lies. Unmapped code that would lie in a control page if addresses were physical is taken
 * to be there: its tables have failed it.
 */
function physicalOf({ cpu, memory, recording, at }: Cursor, linear: number): number | undefined {
  const physical = cpu.translate(linear);
  if (physical !== undefined) return physical;
  const roles = rolesAt(recording.roles, at.t);
  return roleOf(memory, roles, linear >>> PAGE_SHIFT) === "control" ? linear : undefined;
}

/** At the end of a run that crashed or was stopped the processor still stands on an instruction. */
function endedExecuting({ recording, at }: Cursor, quantum: number): boolean {
  const { kind } = recording.outcome;
  const unfinished = kind === "crashed" || kind === "stopped";
  return unfinished && at.t === recording.end && quantum > 0 && recording.kinds.at(quantum - 1) === INSTRUCTIONS;
}

/** Undefined where EIP stands between the instructions of the listing. */
function listedLines(cursor: Cursor, known: KnownCode, physical: number, count: number): CodeLine[] | undefined {
  const eip = cursor.cpu.codeAddress;
  const offset = physical & (PAGE_SIZE - 1);
  const page = physical - offset;
  const { lines } = known.listing;
  const here = lines.findIndex((line) => line.offset === offset);
  if (here < 0) return undefined;
  const first = Math.max(0, here - LINES_BEFORE);
  return lines.slice(first, first + count).map((line): CodeLine => {
    const address = (eip - offset + line.offset) >>> 0;
    const { bytes, mnemonic, operands } = disassemble(
      cursor.memory.slice(page + line.offset, LONGEST_INSTRUCTION),
      address,
    );
    return {
      address,
      ...(known.control ? { offset: line.offset } : {}),
      ...{ bytes, mnemonic, operands },
      ...(line.label !== undefined && known.listing.routines.has(line.label) ? { label: line.label } : {}),
      ...(line.reason === undefined ? {} : { reason: line.reason }),
      ...NOTHING_KNOWN,
    };
  });
}

const NOTHING_KNOWN = { state: "", reads: [], writes: [] } as const;

/** Code nobody has a listing of: decoded from EIP on. */
function plainLines(cursor: Cursor, eip: number, count: number): CodeLine[] {
  const lines: CodeLine[] = [];
  let address = eip;
  while (lines.length < count) {
    const decoded = instructionAt(cursor, address);
    if (decoded === undefined) break;
    const { bytes, mnemonic, operands, length } = decoded;
    lines.push({ address, bytes, mnemonic, operands, ...NOTHING_KNOWN });
    address = (address + length) >>> 0;
  }
  return lines;
}

function withOperands(cursor: Cursor, line: CodeLine, { completed, next }: Around): CodeLine {
  if (line.address === next.address) return { ...line, state: "next", reads: readsOf(next), writes: writesOf(next) };
  if (completed === undefined || physicalOf(cursor, line.address) !== completed.physical) return line;
  return { ...line, state: "completed", writes: completed.writes };
}

/** The completed instruction stands above when it lies elsewhere: before a jump, or in code that nobody has listed. */
function withCompleted(lines: readonly CodeLine[], completed: Completed | undefined): readonly CodeLine[] {
  if (completed === undefined || lines.some((line) => line.state === "completed")) return lines;
  const { address, bytes, mnemonic, operands, writes } = completed;
  const next = lines.findIndex((line) => line.state === "next");
  const rest = lines.slice(Math.max(0, next - LINES_BETWEEN));
  const end = (address + (bytes.length + 1) / 3) >>> 0;
  const apart = end === rest[0]?.address ? {} : ({ apart: true } as const);
  return [{ address, bytes, mnemonic, operands, state: "completed", reads: [], writes, ...apart }, ...rest];
}
