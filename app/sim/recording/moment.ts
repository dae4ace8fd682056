// Everything the page shows of one position, answered at once so that no view is out of step with another.

import type { ExchangeProgress, Interest, KernelName, ListView, Moment, Position } from "../api.ts";
import { hex } from "../core/hex.ts";
import { PAGE_SHIFT } from "../core/units.ts";
import { anchorAt } from "./anchors.ts";
import type { Cursor } from "./cursor.ts";
import { copyTimes, entryAt, exchangeAt, pageAt, pagesOfExchange } from "./exchanges.ts";
import type { RoleMark } from "./recording.ts";
import type { Run } from "./run.ts";
import { boardView } from "./views/board-view.ts";
import { codeView, type Completed } from "./views/code-view.ts";
import { controlPages } from "./views/control-view.ts";
import { cpuView } from "./views/cpu-view.ts";
import { rolesAt, type TableStop } from "./views/frame-map.ts";
import { frameHints } from "./views/frame-hints.ts";
import { frameMeasures } from "./views/frame-measures.ts";
import { frameView, provenance } from "./views/frame-view.ts";
import { hibernationView } from "./views/hibernation-view.ts";
import { kernelsInMemory } from "./views/kernel-memory.ts";
import { listPageBytes, listPairs, listView } from "./views/list-view.ts";
import { prepare, written } from "./views/operands.ts";
import { instructionAt, nextOperation, symbolAt } from "./views/operations.ts";
import { tablesView } from "./views/tables-view.ts";
import { tasksView } from "./views/tasks-view.ts";
import { tlbView } from "./views/tlb-view.ts";
import { walkView } from "./views/walk-view.ts";

const CODE_LINES = 12;

/** The stop before, against which "changed" is measured. */
export interface PreviousStop extends TableStop {
  readonly at: Position;
  /** Bytes of the frame of interest then. */
  readonly frame: { readonly pfn: number; readonly bytes: Uint8Array } | undefined;
}

export function momentAt(run: Run, target: Position, interest: Interest, previous?: PreviousStop): Moment {
  const { cursor, recording } = run;
  const at = cursor.seek(target);
  const anchor = anchorAt(cursor, at);
  const exchange = progressAt(cursor, at.t);
  const chain = interest.frame === undefined ? [] : (cursor.seek(at), provenance(run, cursor, interest.frame));
  const before =
    previous?.frame?.pfn === interest.frame ? previous?.frame?.bytes : bytesThen(cursor, previous, interest.frame);
  const completed = completedOperation(run, cursor, at);
  cursor.seek(at);
  const roles = rolesAt(recording.roles, at.t);
  const pages = controlPages(run, cursor, roles);
  const map = run.mapper.map(cursor.memory, roles, previous);
  const phaseIndex = recording.phaseAt(at.t);
  const phase = recording.phases[phaseIndex];
  const kernels = kernelsInMemory(run, cursor.memory);
  const list = listAt(run, cursor, roles, interest, exchange);
  return {
    at,
    anchor,
    hash: hex(cursor.hash(), 8).slice(2),
    completed: completed.text,
    next: nextOperation(run, cursor),
    phase: phaseIndex,
    leg: recording.legAt(at.t),
    running: phase?.owner ?? "A",
    lane: phase?.lane ?? "A",
    ...(exchange === undefined ? {} : { exchange }),
    cpu: cpuView(cursor.cpu),
    map,
    code: codeView(run, cursor, completed.instruction, interest.codeLines ?? CODE_LINES),
    controlPages: pages,
    ...(list === undefined ? {} : { list }),
    ...(interest.frame === undefined
      ? {}
      : { frame: { ...frameView(run, cursor, interest.frame, map, roles, before), provenance: chain } }),
    ...(interest.walk === undefined
      ? {}
      : { walk: walkView(cursor, interest.walk === "eip" ? cursor.cpu.codeAddress : interest.walk) }),
    ...(interest.system === true
      ? { tlb: tlbView(cursor), tables: tablesView(cursor, (linear) => symbolAt(run, cursor, linear)) }
      : {}),
    tasks: tasksView(kernels),
    board: boardView(run, cursor, kernels),
    ...hibernationAt(run, cursor, roles, interest),
    ...mapExtras(cursor, interest, list),
    ...(interest.pairs === true && list !== undefined ? { pairs: listPairs(run, cursor, roles, list.owner) } : {}),
  };
}

function listAt(
  run: Run,
  cursor: Cursor,
  roles: readonly RoleMark[],
  { list: wanted }: Interest,
  progress: ExchangeProgress | undefined,
): ListView | undefined {
  if (wanted === undefined) return undefined;
  const owner = wanted.owner === "now" ? walkerAt(cursor, roles, progress) : wanted.owner;
  return listView(run, cursor, roles, { ...wanted, owner }, progress);
}

