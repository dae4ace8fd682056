// What is arranged to happen to a machine at a given position: one modelled operation each, which begins at that position
// and is complete at the next. A device that is due there, an interrupt, a phase or a mark that begins there comes after it.

import type { Act } from "../devices/device.ts";
import type { MachineParts } from "./machine.ts";

export interface Appointment {
  readonly t: number;
  /** Does it, and says what it did. Memory is journalled; the processor and the devices may be changed at will. */
  act(machine: MachineParts): Act & { readonly device?: string };
}

export class Appointments {
  private readonly queue: readonly Appointment[];
  private kept = 0;

  /** Those of one position are kept in the order given. */
  constructor(appointments: readonly Appointment[]) {
    this.queue = appointments.toSorted((a, b) => a.t - b.t);
  }

  /** Position of the next one. */
  get next(): number {
    return this.queue[this.kept]?.t ?? Infinity;
  }

  take(): Appointment | undefined {
    return this.queue[this.kept++];
  }
}
