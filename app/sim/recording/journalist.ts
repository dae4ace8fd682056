// Writes the recording while a machine runs: cuts time into quanta, keeps what changed in each, sets checkpoints.

import type { KernelName, Lane, Outcome } from "../api.ts";
import type { FrameRole, Step } from "../kernel/step.ts";
import { DenseColumn, LongColumn, RisingColumn } from "../memory/growable.ts";
import type { MachineParts } from "./machine.ts";
import { INSTRUCTIONS, MODEL, Recording, type ExchangeMark } from "./recording.ts";

/** How finely a recording is cut. It says nothing about what the recording answers. */
export interface Tuning {
  /** Modelled operations in one quantum: at most this much is repeated by a seek. */
  readonly operations: number;
  /** List entries in one quantum: at most this much is executed again by a seek. */
  readonly entries: number;
  /** Instructions between two looks at the world while no mark is met. */
  readonly instructions: number;
  /** A copy of the frame table is kept after so many frame changes, and after half as many as there are frames at most. */
  readonly checkpoint: number;
}

export const TUNING: Tuning = { operations: 256, entries: 64, instructions: 4096, checkpoint: 1 << 14 };

/** Who makes a modelled operation: its active functions, and whether it has changed the processor. */
interface Actor {
  readonly calls: readonly string[];
  cpuChanged: boolean;
}

export class Journalist {
  readonly recording: Recording;
  t = 0;
  /** Told of each frame of RAM that a quantum has changed. */
  onChanges: ((frame: number) => void) | undefined;
  private readonly machine: MachineParts;
  private readonly tuning: Tuning;
  private readonly labelIds = new Map<string, number>();
  private readonly stackIds = new Map<readonly string[], number>();
  private lastCheckpoint = 0;

  constructor(machine: MachineParts, tuning: Tuning) {
    this.machine = machine;
    this.tuning = tuning;
    const { store, memory, board } = machine;
    this.recording = new Recording(store, memory.frameCount, memory.storageFrames, board.options);
    this.recording.checkpoints.push({ quantum: 0, table: memory.table.slice(), hash: undefined });
    this.begin(MODEL);
  }

  /** Starts a new quantum here, unless one of this kind has just begun. */
  open(kind: number): void {
    const { recording } = this;
    const last = recording.quanta - 1;
    if (recording.starts.at(last) === this.t) {
      this.close();
      this.replaceLast(kind);
      return;
    }
    this.close();
    this.checkpointIfDue();
    this.begin(kind);
  }

  /** Nothing has happened yet in the quantum that is open. */
  get hasJustBegun(): boolean {
    const { starts } = this.recording;
    return starts.at(starts.length - 1) === this.t;
  }

  /** What follows is a modelled operation. */
  model(): void {
    const { kinds } = this.recording;
    if (kinds.at(kinds.length - 1) !== MODEL) this.open(MODEL);
  }

  operation(step: Extract<Step, { kind: "op" }>, kernel: Actor): void {
    const { recording } = this;
    recording.opJournalEnd.push(recording.journal.length);
    recording.opLabel.push(this.labelId(step.label));
    recording.opA.push(step.a);
    recording.opB.push(step.b);
    recording.opCalls.push(this.stackId(kernel.calls));
    this.t++;
    const length = this.t - recording.starts.at(recording.quanta - 1);
    if (kernel.cpuChanged || this.machine.io.changed || length >= this.tuning.operations) this.open(MODEL);
    kernel.cpuChanged = false;
  }

  /** A line has left at the serial port; `ahead` operations from here it is complete. */
  consoleLine(kernel: KernelName, text: string, ahead: number): void {
    this.recording.consoles.push({ t: this.t + ahead, kernel, text });
  }

  executed(instructions: number): void {
    this.t += instructions;
    this.recording.instructions += instructions;
  }

