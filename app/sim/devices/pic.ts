// An 8259A interrupt controller: requests latched on the edge, a mask, fixed priorities, fully nested service. The board
// has two, the slave on line 2 of the master.

import type { PortDevice, Sight } from "./device.ts";
import { bit, word } from "./device.ts";
import { PIC } from "./registers.ts";

/** Words of state. */
const REQUESTS = 0;
const MASK = 1;
const IN_SERVICE = 2;
const BASE = 3;
/** Which initialisation word is expected next on the data port; 0: none, it is the mask. */
const EXPECTS = 4;
const NEEDS_ICW4 = 5;
/** The command port reads the in-service register. */
const READS_SERVICE = 6;

const ICW1 = 0x10;
const ICW1_ICW4 = 0x01;
const ICW1_SINGLE = 0x02;
const OCW3 = 0x08;
const SPECIFIC_EOI = 0x60;
const COMMAND_BITS = 0xe0;
const LINES_EACH = 8;

/** The lowest bit set, which has the highest priority; 8 if none is. */
function first(bits: number): number {
  for (let line = 0; line < LINES_EACH; line++) if (bit(bits, 1 << line)) return line;
  return LINES_EACH;
}

export class Pic implements PortDevice {
  readonly name: string;
  readonly title: string;
  readonly firstPort: number;
  readonly portCount = 2;
  readonly stateWords = 7;

  constructor(which: "master" | "slave") {
    this.name = which === "master" ? "i8259A" : "i8259A slave";
    this.title = which === "master" ? "8259A, lines 0 to 7" : "8259A, lines 8 to 15";
    this.firstPort = PIC[which];
  }

  reset(state: Uint32Array): void {
    state[MASK] = 0xff;
  }

  read(offset: number, state: Uint32Array): number {
    if (offset === PIC.data) return word(state, MASK);
    return word(state, word(state, READS_SERVICE) === 1 ? IN_SERVICE : REQUESTS);
  }

  write(offset: number, value: number, state: Uint32Array): void {
    if (offset === PIC.data) this.writeData(value, state);
    else if (bit(value, ICW1)) this.initialise(value, state);
    else if (bit(value, OCW3)) {
      if (value === PIC.readRequests || value === PIC.readInService) {
        state[READS_SERVICE] = value === PIC.readInService ? 1 : 0;
      }
    } else if ((value & COMMAND_BITS) === PIC.endOfInterrupt) {
      state[IN_SERVICE] = word(state, IN_SERVICE) & ~(1 << first(word(state, IN_SERVICE)));
    } else if ((value & COMMAND_BITS) === SPECIFIC_EOI) {
      state[IN_SERVICE] = word(state, IN_SERVICE) & ~(1 << (value & 7));
    }
  }

  private initialise(value: number, state: Uint32Array): void {
    state.fill(0);
    state[EXPECTS] = 2;
    state[NEEDS_ICW4] = (value & ICW1_ICW4) | (value & ICW1_SINGLE);
  }

  private writeData(value: number, state: Uint32Array): void {
    const needs = word(state, NEEDS_ICW4);
    switch (word(state, EXPECTS)) {
      case 2:
        state[BASE] = value & 0xf8;
        state[EXPECTS] = bit(needs, ICW1_SINGLE) ? (bit(needs, ICW1_ICW4) ? 4 : 0) : 3;
        return;
      case 3:
        state[EXPECTS] = bit(needs, ICW1_ICW4) ? 4 : 0;
        return;
      case 4:
        state[EXPECTS] = 0;
        return;
      default:
        state[MASK] = value;
    }
  }

  // -------------------------------------------------------------------------------- the wires

  raise(line: number, state: Uint32Array): void {
    state[REQUESTS] = word(state, REQUESTS) | (1 << line);
  }

  isRequested(line: number, state: Uint32Array): boolean {
    return bit(word(state, REQUESTS), 1 << line);
  }

  isInService(line: number, state: Uint32Array): boolean {
    return bit(word(state, IN_SERVICE), 1 << line);
  }

  isMasked(line: number, state: Uint32Array): boolean {
    return bit(word(state, MASK), 1 << line);
  }

  vectorOf(line: number, state: Uint32Array): number {
    return word(state, BASE) + line;
  }

  /** The line it asks for: requested, not masked, of higher priority than any in service. `more`: lines held up from outside. */
  pending(state: Uint32Array, more = 0): number | undefined {
    const line = first((word(state, REQUESTS) | more) & ~word(state, MASK));
    return line < first(word(state, IN_SERVICE)) ? line : undefined;
  }

  acknowledge(line: number, state: Uint32Array): number {
    state[REQUESTS] = word(state, REQUESTS) & ~(1 << line);
    state[IN_SERVICE] = word(state, IN_SERVICE) | (1 << line);
    return this.vectorOf(line, state);
  }

  sight(state: Uint32Array): Sight {
    return {
      active: word(state, MASK) !== 0xff,
      doing: word(state, EXPECTS) !== 0 ? `waits for ICW${word(state, EXPECTS)}` : "passes on unmasked lines",
      registers: [
        { name: "IRR", value: word(state, REQUESTS), meaning: "lines requested" },
        { name: "ISR", value: word(state, IN_SERVICE), meaning: "lines in service, until end of interrupt" },
        { name: "IMR", value: word(state, MASK), meaning: "lines masked" },
        { name: "ICW2", value: word(state, BASE), meaning: "vector of the first line" },
      ],
      frames: [],
    };
  }
}
