// Runs recorded cases on our processor and says where it does something else than the real one did. Flags that the
// manual leaves undefined are masked by each case's own mask; no case is left out.

import { hex, hex32, hexByte } from "../../core/hex.ts";
import type { Ending, VectorCase, VectorFile } from "./format.ts";
import { PLACES, WINDOW } from "./format.ts";
import { type ProcessState, UserProcess } from "./process.ts";

interface Difference {
  /** "eax", "flags", "memory 0x20000840", "ending". */
  readonly what: string;
  readonly expected: string;
  readonly got: string;
}

export interface FailedCase {
  /** Place in the file, from 0. */
  readonly index: number;
  readonly class: string;
  readonly bytes: string;
  readonly differs: readonly Difference[];
}

export interface VectorReport {
  readonly total: number;
  readonly failed: number;
  /** The first that failed. */
  readonly first: readonly FailedCase[];
}

const REGISTER_NAMES = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"] as const;
/** All flags up to OF but the reserved ones. */
const FLAGS_COMPARED = 0xfd7;

/** An address as the recorder wrote it: relative to the snippet, in 16 bits. */
const relative = (eip: number): number => ((eip - PLACES.code) << 16) >> 16;

function endingText(ending: Ending): string {
  if (ending.kind === "reached") return `goes on ${ending.place}`;
  const { vector, offset, page } = ending;
  const where = page === undefined ? "" : ` error 0x${page.errorCode.toString(16)} cr2 ${hex32(page.address)}`;
  return `vector ${vector} at +${offset}${where}`;
}

/** The ending that an EIP is, if any. */
function placeOf(length: number, eip: number): "behind" | "taken" | "takenFar" | undefined {
  if (eip === PLACES.code + length) return "behind";
  if (eip === PLACES.taken) return "taken";
  return eip === PLACES.takenFar ? "takenFar" : undefined;
}

function stateText(length: number, { raised, stop, eip }: ProcessState): string {
  if (stop.kind === "unimplemented" || stop.kind === "shutdown") return stop.fault.text;
  if (raised === undefined) return `goes on ${placeOf(length, eip) ?? `at ${hex32(eip)}`}`;
  const { vector, errorCode, cr2 } = raised;
  const page = vector === 14 ? { page: { address: cr2, errorCode } } : {};
  return endingText({ kind: "fault", vector, offset: relative(raised.eip), ...page });
}

/** What the windows should hold. */
function expectedMemory({ context, patches }: VectorCase): Uint8Array {
  if (patches.length === 0) return context.memory;
  const memory = context.memory.slice();
  for (const { offset, bytes } of patches) memory.set(bytes, offset);
  return memory;
}

function compareMemory(expected: Uint8Array, got: Uint8Array): Difference[] {
  const differs: Difference[] = [];
  for (let i = 0; i < expected.length; i += 1) {
    if (expected[i] === got[i]) continue;
    const address = (i < WINDOW ? PLACES.windowA : PLACES.windowB) + (i % WINDOW);
    differs.push({ what: `memory ${hex32(address)}`, expected: hexByte(expected[i] ?? 0), got: hexByte(got[i] ?? 0) });
  }
  return differs;
}

function compareRegisters(expected: readonly number[], got: readonly number[]): Difference[] {
  return REGISTER_NAMES.flatMap((what, i) =>
    expected[i] === got[i] ? [] : [{ what, expected: hex32(expected[i] ?? 0), got: hex32(got[i] ?? 0) }],
  );
}

function compare(vector: VectorCase, state: ProcessState, memory: Uint8Array): Difference[] {
  const differs: Difference[] = [];
  const [expected, got] = [endingText(vector.ending), stateText(vector.code.length, state)];
  if (expected !== got) differs.push({ what: "ending", expected, got });
  const mask = FLAGS_COMPARED & ~vector.undefinedFlags;
  const [flags, gotFlags] = [vector.flagsAfter & mask, state.flags & mask];
  if (flags !== gotFlags) differs.push({ what: "flags", expected: hex(flags, 3), got: hex(gotFlags, 3) });
  if (vector.undefinedResult) return differs;
  differs.push(...compareRegisters(vector.after, state.registers));
  differs.push(...compareMemory(expectedMemory(vector), memory));
  return differs;
}

/** Stops listing, not counting, after `listed` failures. */
export function verifyVectors(file: VectorFile, listed: number): VectorReport {
  const process = new UserProcess();
  const first: FailedCase[] = [];
  let failed = 0;
  let index = 0;
  for (const vector of file.cases()) {
    process.load(vector.code, vector.before, vector.flagsBefore, vector.context.memory);
    const { length } = vector.code;
    const state = process.run(vector.instructions, (eip) => placeOf(length, eip) !== undefined);
    const differs = compare(vector, state, process.memory());
    if (differs.length > 0) {
      failed += 1;
      const bytes = Array.from(vector.code, hexByte).join(" ");
      if (first.length < listed) first.push({ index, class: vector.className, bytes, differs });
    }
    index += 1;
  }
  return { total: index, failed, first };
}
