// The recording: what a run leaves behind. Columns of numbers over time; every view is a query on them.
//
//   t ──────┬───────────────┬──────────────┬────────▶   quanta: [start, next start)
//           │ model         │ instructions │
//   a quantum of instructions is executed again from its processor snapshot; a quantum of modelled operations is
//   repeated from its journal. Between quanta only the frames that changed are kept.

import type { BootSpan, ConsoleLine, DeviceMark, KernelName, Lane, Outcome } from "../api.ts";
import { type BoardOptions, PLAIN_BOARD } from "../devices/board.ts";
import type { FrameRole } from "../kernel/step.ts";
import type { ContentStore } from "../memory/content-store.ts";
import { type DenseColumn, lastAtMost, LongColumn, type RisingColumn, U32Column } from "../memory/growable.ts";
import type { PointMark } from "./point-names.ts";
import { FrameChanges } from "./frame-changes.ts";
import { Snapshots } from "./snapshots.ts";

export interface PhaseMark {
  readonly id: string;
  readonly lane: Lane;
  readonly owner: KernelName;
  readonly leg: number;
  readonly from: number;
}

export interface LegMark {
  readonly start: number;
  readonly from: KernelName;
  transfer: { readonly t: number; readonly entry: number; readonly to: KernelName } | undefined;
}

/** One run of swap_pages: where each entry of the list was taken up, and the word it was. */
export interface ExchangeMark {
  readonly owner: KernelName;
  readonly leg: number;
  readonly phase: number;
  readonly from: number;
  to: number;
  readonly entryT: RisingColumn;
  readonly entryWord: LongColumn;
  /** Indices of the source entries. */
  readonly sources: DenseColumn;
}

/** Power has come, or was there at the start. */
export interface BootMark {
  readonly from: number;
  readonly kernel: KernelName;
  readonly begins: BootSpan["begins"];
  /** How it went, once it has. */
  ended?: NonNullable<BootSpan["ended"]>;
}

export interface RoleMark {
  readonly t: number;
  readonly kernel: KernelName;
  readonly role: FrameRole;
  readonly pfn: number;
  /** Position at which the frame is free again. */
  until?: number;
}

/** A fault that has had its effect. */
export interface FiredMark {
  /** Index in the scenario's faults. */
  readonly index: number;
  readonly text: string;
  readonly t: number;
}

export interface Checkpoint {
  readonly quantum: number;
  readonly table: Uint32Array;
  /** Memory's hash there, once it is known. */
  hash: number | undefined;
}

export const MODEL = 1;
export const INSTRUCTIONS = 0;

export class Recording {
  readonly store: ContentStore;
  /** Frames of RAM; the table goes on with storage. */
  readonly frameCount: number;
  readonly storageFrames: number;
  readonly board: BoardOptions;
  /** Position at which quantum i starts. */
  readonly starts = new U32Column();
  readonly kinds = new U32Column();
  /** Index of the first frame change, operation and journal word of quantum i. */
  readonly firstChange = new U32Column();
  readonly firstOperation = new U32Column();
  readonly firstJournal = new U32Column();
  readonly snapshots = new Snapshots();
  readonly changes = new FrameChanges();
  readonly journal = new LongColumn();
  /** For operation i of the model: end of its part of the journal, label, two numbers, call stack. */
  readonly opJournalEnd = new LongColumn();
  readonly opLabel = new LongColumn();
  readonly opA = new LongColumn();
  readonly opB = new LongColumn();
  readonly opCalls = new LongColumn();
  readonly labels: string[] = [];
  readonly callStacks: (readonly string[])[] = [];
  readonly checkpoints: Checkpoint[] = [];
  readonly phases: PhaseMark[] = [];
  readonly legs: LegMark[] = [];
  readonly exchanges: ExchangeMark[] = [];
  readonly roles: RoleMark[] = [];
  readonly boots: BootMark[] = [];
  readonly consoles: ConsoleLine[] = [];
  readonly deviceMarks: DeviceMark[] = [];
  /** Steps that the run has come to, in order. */
  readonly points: PointMark[] = [];
  readonly fired: FiredMark[] = [];
  /** Contents up to here belong to the recording; later ones are scratch of a query. */
  sealedContents = 0;
  end = 0;
  instructions = 0;
  outcome: Outcome = { kind: "recording", text: "not recorded yet" };

  constructor(store: ContentStore, frameCount: number, storageFrames = 0, board: BoardOptions = PLAIN_BOARD) {
    this.store = store;
    this.frameCount = frameCount;
    this.storageFrames = storageFrames;
    this.board = board;
  }

  get quanta(): number {
    return this.starts.length;
  }

  /** The quantum that position t lies in. */
  quantumAt(t: number): number {
    return Math.max(0, lastAtMost(this.starts.data, this.starts.length, t));
  }

  startOf(quantum: number): number {
    return quantum < this.starts.length ? this.starts.at(quantum) : this.end;
  }

  changesEnd(quantum: number): number {
    return quantum + 1 < this.firstChange.length ? this.firstChange.at(quantum + 1) : this.changes.length;
  }

  phaseAt(t: number): number {
    return lastBy(this.phases, (phase) => phase.from, t);
  }

  /** 1-based leg at position t. */
  legAt(t: number): number {
    return lastBy(this.legs, (leg) => leg.start, t) + 1;
  }

  /** Bytes of history beyond the start: frame changes, journal, operations, snapshots, checkpoints, entry marks. */
  get historyBytes(): number {
    const { starts, kinds, firstChange, firstOperation, firstJournal, changes, journal, snapshots } = this;
    const { opJournalEnd, opLabel, opA, opB, opCalls } = this;
    const quanta = [starts, kinds, firstChange, firstOperation, firstJournal, changes, journal, snapshots];
    const operations = [opJournalEnd, opLabel, opA, opB, opCalls];
    const entries = this.exchanges.flatMap(({ entryT, entryWord, sources }) => [entryT, entryWord, sources]);
    const bytes = [...quanta, ...operations, ...entries].reduce((sum, column) => sum + column.bytes, 0);
    return this.checkpoints.reduce((sum, { table }) => sum + table.byteLength, bytes);
  }
}

/** Index of the last element whose key is <= value, at least 0. */
export function lastBy<T>(list: readonly T[], key: (item: T) => number, value: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && key(item) <= value) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
