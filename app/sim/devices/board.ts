// The board: every device a machine has, on its bus, with the wires between them. What it knows beyond the devices' words
// is nothing, so a machine that repeats a recorded one gets its own board and loads those words.

import type { PhysMemory } from "../memory/phys-memory.ts";
import { Acpi, type PowerEnd } from "./acpi.ts";
import { type Act, type Bench, NEVER, type PortDevice, type Sight, word } from "./device.ts";
import { Disk } from "./disk.ts";
import { Interrupts, type LineSight, type PendingInterrupt } from "./interrupts.ts";
import { IoBus } from "./io-bus.ts";
import { Nic } from "./nic.ts";
import { Pit } from "./pit.ts";
import { ProcessorUnit } from "./processor-unit.ts";
import { Uart } from "./uart.ts";

export interface BoardOptions {
  /** Of what comes from outside: packets, and when. */
  readonly seed: number;
  /** Processors, one of them the boot processor. */
  readonly cpus: number;
}

/** A machine on which nothing but the boot processor does anything. */
export const PLAIN_BOARD: BoardOptions = { seed: 0, cpus: 1 };

/** What one device did by itself. */
export interface DeviceAct extends Act {
  readonly device: string;
}

export interface DeviceSight extends Sight {
  readonly name: string;
  readonly title: string;
  readonly irq?: number;
  readonly due?: number;
}

/** Operations that a halted processor has not made: by so much the devices are ahead of the position. */
class Waited implements PortDevice {
  readonly name = "waited";
  readonly firstPort = 0;
  readonly portCount = 0;
  readonly stateWords = 1;
  read(): number {
    return 0;
  }
  write(): void {}
}

export class Board {
  readonly io = new IoBus();
  readonly uart = new Uart();
  readonly options: BoardOptions;
  readonly units: readonly ProcessorUnit[];
  /** Position of the operation under way; set by whoever runs the machine. */
  clock: () => number = () => 0;
  /** Told of each change of a register. */
  onChange: (() => void) | undefined;
  private readonly interrupts: Interrupts;
  private readonly acpi = new Acpi();
  private readonly waited = new Waited();
  private readonly actors: readonly PortDevice[];
  /** As last worked out, while no register has changed. */
  private knownDue: number | undefined;
  private knownPending: PendingInterrupt | "none" | undefined;
  /** Why the machine is off; undefined while it is on. */
  off: PowerEnd | undefined;

  constructor(memory: PhysMemory, options: BoardOptions) {
    const { io } = this;
    const { seed, cpus } = options;
    this.options = options;
    this.interrupts = new Interrupts(io);
    const pit = new Pit(() => this.interrupts.ignores(pit.irq));
    this.units = Array.from({ length: Math.max(0, cpus - 1) }, (_, i) => new ProcessorUnit(i + 1, seed));
    for (const device of [this.waited, pit, this.uart, new Disk(), new Nic(seed), this.acpi, ...this.units])
      io.attach(device);
    this.actors = io.devices.filter((device) => device.act !== undefined);
    io.bench = this.bench(memory);
    io.onChange = () => {
      pit.settle(io.stateOf(pit), this.now);
      this.forget();
      this.onChange?.();
    };
  }

  private bench(memory: PhysMemory): Bench {
    const now = (): number => this.now;
    return {
      memory,
      get now() {
        return now();
      },
      raise: (line) => this.raise(line),
      powerOn: (number) => this.powerOn(number),
    };
  }

  private powerOn(number: number): void {
    const device = this.io.devices.find(({ acpi }) => acpi === number);
    device?.powerOn?.(this.io.stateOf(device));
    this.io.touch();
  }

  private forget(): void {
    this.knownDue = undefined;
    this.knownPending = undefined;
    this.off = this.acpi.off(this.io.stateOf(this.acpi));
  }

  /** The words of all devices as `io.save` gave them. */
  load(saved: Uint32Array): void {
    this.io.load(saved);
    this.forget();
  }

  // -------------------------------------------------------------------------------- power