/** Whose list is being walked; else the one that this jump will walk, once there is one; else the one walked last. */
function walkerAt(
  { at, recording }: Cursor,
  roles: readonly RoleMark[],
  progress: ExchangeProgress | undefined,
): KernelName {
  if (progress !== undefined) return recording.exchanges[progress.exchange]?.owner ?? "A";
  const leaver = recording.legs[recording.legAt(at.t) - 1]?.from;
  if (roles.some(({ kernel, role }) => kernel === leaver && role === "list")) return leaver ?? "A";
  return recording.exchanges.findLast(({ to }) => to <= at.t)?.owner ?? "A";
}

/** What the map and the list show only when they are looked at closely. */
function mapExtras(
  cursor: Cursor,
  { measure, hints, rawPage }: Interest,
  list: ListView | undefined,
): Pick<Moment, "measures" | "hints" | "rawPage"> {
  return {
    ...(measure === undefined ? {} : { measures: frameMeasures(cursor, measure) }),
    ...(hints === undefined || hints.length === 0 ? {} : { hints: frameHints(cursor, hints) }),
    ...(rawPage === undefined || list === undefined
      ? {}
      : { rawPage: { pfn: rawPage, bytes: listPageBytes(cursor, list.owner, rawPage) } }),
  };
}

function hibernationAt(
  run: Run,
  cursor: Cursor,
  roles: readonly RoleMark[],
  { hibernation: wanted = false }: Interest,
): Pick<Moment, "hibernation"> {
  const hibernation = wanted ? hibernationView(run, cursor, roles) : undefined;
  return hibernation === undefined ? {} : { hibernation };
}

function bytesThen(
  cursor: Cursor,
  previous: PreviousStop | undefined,
  frame: number | undefined,
): Uint8Array | undefined {
  if (previous === undefined || frame === undefined) return undefined;
  cursor.seek(previous.at);
  return cursor.memory.bytes(frame).slice();
}

/** The operation that led here, and its instruction if it was one. */
function completedOperation(
  run: Run,
  cursor: Cursor,
  at: Position,
): { text: string; instruction: Completed | undefined } {
  if (at.t === 0) {
    const isCold = run.recording.boots[0]?.begins === "cold boot";
    return { text: `nothing yet: ${isCold ? "power has come" : "kernel A is running"}`, instruction: undefined };
  }
  cursor.seek({ t: at.t - 1, sub: 0 });
  const text = nextOperation(run, cursor);
  const decoded = cursor.executing ? instructionAt(cursor, cursor.cpu.codeAddress) : undefined;
  const before = prepare(cursor);
  const { address, physical } = before;
  if (decoded === undefined || physical === undefined) return { text, instruction: undefined };
  const { bytes, mnemonic, operands } = decoded;
  cursor.seek({ t: at.t, sub: 0 });
  const writes = written(cursor, before);
  return { text, instruction: { address, physical, bytes, mnemonic, operands, writes } };
}

/** Where the exchange stands, while one is under way. Moves the cursor. */
export function progressAt(cursor: Cursor, t: number): ExchangeProgress | undefined {
  const { recording } = cursor;
  const index = exchangeAt(recording, t);
  const exchange = index === undefined ? undefined : recording.exchanges[index];
  if (index === undefined || exchange === undefined) return undefined;
  const page = pageAt(exchange, t);
  const copies = page === 0 ? 0 : copyTimes(cursor, exchange, page).filter((time) => time <= t).length;
  const swap = recording.roles.findLast(
    (mark) => mark.kernel === exchange.owner && mark.role === "swap" && mark.t <= t,
  );
  return {
    exchange: index,
    page,
    pages: pagesOfExchange(exchange),
    copies,
    entry: entryAt(exchange, t),
    entries: exchange.entryT.length,
    ...(page === 0 ? {} : pairOf(exchange, page)),
    swap: swap?.pfn ?? 0,
  };
}

/** The frames of a page's pair: its source from its own entry, its destination from the last destination entry before. */
function pairOf(
  exchange: { readonly sources: { at(i: number): number }; readonly entryWord: { at(i: number): number } },
  page: number,
): { destination: number; source: number } {
  const entry = exchange.sources.at(page - 1);
  let first = entry;
  let between = 0;
  for (let i = entry - 1; i >= 0; i--) {
    const word = exchange.entryWord.at(i);
    if ((word & 1) !== 0) {
      first = i;
      break;
    }
    if ((word & 0xf) === 8) between++;
  }
  return {
    destination: (exchange.entryWord.at(first) >>> PAGE_SHIFT) + between,
    source: exchange.entryWord.at(entry) >>> PAGE_SHIFT,
  };
}
