// The I/O APIC, with as much of the local APIC as interrupts of one processor need: redirection entries, edge triggered,
// and the end-of-interrupt register. Masked edges are lost. Priority is that of the vector.

import type { MemoryWindow, PortDevice, Sight } from "./device.ts";
import { bit, word } from "./device.ts";
import { IO_APIC, LINES } from "./registers.ts";

/** Words of state; the redirection entries, low and high half each, follow. */
const SELECT = 0;
const REQUESTS = 1;
const IN_SERVICE = 2;
const ENTRIES = 3;

const WINDOW_SELECT = 0;
const WINDOW_DATA = 1;
const WINDOW_EOI = 2;
const VERSION_REGISTER = 1;
const VERSION = 0x11 | ((LINES - 1) << 16);
const FIRST_ENTRY = IO_APIC.entry(0);
/** Vectors come in classes of sixteen; one in service holds back its class and those below. */
const classOf = (vector: number): number => vector >>> 4;

export class IoApic implements PortDevice {
  readonly name = "ioapic";
  readonly title = "I/O APIC, 16 entries";
  readonly firstPort = 0;
  readonly portCount = 0;
  readonly stateWords = ENTRIES + 2 * LINES;
  readonly windows: readonly MemoryWindow[] = [
    { address: IO_APIC.select, register: WINDOW_SELECT },
    { address: IO_APIC.window, register: WINDOW_DATA },
    { address: IO_APIC.endOfInterrupt, register: WINDOW_EOI },
  ];

  reset(state: Uint32Array): void {
    for (let line = 0; line < LINES; line++) state[ENTRIES + 2 * line] = IO_APIC.masked;
  }

  read(): number {
    return 0xff;
  }

  write(): void {}

  readWindow(window: number, state: Uint32Array): number {
    const selected = word(state, SELECT);
    if (window === WINDOW_SELECT) return selected;
    if (window === WINDOW_EOI) return 0;
    if (selected === VERSION_REGISTER) return VERSION;
    return this.isEntry(selected) ? word(state, ENTRIES + selected - FIRST_ENTRY) : 0;
  }

  writeWindow(window: number, value: number, state: Uint32Array): void {
    const selected = word(state, SELECT);
    if (window === WINDOW_SELECT) state[SELECT] = value & 0xff;
    else if (window === WINDOW_EOI) this.endOfInterrupt(state);
    else if (this.isEntry(selected)) state[ENTRIES + selected - FIRST_ENTRY] = value;
  }

  private isEntry(register: number): boolean {
    return register >= FIRST_ENTRY && register < FIRST_ENTRY + 2 * LINES;
  }

  private endOfInterrupt(state: Uint32Array): void {
    const line = this.highest(word(state, IN_SERVICE), state);
    if (line !== undefined) state[IN_SERVICE] = word(state, IN_SERVICE) & ~(1 << line);
  }

  /** The line of those set that has the highest vector. */
  private highest(lines: number, state: Uint32Array): number | undefined {
    let found: number | undefined;
    for (let line = 0; line < LINES; line++) {
      if (!bit(lines, 1 << line)) continue;
      if (found === undefined || this.vectorOf(line, state) > this.vectorOf(found, state)) found = line;
    }
    return found;
  }

  // -------------------------------------------------------------------------------- the wires

  raise(line: number, state: Uint32Array): void {
    if (!this.isMasked(line, state)) state[REQUESTS] = word(state, REQUESTS) | (1 << line);
  }

  isRequested(line: number, state: Uint32Array): boolean {
    return bit(word(state, REQUESTS), 1 << line);
  }

  isInService(line: number, state: Uint32Array): boolean {
    return bit(word(state, IN_SERVICE), 1 << line);
  }

  isMasked(line: number, state: Uint32Array): boolean {
    return bit(word(state, ENTRIES + 2 * line), IO_APIC.masked);
  }

  vectorOf(line: number, state: Uint32Array): number {
    return word(state, ENTRIES + 2 * line) & IO_APIC.vector;
  }

  pending(state: Uint32Array): number | undefined {
    const line = this.highest(word(state, REQUESTS), state);
    const serving = this.highest(word(state, IN_SERVICE), state);
    if (line === undefined || serving === undefined) return line;
    return classOf(this.vectorOf(line, state)) > classOf(this.vectorOf(serving, state)) ? line : undefined;
  }

  acknowledge(line: number, state: Uint32Array): number {
    state[REQUESTS] = word(state, REQUESTS) & ~(1 << line);
    state[IN_SERVICE] = word(state, IN_SERVICE) | (1 << line);
    return this.vectorOf(line, state);
  }

  sight(state: Uint32Array): Sight {
    const entries = Array.from({ length: LINES }, (_, line) => line).filter((line) => !this.isMasked(line, state));
    return {
      active: entries.length > 0,
      doing: entries.length === 0 ? "every entry is masked" : `${entries.length} lines have a vector`,
      registers: [
        { name: "IRR", value: word(state, REQUESTS), meaning: "lines requested" },
        { name: "ISR", value: word(state, IN_SERVICE), meaning: "lines in service, until end of interrupt" },
        ...entries.map((line) => ({
          name: `entry ${line}`,
          value: word(state, ENTRIES + 2 * line),
          meaning: "vector in bits 0 to 7, masked by bit 16",
        })),
      ],
      frames: [],
    };
  }
}
