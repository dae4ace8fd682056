// A place in a recording: memory and processor exactly as they were at one position. Moves to any position by the
// nearest checkpoint or from where it is, then repeats the quantum up to the position.

import type { Position } from "../api.ts";
import { SimBug } from "../core/errors.ts";
import { Cpu } from "../cpu/cpu.ts";
import { type Board, createBoard } from "../devices/board.ts";
import { mix } from "../core/hash.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { lastBy, MODEL, type Recording } from "./recording.ts";
import { hashSnapshot, restoreSnapshot, takeSnapshot } from "./snapshot.ts";

export class Cursor {
  readonly recording: Recording;
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
  /** The devices as they were; what they did by themselves is repeated from the journal, and they do nothing here. */
  readonly board: Board;
  private quantum = 0;
  private position: Position = { t: 0, sub: 0 };
  /** Instructions of the processor that the position includes. */
  private counted = 0;

  constructor(recording: Recording, hasPae: boolean) {
    this.recording = recording;
    this.memory = new PhysMemory(recording.store, recording.frameCount, recording.storageFrames);
    this.cpu = new Cpu(this.memory, { pae: hasPae });
    this.board = createBoard(this.memory, recording.board);
    this.board.clock = () => this.position.t + (this.cpu.executed - this.counted);
    this.cpu.ports = this.board.io;
    const first = recording.checkpoints[0];
    if (first !== undefined) this.memory.restoreTable(first.table);
    this.startQuantum();
  }

  get at(): Position {
    return this.position;
  }

  /** The nearest position that exists. */
  clamp(at: Position): Position {
    const t = Math.min(Math.max(0, Math.trunc(at.t) || 0), this.recording.end);
    return { t, sub: t === at.t ? Math.max(0, Math.trunc(at.sub) || 0) : 0 };
  }

  seek(target: Position): Position {
    const { t, sub } = this.clamp(target);
    const quantum = this.recording.quantumAt(t);
    const ahead = quantum === this.quantum && this.position.sub === 0 && this.position.t <= t;
    if (!ahead) {
      this.leaveQuantum();
      if (quantum !== this.quantum) this.moveTables(quantum);
      this.startQuantum();
    }
    this.advance(t);
    const iterations = sub === 0 ? 0 : Math.min(sub, Math.max(0, this.repIterations() - 1));
    this.position = { t, sub: iterations === 0 ? 0 : this.cpu.iterate(iterations) };
    return this.position;
  }

  /** Goes on inside a repeated instruction by one iteration, unless that faults. */
  iterate(): boolean {
    const done = this.cpu.iterate(1);
    this.position = { t: this.position.t, sub: this.position.sub + done };
    return done === 1;
  }

  /** Moves forward inside the present quantum, at most to its end, without leaving it. */
  stepWithin(t: number): void {
    this.advance(t);
  }

  /** Goes on inside a quantum of instructions until the processor stops by itself, as at a mark, at most to t. */
  stretchWithin(t: number): void {
    const { cpu } = this;
    this.counted = cpu.executed;
    cpu.run(t - this.position.t);
    if (cpu.executed === this.counted) throw new SimBug(`the repeated run stands still at t ${this.position.t}`);
    this.position = { t: this.position.t + (cpu.executed - this.counted), sub: 0 };
  }

  /** True while the next operation is an instruction rather than a modelled operation. */
  get executing(): boolean {
    return this.recording.kinds.at(this.quantum) !== MODEL && this.position.t < this.recording.end;
  }

  /** Iterations of the repeated instruction about to run; 0 when it is none. */
  repIterations(): number {
    return this.executing ? this.cpu.repIterations() : 0;
  }

  /** 32 bits over every frame, the whole processor and the devices. */
  hash(): number {
    const hash = hashSnapshot(this.memory.hash(), takeSnapshot(this.cpu, this.board.io));
    return mix(hash, this.position.sub);
  }

  /** Executes instructions from the present position on, inside the quantum, up to t. */
  private advance(t: number): void {
    const { recording, cpu } = this;
    if (recording.kinds.at(this.quantum) === MODEL) {
      const first = recording.firstOperation.at(this.quantum);
      const start = recording.starts.at(this.quantum);
      const done = first + (this.position.t - start);
      const from = done === first ? recording.firstJournal.at(this.quantum) : recording.opJournalEnd.at(done - 1);
      const last = first + (t - start);
      if (last > done) this.memory.replay(recording.journal, from, recording.opJournalEnd.at(last - 1));
    } else {
      let left = t - this.position.t;
      this.counted = this.cpu.executed;
      while (left > 0) {
        const before = cpu.executed;
        cpu.run(left);
        if (cpu.executed === before) throw new SimBug(`the repeated run stands still at t ${t - left}`);
        left -= cpu.executed - before;
      }
    }
    this.position = { t, sub: 0 };
  }

  private startQuantum(): void {
    const snapshot = this.recording.snapshots.at(this.quantum);
    if (snapshot !== undefined) restoreSnapshot(this.cpu, this.board, snapshot);
    this.position = { t: this.recording.starts.at(this.quantum), sub: 0 };
  }

  /** Takes back what was repeated inside the quantum, and its scratch contents. */
  private leaveQuantum(): void {
    this.memory.rollback();
    this.recording.store.truncate(this.recording.sealedContents);
  }

  /** By way of the nearest place: the present one, the checkpoint before the target, or the one behind it. */
  private moveTables(target: number): void {
    const { recording, memory } = this;
    const { checkpoints, firstChange, changes } = recording;
    const cost = (from: number) => Math.abs(firstChange.at(target) - firstChange.at(from));
    const before = lastBy(checkpoints, (checkpoint) => checkpoint.quantum, target);
    let best = cost(this.quantum) - recording.frameCount / 4;
    for (const checkpoint of [checkpoints[before], checkpoints[before + 1]]) {
      if (checkpoint === undefined || cost(checkpoint.quantum) >= best) continue;
      best = cost(checkpoint.quantum);
      memory.restoreTable(checkpoint.table, checkpoint.hash);
      checkpoint.hash ??= memory.hash();
      this.quantum = checkpoint.quantum;
    }
    changes.apply(memory, firstChange.at(this.quantum), firstChange.at(target));
    this.quantum = target;
  }
}
