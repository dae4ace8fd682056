// The machine but for its memory, as the recording keeps it at the start of each quantum.

import { mix } from "../core/hash.ts";
import type { Cpu } from "../cpu/cpu.ts";
import type { CpuSnapshot } from "../cpu/state.ts";
import type { IoBus } from "../devices/io-bus.ts";

export interface Snapshot {
  readonly cpu: CpuSnapshot;
  /** Registers of all devices; shared by neighbours while none changes. */
  readonly devices: Uint32Array;
}

export const takeSnapshot = (cpu: Cpu, io: IoBus): Snapshot => ({ cpu: cpu.snapshot(), devices: io.save() });

export function restoreSnapshot(cpu: Cpu, io: IoBus, snapshot: Snapshot): void {
  cpu.restore(snapshot.cpu);
  io.load(snapshot.devices);
}

export function hashSnapshot(seed: number, { cpu, devices }: Snapshot): number {
  let hash = seed;
  for (const words of [cpu.words, cpu.tlb, devices]) for (const word of words) hash = mix(hash, word);
  return hash;
}
