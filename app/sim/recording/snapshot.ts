// The machine but for its memory.

import { mix } from "../core/hash.ts";
import type { Cpu } from "../cpu/cpu.ts";
import type { CpuSnapshot } from "../cpu/state.ts";
import type { Board } from "../devices/board.ts";
import type { IoBus } from "../devices/io-bus.ts";

export interface Snapshot {
  readonly cpu: CpuSnapshot;
  /** Registers of all devices. */
  readonly devices: Uint32Array;
}

export const takeSnapshot = (cpu: Cpu, io: IoBus): Snapshot => ({ cpu: cpu.snapshot(), devices: io.save() });

export function restoreSnapshot(cpu: Cpu, board: Board, snapshot: Snapshot): void {
  cpu.restore(snapshot.cpu);
  board.load(snapshot.devices);
}

export function hashSnapshot(seed: number, { cpu, devices }: Snapshot): number {
  let hash = seed;
  for (const words of [cpu.words, cpu.tlb, devices]) for (const word of words) hash = mix(hash, word);
  return hash;
}
