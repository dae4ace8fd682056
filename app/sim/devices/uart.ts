// The transmitting half of a 16550 at COM1: what a kernel prints leaves the machine here. It is always ready.

import type { PortDevice } from "./io-bus.ts";

export const COM1 = 0x3f8;
const LINE_STATUS = 5;
/** Transmitter holding register and transmitter empty. */
const READY = 0x60;
const NEWLINE = 0x0a;

export class Uart implements PortDevice {
  readonly name = "ttyS0";
  readonly firstPort = COM1;
  readonly portCount = 8;
  /** Told of each complete line, without its newline. */
  onLine: ((text: string) => void) | undefined;
  private line = "";

  read(offset: number): number {
    return offset === LINE_STATUS ? READY : 0;
  }

  write(offset: number, value: number): void {
    if (offset !== 0) return;
    if (value !== NEWLINE) {
      this.line += String.fromCharCode(value);
      return;
    }
    this.onLine?.(this.line);
    this.line = "";
  }
}