  phase(id: string, lane: Lane, owner: KernelName): void {
    const { phases, legs } = this.recording;
    const last = phases.at(-1);
    // what a cold boot begins with belongs to the first jump
    const leg = Math.max(1, legs.length);
    if (last?.id === id && last.owner === owner && last.leg === leg) return;
    if (lane === "code") this.open(INSTRUCTIONS);
    phases.push({ id, lane, owner, leg, from: this.t });
  }

  leg(from: KernelName): void {
    this.recording.legs.push({ start: this.t, from, transfer: undefined });
  }

  transfer(entry: number, to: KernelName): void {
    const leg = this.recording.legs.at(-1);
    if (leg !== undefined) leg.transfer ??= { t: this.t, entry, to };
  }

  role(kernel: KernelName, role: FrameRole, pfn: number): void {
    this.recording.roles.push({ t: this.t, kernel, role, pfn });
  }

  /** A frame has a part in the jump no longer. */
  release(kernel: KernelName, pfn: number): void {
    const mark = this.recording.roles.findLast((role) => role.kernel === kernel && role.pfn === pfn);
    if (mark !== undefined) mark.until ??= this.t;
  }

  /** RAM is gone. The pages of A that have a part come back to their frames, those of its peer never do. */
  powerGone(): void {
    for (const mark of this.recording.roles) if (mark.kernel !== "A") mark.until ??= this.t;
  }

  exchange(owner: KernelName): ExchangeMark {
    const { exchanges, legs, phases } = this.recording;
    const mark: ExchangeMark = {
      owner,
      leg: legs.length,
      phase: phases.length - 1,
      from: this.t,
      to: this.t,
      entryT: new RisingColumn(),
      entryWord: new LongColumn(),
      sources: new DenseColumn(),
    };
    exchanges.push(mark);
    return mark;
  }

  finish(outcome: Outcome): void {
    const { recording } = this;
    this.open(MODEL);
    this.close();
    recording.outcome = outcome;
    recording.end = this.t;
    recording.sealedContents = this.machine.store.size;
    this.machine.store.lasting = recording.sealedContents;
    this.machine.memory.journal = undefined;
  }

  private begin(kind: number): void {
    const { recording, machine } = this;
    recording.starts.push(this.t);
    recording.kinds.push(kind);
    recording.firstChange.push(recording.changes.length);
    recording.firstOperation.push(recording.opLabel.length);
    recording.firstJournal.push(recording.journal.length);
    recording.snapshots.push(machine.cpu, machine.io);
    machine.memory.journal = kind === MODEL ? recording.journal : undefined;
  }

  /** The quantum that began here has not moved on: it takes the state as it is now. */
  private replaceLast(kind: number): void {
    const { recording, machine } = this;
    const last = recording.quanta - 1;
    recording.kinds.data[last] = kind;
    recording.firstChange.data[last] = recording.changes.length;
    recording.firstJournal.data[last] = recording.journal.length;
    recording.snapshots.replaceLast(machine.cpu, machine.io);
    machine.memory.journal = kind === MODEL ? recording.journal : undefined;
  }

  private close(): void {
    const { changes } = this.recording;
    const { memory } = this.machine;
    memory.seal((frame, before, now) => {
      changes.push(frame, before, now);
      if (memory.isRam(frame)) this.onChanges?.(frame);
    });
    changes.seal();
  }

  private checkpointIfDue(): void {
    const { recording, machine } = this;
    const due = Math.max(this.tuning.checkpoint, machine.memory.frameCount >>> 1);
    if (recording.changes.length - this.lastCheckpoint < due) return;
    this.lastCheckpoint = recording.changes.length;
    recording.checkpoints.push({ quantum: recording.quanta, table: machine.memory.table.slice(), hash: undefined });
  }

  private labelId(label: string): number {
    return intern(this.labelIds, this.recording.labels, label);
  }

  private stackId(calls: readonly string[]): number {
    return intern(this.stackIds, this.recording.callStacks, calls);
  }
}

function intern<T>(ids: Map<T, number>, list: T[], item: T): number {
  let id = ids.get(item);
  if (id === undefined) {
    id = list.length;
    list.push(item);
    ids.set(item, id);
  }
  return id;
}
