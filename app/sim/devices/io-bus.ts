// The I/O port bus: which device answers which port. A port nobody answers floats: reads give all ones, writes are lost.

import type { Ports } from "../cpu/core.ts";
import { SimBug } from "../core/errors.ts";
import { hex } from "../core/hex.ts";

export interface PortDevice {
  readonly name: string;
  readonly firstPort: number;
  readonly portCount: number;
  /** One byte; `offset` counts from the first port. */
  read(offset: number): number;
  write(offset: number, value: number): void;
}

const FLOATING = 0xff;

export class IoBus implements Ports {
  private readonly devices = new Map<number, PortDevice>();

  attach(device: PortDevice): void {
    for (let offset = 0; offset < device.portCount; offset++) {
      const port = device.firstPort + offset;
      const other = this.devices.get(port);
      if (other !== undefined)
        throw new SimBug(`port ${hex(port, 4)} is taken by ${other.name}, wanted by ${device.name}`);
      this.devices.set(port, device);
    }
  }

  read(port: number, size: 1 | 2 | 4): number {
    let value = 0;
    for (let i = 0; i < size; i++) {
      const device = this.devices.get(port + i);
      const byte = device === undefined ? FLOATING : device.read(port + i - device.firstPort) & 0xff;
      value |= byte << (8 * i);
    }
    return value >>> 0;
  }

  write(port: number, size: 1 | 2 | 4, value: number): void {
    for (let i = 0; i < size; i++) {
      const device = this.devices.get(port + i);
      device?.write(port + i - device.firstPort, (value >>> (8 * i)) & 0xff);
    }
  }
}