  /** The supply fails: what a device was about to put down is there in part. */
  losePower(): void {
    const { bench } = this.io;
    if (bench !== undefined) for (const device of this.io.devices) device.losePower?.(this.io.stateOf(device), bench);
    this.io.touch();
  }

  /** Every device is as power-on leaves it. Time goes on. */
  reset(): void {
    for (const device of this.io.devices) {
      if (device === this.waited) continue;
      const state = this.io.stateOf(device);
      state.fill(0);
      device.reset?.(state);
    }
    this.io.touch();
  }

  // -------------------------------------------------------------------------------- devices that act

  /** Position at which the next device acts by itself; `NEVER` if none will. */
  due(): number {
    this.knownDue ??= this.actors.reduce((soonest, device) => Math.min(soonest, this.dueOf(device)), NEVER);
    return this.knownDue;
  }

  private dueOf(device: PortDevice): number {
    const due = device.due?.(this.io.stateOf(device)) ?? NEVER;
    return due === NEVER ? NEVER : Math.max(0, due - this.ahead);
  }

  private get ahead(): number {
    return word(this.io.stateOf(this.waited), 0);
  }

  /** What the devices take the time for. */
  private get now(): number {
    return this.clock() + this.ahead;
  }

  /** The processor waits: time goes on to where the next device acts. */
  wait(): void {
    const left = this.due() - this.clock();
    if (this.due() === NEVER || left <= 0) return;
    this.io.stateOf(this.waited)[0] = this.ahead + left;
    this.io.touch();
  }

  /** The device that is due first acts, whenever that was to be. */
  act(): DeviceAct | undefined {
    const due = this.due();
    if (due === NEVER) return undefined;
    const device = this.actors.find((each) => this.dueOf(each) === due);
    return device === undefined ? undefined : this.done(device, device.act?.bind(device));
  }

  /** A device writes into a frame at once; undefined if no device of that name can. */
  dma(name: string, pfn: number): DeviceAct | undefined {
    const device = this.io.devices.find((each) => each.name === name);
    return device?.dma === undefined ? undefined : this.done(device, (state, bench) => device.dma?.(pfn, state, bench));
  }

  private done(
    device: PortDevice,
    what: ((state: Uint32Array, bench: Bench) => Act | undefined) | undefined,
  ): DeviceAct | undefined {
    const { bench } = this.io;
    const act = bench === undefined ? undefined : what?.(this.io.stateOf(device), bench);
    this.io.touch();
    return act === undefined ? undefined : { ...act, device: device.name };
  }

  // -------------------------------------------------------------------------------- interrupts

  raise(line: number): void {
    this.interrupts.raise(line);
  }

  raiseNmi(): void {
    this.interrupts.raiseNmi();
  }

  /** What the boot processor is asked to take. */
  pending(): PendingInterrupt | undefined {
    this.knownPending ??= this.interrupts.pending() ?? "none";
    return this.knownPending === "none" ? undefined : this.knownPending;
  }

  acknowledge(interrupt: PendingInterrupt): void {
    this.interrupts.acknowledge(interrupt);
  }

  // -------------------------------------------------------------------------------- for views

  get symmetric(): boolean {
    return this.interrupts.symmetric;
  }

  lines(): LineSight[] {
    return this.interrupts.lines();
  }

  /** Name of the device on an interrupt line. */
  deviceOn(line: number): string | undefined {
    return this.io.devices.find(({ irq }) => irq === line)?.name;
  }

  sights(): DeviceSight[] {
    return this.io.devices.flatMap((device) => {
      const sight = device.sight?.(this.io.stateOf(device));
      if (sight === undefined) return [];
      const due = this.dueOf(device);
      return [
        {
          ...sight,
          name: device.name,
          title: device.title ?? device.name,
          ...(device.irq === undefined ? {} : { irq: device.irq }),
          ...(due === NEVER ? {} : { due }),
        },
      ];
    });
  }
}

export const createBoard = (memory: PhysMemory, options: BoardOptions = PLAIN_BOARD): Board =>
  new Board(memory, options);
