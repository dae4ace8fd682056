// The I/O bus: which device answers which port, and which register in memory space. A port nobody answers floats: reads
// give all ones, writes are lost. The devices' registers lie in one array, which is part of the machine's state: a
// position is the same machine whether it was reached forward or by a seek.

import type { Ports } from "../cpu/core.ts";
import { SimBug } from "../core/errors.ts";
import { hex } from "../core/hex.ts";
import type { Bench, PortDevice } from "./device.ts";

interface Attached {
  readonly device: PortDevice;
  readonly from: number;
}

const FLOATING = 0xff;
const ALL_ONES = 0xffffffff;

export class IoBus implements Ports {
  readonly devices: PortDevice[] = [];
  /** What devices find around them when they are written to. */
  bench: Bench | undefined;
  /** Told of each change of a register. */
  onChange: (() => void) | undefined;
  private readonly ports = new Map<number, Attached>();
  private readonly windows = new Map<number, { readonly attached: Attached; readonly register: number }>();
  private readonly froms = new Map<PortDevice, number>();
  private state = new Uint32Array(0);
  /** The state as last saved, while it has not changed since. */
  private saved: Uint32Array | undefined;

  attach(device: PortDevice): void {
    const attached = { device, from: this.state.length };
    const state = new Uint32Array(this.state.length + device.stateWords);
    state.set(this.state);
    this.state = state;
    this.devices.push(device);
    this.froms.set(device, attached.from);
    device.reset?.(this.stateOf(device));
    for (let offset = 0; offset < device.portCount; offset++) {
      const port = device.firstPort + offset;
      const other = this.ports.get(port)?.device;
      if (other !== undefined)
        throw new SimBug(`port ${hex(port, 4)} is taken by ${other.name}, wanted by ${device.name}`);
      this.ports.set(port, attached);
    }
    for (const { address, register } of device.windows ?? []) this.windows.set(address, { attached, register });
  }

  // -------------------------------------------------------------------------------- ports

  read(port: number, size: 1 | 2 | 4): number {
    let value = 0;
    for (let i = 0; i < size; i++) value |= this.readByte(port + i) << (8 * i);
    return value >>> 0;
  }

  private readByte(port: number): number {
    const attached = this.ports.get(port);
    if (attached === undefined) return FLOATING;
    const { device, from } = attached;
    const offset = port - device.firstPort;
    const state = this.slice(device, from);
    if (device.wide === true) return (device.read(offset & ~3, state) >>> (8 * (offset & 3))) & 0xff;
    const value = device.read(offset, state) & 0xff;
    if (device.readsChange === true) this.touch();
    return value;
  }

  write(port: number, size: 1 | 2 | 4, value: number): void {
    const attached = this.ports.get(port);
    if (attached?.device.wide === true) {
      const offset = port - attached.device.firstPort;
      if (size === 4 && (offset & 3) === 0) this.change(attached, "write", offset, value >>> 0);
      return;
    }
    for (let i = 0; i < size; i++) {
      const at = this.ports.get(port + i);
      if (at === undefined || at.device.wide === true) continue;
      this.change(at, "write", port + i - at.device.firstPort, (value >>> (8 * i)) & 0xff);
    }
  }

  private change(attached: Attached, how: "write" | "writeWindow", register: number, value: number): void {
    const { device, from } = attached;
    const state = this.slice(device, from);
    const before = state.slice();
    const bench = this.bench ?? NO_BENCH;
    if (how === "write") device.write(register, value, state, bench);
    else device.writeWindow?.(register, value, state, bench);
    if (state.some((now, index) => now !== before[index])) this.touch();
  }

  // -------------------------------------------------------------------------------- memory space

  /** A 32-bit register in memory space; all ones where there is none. */
  readMemory(address: number): number {
    const window = this.windows.get(address >>> 0);
    if (window === undefined) return ALL_ONES;
    const { device, from } = window.attached;
    return (device.readWindow?.(window.register, this.slice(device, from)) ?? ALL_ONES) >>> 0;
  }

  writeMemory(address: number, value: number): void {
    const window = this.windows.get(address >>> 0);
    if (window !== undefined) this.change(window.attached, "writeWindow", window.register, value >>> 0);
  }

  // -------------------------------------------------------------------------------- state

  /** The words of one device, for reading; whoever writes them calls `touch`. */
  stateOf(device: PortDevice): Uint32Array {
    const from = this.froms.get(device);
    if (from === undefined) throw new SimBug(`${device.name} is not on this bus`);
    return this.slice(device, from);
  }

  /** A register has changed. */
  touch(): void {
    this.saved = undefined;
    this.onChange?.();
  }

  /** Has a register changed since the last save? */
  get changed(): boolean {
    return this.saved === undefined;
  }

  /** The registers of all devices; the same array as before while none has changed. */
  save(): Uint32Array {
    this.saved ??= this.state.slice();
    return this.saved;
  }

  load(saved: Uint32Array): void {
    this.state.set(saved);
    this.saved = saved;
  }

  private slice({ stateWords }: PortDevice, from: number): Uint32Array {
    return this.state.subarray(from, from + stateWords);
  }
}

/** A bus without a board around it: its devices reach nothing. */
const NO_BENCH: Bench = {
  now: 0,
  get memory(): never {
    throw new SimBug("a device reaches for memory on a bus without a board");
  },
  raise: () => undefined,
  powerOn: () => undefined,
};
