// Changes of registers or of bits of them. Code is executed again at full speed; the processor stops before each
// instruction that can write one of them, so that between two stops only the first instruction can have.

import { LONGEST_INSTRUCTION } from "../../cpu/decode.ts";
import { FLAG } from "../../cpu/state.ts";
import type { Position } from "../../api.ts";
import type { Cursor } from "../cursor.ts";
import { INSTRUCTIONS, type Recording } from "../recording.ts";
import { writersOf } from "./may-write.ts";
import { type RegisterPart, registerPart, valueOf } from "./registers.ts";
import type { RawChange, Scanner } from "./scanner.ts";

/** Changes of any of the parts. */
export function registerScanner(cursor: Cursor, parts: readonly RegisterPart[]): Scanner {
  const { recording, cpu, memory } = cursor;
  const group = parts.every(isRare) ? RARE : parts;
  const quiet = quietQuanta(recording, group);
  const isWriter = group === RARE ? writesRare : writersOf(parts);
  const all = [...group, ...parts];
  const free = cpu.markAt;
  return {
    may: (quantum) => quiet[quantum] !== 1,
    begin: () => {
      cpu.markAt = (physical) => {
        return isWriter(memory.slice(physical, LONGEST_INSTRUCTION)) ? 1 : 0;
      };
    },
    end: () => {
      cpu.markAt = free;
    },
    begun: ({ t, sub }) => {
      let last = 0;
      let values = valuesAt(cursor, { t, sub: 0 }, parts);
      while (cursor.at.sub < sub && cursor.iterate()) {
        const now = valuesOf(parts, cpu.words);
        if (!isSame(now, values)) last = cursor.at.sub;
        values = now;
      }
      return last === 0 ? undefined : { t, sub: last, kind: "register", since: { t, sub: 0 } };
    },
    rest: (at) => {
      const before = valuesAt(cursor, at, parts);
      const after = valuesAt(cursor, { t: at.t + 1, sub: 0 }, parts);
      return isSame(before, after) ? undefined : { t: at.t + 1, kind: "register", since: at };
    },
    changesIn: (quantum) => {
      const held = statesIn(cursor, quantum, all);
      if (held.length === 1 && quantum + 1 < recording.quanta) quiet[quantum] = 1;
      return held.flatMap(({ t, values }, i): RawChange[] => {
        const before = held[i - 1]?.values;
        return before === undefined || isSame(before.slice(group.length), values.slice(group.length))
          ? []
          : [{ t, kind: "register" }];
      });
    },
  };
}

/** What few instructions write. One look for any of them tells where all of them are quiet. */
const RARE: readonly RegisterPart[] = [
  ...["cr0", "cr2", "cr3", "cr4", "gdtr.base", "gdtr.limit", "idtr.base", "idtr.limit", "tr", "ldtr"],
  ...["es", "cs", "ss", "ds", "fs", "gs", "dr0", "dr1", "dr2", "dr3", "dr6", "dr7", "eflags.if", "eflags.df"],
].flatMap((name) => {
  const part = registerPart(name);
  return part.ok ? [part.value] : [];
});

const writesRare = writersOf(RARE);

function isRare({ word, mask }: RegisterPart): boolean {
  return RARE.some((rare) => rare.word === word && (rare.mask | mask) === rare.mask);
}

const known = new WeakMap<Recording, Map<string, Uint8Array>>();

/** For each quantum, 1 where the parts are known not to change. */
function quietQuanta(recording: Recording, parts: readonly RegisterPart[]): Uint8Array {
  const ofRun = known.get(recording) ?? new Map<string, Uint8Array>();
  known.set(recording, ofRun);
  const key = parts.map(({ word, mask }) => `${word}/${mask}`).join();
  const before = ofRun.get(key);
  if (before !== undefined && before.length >= recording.quanta) return before;
  const quiet = new Uint8Array(recording.quanta);
  quiet.set(before ?? []);
  ofRun.set(key, quiet);
  return quiet;
}

interface Held {
  readonly t: number;
  /** What the parts hold from there on. */
  readonly values: readonly number[];
}

const valuesOf = (parts: readonly RegisterPart[], words: ArrayLike<number>): number[] =>
  parts.map((part) => valueOf(part, words));
function valuesAt(cursor: Cursor, at: Position, parts: readonly RegisterPart[]): number[] {
  cursor.seek(at);
  return valuesOf(parts, cursor.cpu.words);
}
const isSame = (a: readonly number[], b: readonly number[]): boolean => a.every((value, i) => value === b[i]);

/** What the parts hold at the start of a quantum and from each change on, up to the start of the next. */
function statesIn(cursor: Cursor, quantum: number, parts: readonly RegisterPart[]): Held[] {
  const { recording } = cursor;
  const start = recording.starts.at(quantum);
  const end = recording.startOf(quantum + 1);
  const isCode = recording.kinds.at(quantum) === INSTRUCTIONS;
  const executed = isCode
    ? executedStates(cursor, start, end, parts)
    : [{ t: start, values: valuesOf(parts, recording.snapshots.at(quantum)?.cpu.words ?? []) }];
  // where the next quantum begins the state is what that begins with
  const next = recording.snapshots.at(quantum + 1)?.cpu.words;
  if (next === undefined || end === start) return executed;
  const held = executed.filter(({ t }) => t < end);
  const values = valuesOf(parts, next);
  if (!isSame(held.at(-1)?.values ?? [], values)) held.push({ t: end, values });
  return held;
}

function executedStates(cursor: Cursor, start: number, end: number, parts: readonly RegisterPart[]): Held[] {
  const { cpu } = cursor;
  cursor.seek({ t: start, sub: 0 });
  const { deliveries } = cpu;
  const found = statesBetween(cursor, end, parts, () => cursor.stretchWithin(end));
  const isStepped = (cpu.eflags & FLAG.TF) !== 0;
  if (cpu.deliveries === deliveries && !isStepped) return found;
  // an exception changes registers without an instruction that says so
  cursor.seek({ t: start, sub: 0 });
  return statesBetween(cursor, end, parts, () => cursor.stepWithin(cursor.at.t + 1));
}

function statesBetween(cursor: Cursor, end: number, parts: readonly RegisterPart[], move: () => void): Held[] {
  const { words } = cursor.cpu;
  let values = valuesOf(parts, words);
  const found: Held[] = [{ t: cursor.at.t, values }];
  while (cursor.at.t < end) {
    const { t } = cursor.at;
    move();
    const now = valuesOf(parts, words);
    if (!isSame(now, values)) found.push({ t: t + 1, values: now });
    values = now;
  }
  return found;
}
