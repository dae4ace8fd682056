// The machine but for its memory, as the recording keeps it at the start of each quantum.

import { mix } from "../core/hash.ts";
import type { Cpu } from "../cpu/cpu.ts";
import type { CpuSnapshot } from "../cpu/state.ts";
import type { Board } from "../devices/board.ts";
import type { IoBus } from "../devices/io-bus.ts";

export interface Snapshot {
  readonly cpu: CpuSnapshot;
  /** Registers of all devices; shared by neighbours while none changes. */
  readonly devices: Uint32Array;
}

/** What is as in `before`, the neighbour, is shared with it. */
export function takeSnapshot(cpu: Cpu, io: IoBus, before?: Snapshot): Snapshot {
  const { words, tlb } = cpu.snapshot();
  const devices = io.save();
  if (before === undefined) return { cpu: { words, tlb }, devices };
  const known = before.cpu;
  return { cpu: { words: shared(words, known.words), tlb: shared(tlb, known.tlb) }, devices };
}

const shared = (words: Uint32Array, known: Uint32Array): Uint32Array =>
  words === known || (words.length === known.length && words.every((word, i) => word === known[i])) ? known : words;

export function restoreSnapshot(cpu: Cpu, board: Board, snapshot: Snapshot): void {
  cpu.restore(snapshot.cpu);
  board.load(snapshot.devices);
}

/** Bytes that a snapshot does not share with its neighbour. */
export function ownBytes({ cpu, devices }: Snapshot, before: Snapshot | undefined): number {
  const parts = [cpu.words, cpu.tlb, devices];
  const known = before === undefined ? [] : [before.cpu.words, before.cpu.tlb, before.devices];
  return parts.reduce((sum, words, i) => (words === known[i] ? sum : sum + words.byteLength), 0);
}

export function hashSnapshot(seed: number, { cpu, devices }: Snapshot): number {
  let hash = seed;
  for (const words of [cpu.words, cpu.tlb, devices]) for (const word of words) hash = mix(hash, word);
  return hash;
}
