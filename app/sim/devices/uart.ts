// A 16550 at COM1, the transmitting half: what a kernel or a payload prints leaves the machine here. It is always ready
// to send and never receives. Its registers are words of the board's state.

import type { PortDevice, Sight } from "./device.ts";

export const COM1 = 0x3f8;

/** Offsets from the first port. */
const DATA = 0;
const INTERRUPT_ENABLE = 1;
const INTERRUPT_IDENTITY = 2;
const LINE_CONTROL = 3;
const MODEM_CONTROL = 4;
const LINE_STATUS = 5;
const MODEM_STATUS = 6;
/** In the line control register: offsets 0 and 1 are the divisor latch. */
const DIVISOR_LATCH = 0x80;
/** Transmitter holding register and transmitter empty. */
const READY = 0x60;
/** No interrupt pending. */
const NO_INTERRUPT = 0x01;
/** Data carrier detect, data set ready, clear to send. */
const CONNECTED = 0xb0;
const NEWLINE = 0x0a;
const REGISTERS = 8;
/** A longer line is handed over in pieces. */
const LONGEST_LINE = 1024;

export class Uart implements PortDevice {
  readonly name = "ttyS0";
  readonly title = "16550 serial port";
  readonly firstPort = COM1;
  readonly portCount = REGISTERS;
  /** Registers by offset, then the divisor latch. */
  readonly stateWords = REGISTERS + 2;
  /** Told of each complete line, without its newline. */
  onLine: ((text: string) => void) | undefined;
  private line = "";

  read(offset: number, state: Uint32Array): number {
    if (offset === LINE_STATUS) return READY;
    if (offset === INTERRUPT_IDENTITY) return NO_INTERRUPT;
    if (offset === MODEM_STATUS) return CONNECTED;
    if (this.isLatch(offset, state)) return state[REGISTERS + offset] ?? 0;
    return offset === DATA ? 0 : (state[offset] ?? 0);
  }

  write(offset: number, value: number, state: Uint32Array): void {
    if (this.isLatch(offset, state)) state[REGISTERS + offset] = value;
    else if (offset === DATA) this.send(value);
    else state[offset] = value;
  }

  sight(state: Uint32Array): Sight {
    const registers = [
      { name: "LCR", value: state[LINE_CONTROL] ?? 0, meaning: "bit 7: the first two ports are the divisor" },
      { name: "MCR", value: state[MODEM_CONTROL] ?? 0, meaning: "bits 0, 1 and 3: ready, request, interrupt wired" },
      { name: "IER", value: state[INTERRUPT_ENABLE] ?? 0, meaning: "interrupts asked for; it never raises one" },
    ];
    return { active: true, doing: "sends what it is given", registers, frames: [] };
  }

  /** Hands over a line that has no newline yet. */
  flush(): void {
    if (this.line === "") return;
    this.onLine?.(this.line);
    this.line = "";
  }

  private isLatch(offset: number, state: Uint32Array): boolean {
    return offset <= INTERRUPT_ENABLE && ((state[LINE_CONTROL] ?? 0) & DIVISOR_LATCH) !== 0;
  }

  /** A machine that repeats a recorded one has nobody who listens, and keeps no line. */
  private send(value: number): void {
    if (this.onLine === undefined) return;
    if (value !== NEWLINE) this.line += String.fromCharCode(value);
    if (value !== NEWLINE && this.line.length < LONGEST_LINE) return;
    this.onLine(this.line);
    this.line = "";
  }
}
