// Where else a frame is mapped: a search through all of the live tables, in either format.

import { PAGE_SIZE } from "../../core/units.ts";
import {
  decodeEntry,
  type LevelFormat,
  type PagingFormat,
  pagingFormat,
  type PagingRegisters,
  readEntry,
  tableRoot,
} from "../../cpu/page-walk.ts";
import { liveRegisters, type LookedAt, physicalReader } from "./looked-at.ts";

export interface Aliases {
  /** By linear address, as many as were asked for. */
  readonly first: readonly number[];
  readonly count: number;
}

/** Linear addresses of 4 KiB pages that lead to the frame at a physical address, but for one page. */
export function aliasesOf(machine: LookedAt, physical: number, except: number, most: number): Aliases {
  const frame = physical - (physical % PAGE_SIZE);
  const own = (except & ~(PAGE_SIZE - 1)) >>> 0;
  const first: number[] = [];
  let count = 0;
  for (const linear of pagesOfFrame(machine, frame)) {
    if (linear === own) continue;
    count += 1;
    if (first.length < most) first.push(linear);
  }
  return { first, count };
}

function* pagesOfFrame(machine: LookedAt, frame: number): Generator<number> {
  const registers = liveRegisters(machine);
  const format = pagingFormat(registers.cr4);
  yield* search({ machine, registers, format, frame }, 0, tableRoot(format, registers.cr3), 0);
}

interface Search {
  readonly machine: LookedAt;
  readonly registers: PagingRegisters;
  readonly format: PagingFormat;
  readonly frame: number;
}

function* search(task: Search, depth: number, table: number, base: number): Generator<number> {
  const level = task.format.levels[depth];
  if (level === undefined) return;
  for (let index = 0; index < 1 << level.indexBits; index++) {
    const step = entryAt(task, level, table, index);
    if (step === undefined) continue;
    const linear = base + index * 2 ** level.shift;
    if (!step.large && level.name !== "PTE") yield* search(task, depth + 1, step.target, linear);
    else if (task.frame >= step.target && task.frame < step.target + 2 ** level.shift)
      yield linear + task.frame - step.target;
  }
}

function entryAt(task: Search, level: LevelFormat, table: number, index: number) {
  const { machine, registers, format } = task;
  const address = table + index * format.entryBytes;
  const held = level.name === "PDPTE" ? registers.pdptes : undefined;
  const entry =
    held === undefined
      ? readEntry(physicalReader(machine), format, address)
      : { low: (held[2 * index] ?? 0) >>> 0, high: (held[2 * index + 1] ?? 0) >>> 0 };
  if ((entry.low & 1) === 0) return undefined;
  const step = decodeEntry(level, registers, index, address, entry);
  return step.reserved ? undefined : step;
}
