// The I/O port bus: which device answers which port. A port nobody answers floats: reads give all ones, writes are lost.
// The devices' registers lie in one array, which is part of the machine's state: a position is the same machine whether
// it was reached forward or by a seek.

import type { Ports } from "../cpu/core.ts";
import { SimBug } from "../core/errors.ts";
import { hex } from "../core/hex.ts";

export interface PortDevice {
  readonly name: string;
  readonly firstPort: number;
  readonly portCount: number;
  /** Words of state, handed to every access. */
  readonly stateWords: number;
  /** One byte; `offset` counts from the first port. */
  read(offset: number, state: Uint32Array): number;
  write(offset: number, value: number, state: Uint32Array): void;
}

interface Attached {
  readonly device: PortDevice;
  readonly from: number;
}

const FLOATING = 0xff;

export class IoBus implements Ports {
  private readonly devices = new Map<number, Attached>();
  private state = new Uint32Array(0);
  /** The state as last saved, while it has not changed since. */
  private saved: Uint32Array | undefined;

  attach(device: PortDevice): void {
    const attached = { device, from: this.state.length };
    const state = new Uint32Array(this.state.length + device.stateWords);
    state.set(this.state);
    this.state = state;
    for (let offset = 0; offset < device.portCount; offset++) {
      const port = device.firstPort + offset;
      const other = this.devices.get(port)?.device;
      if (other !== undefined)
        throw new SimBug(`port ${hex(port, 4)} is taken by ${other.name}, wanted by ${device.name}`);
      this.devices.set(port, attached);
    }
  }

  read(port: number, size: 1 | 2 | 4): number {
    let value = 0;
    for (let i = 0; i < size; i++) {
      const attached = this.devices.get(port + i);
      const byte =
        attached === undefined
          ? FLOATING
          : attached.device.read(port + i - attached.device.firstPort, this.stateOf(attached)) & 0xff;
      value |= byte << (8 * i);
    }
    return value >>> 0;
  }

  write(port: number, size: 1 | 2 | 4, value: number): void {
    for (let i = 0; i < size; i++) {
      const attached = this.devices.get(port + i);
      if (attached === undefined) continue;
      const state = this.stateOf(attached);
      const before = state.slice();
      attached.device.write(port + i - attached.device.firstPort, (value >>> (8 * i)) & 0xff, state);
      if (state.some((word, index) => word !== before[index])) this.saved = undefined;
    }
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

  private stateOf({ device, from }: Attached): Uint32Array {
    return this.state.subarray(from, from + device.stateWords);
  }
}
