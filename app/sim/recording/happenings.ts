// What happens to the running machine by itself: appointments that are due, devices that act, interrupts that are taken.
// Each is a modelled operation of its own, so the cursor repeats it from the journal and needs no device that acts.

import type { Stop } from "../cpu/cpu.ts";
import { hex } from "../core/hex.ts";
import { PAGE_SHIFT } from "../core/units.ts";
import { NEVER } from "../devices/device.ts";
import type { PendingInterrupt } from "../devices/interrupts.ts";
import { op } from "../kernel/step.ts";
import type { Appointments } from "./appointments.ts";
import type { Journalist } from "./journalist.ts";
import type { MachineParts } from "./machine.ts";

/** Call stacks of such operations; that of a device is its name. */
export const INTERRUPT_STACK: readonly string[] = ["interrupt"];
export const FAULT_STACK: readonly string[] = ["fault"];

export type Happened =
  | { readonly kind: "nothing" }
  | { readonly kind: "acted" }
  /** The processor stands at the first instruction of a handler. */
  | { readonly kind: "entered" }
  /** The processor could not enter the handler, for good. */
  | { readonly kind: "stopped"; readonly stop: Stop };

const NOTHING: Happened = { kind: "nothing" };
const ACTED: Happened = { kind: "acted" };
const ENTERED: Happened = { kind: "entered" };
/** So many at one place, then the processor gets its turn. */
const MOST_AT_ONCE = 16;

export class Happenings {
  private readonly parts: MachineParts;
  private readonly journalist: Journalist;
  private readonly appointments: Appointments;
  private readonly stacks = new Map<string, readonly string[]>();
  /** Told of each frame that a device has written to, by itself or as a fault wants it, or a fault for no device; with its content before. */
  onForeignWrite: ((device: string | undefined, frame: number, before: number, byItself: boolean) => void) | undefined;

  constructor(parts: MachineParts, journalist: Journalist, appointments: Appointments) {
    this.parts = parts;
    this.journalist = journalist;
    this.appointments = appointments;
    // an instruction that programs a device leaves the loop, so that what follows from it is known
    parts.board.onChange = () => parts.cpu.rest();
  }

  /** Position at which something is due, but for interrupts. */
  get next(): number {
    return Math.min(this.appointments.next, this.parts.board.due());
  }

  /**
   * Everything that happens at this place, until the processor has entered a handler or nothing more happens.
   * `enterable`: may an interrupt be taken here? Asked once one is about to be.
   */
  settle(enterable: () => boolean): Happened {
    let happened = this.happen(enterable);
    let any: Happened = NOTHING;
    for (let i = 1; happened.kind === "acted" && i < MOST_AT_ONCE; i++) {
      any = ACTED;
      happened = this.happen(enterable);
    }
    return happened.kind === "nothing" ? any : happened;
  }

  /** The processor halts, so nothing else takes time: what happens here, or the device that is due next acts now. */
  hurry(): Happened {
    const happened = this.happen(() => true);
    if (happened.kind !== "nothing" || !this.parts.cpu.interruptible) return happened;
    if (this.parts.board.due() === NEVER) return NOTHING;
    this.journalist.model();
    this.parts.board.wait();
    return this.deviceActs();
  }

  private happen(enterable: () => boolean): Happened {
    const { board, cpu } = this.parts;
    const { t } = this.journalist;
    if (this.appointments.next <= t) return this.keepAppointment();
    if (board.due() <= t) return this.deviceActs();
    const pending = board.pending();
    cpu.wantsInterrupt = pending !== undefined;
    if (pending === undefined || !this.accepts(pending) || !enterable()) return NOTHING;
    return this.enter(pending);
  }

  private accepts({ line }: PendingInterrupt): boolean {
    return line === undefined || this.parts.cpu.interruptible;
  }

  private keepAppointment(): Happened {
    this.journalist.model();
    const [act, written] = this.watched(() => this.appointments.take()?.act(this.parts));
    if (act === undefined) return NOTHING;
    this.tell(act.device, written, false);
    this.journalist.operation({ kind: "op", ...act }, { calls: FAULT_STACK, cpuChanged: true });
    return ACTED;
  }

  private deviceActs(): Happened {
    this.journalist.model();
    const [act, written] = this.watched(() => this.parts.board.act());
    if (act === undefined) return NOTHING;
    const { device, label, a, b } = act;
    this.tell(device, written, true);
    this.journalist.operation(op(label, a, b), { calls: this.stackOf(device), cpuChanged: false });
    return ACTED;
  }

  /** What was done, and the frames of RAM that it wrote to, each with its content before. */
  private watched<T>(act: () => T): readonly [T, ReadonlyMap<number, number>] {
    const { memory } = this.parts;
    const written = new Map<number, number>();
    const note = (frame: number): void => {
      if (memory.isRam(frame) && !written.has(frame)) written.set(frame, memory.frames[frame] ?? 0);
    };
    memory.onWrite = (address) => note(address >>> PAGE_SHIFT);
    memory.onCopy = note;
    try {
      return [act(), written];
    } finally {
      memory.onWrite = undefined;
      memory.onCopy = undefined;
    }
  }

  private tell(device: string | undefined, written: ReadonlyMap<number, number>, byItself: boolean): void {
    for (const [frame, before] of written) this.onForeignWrite?.(device, frame, before, byItself);
  }

  private enter(pending: PendingInterrupt): Happened {
    const { board, cpu } = this.parts;
    this.journalist.model();
    board.acknowledge(pending);
    const stop = cpu.interrupt(pending.vector);
    this.journalist.operation(op(this.wording(pending)), { calls: INTERRUPT_STACK, cpuChanged: true });
    return stop === undefined ? ENTERED : { kind: "stopped", stop };
  }

  private wording({ vector, line }: PendingInterrupt): string {
    if (line === undefined) return "non-maskable interrupt taken";
    const device = this.parts.board.deviceOn(line);
    return `interrupt ${hex(vector, 2)} taken: line ${line}${device === undefined ? "" : `, ${device}`}`;
  }

  private stackOf(device: string): readonly string[] {
    const known = this.stacks.get(device) ?? [device];
    this.stacks.set(device, known);
    return known;
  }
}
