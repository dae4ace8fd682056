// The interrupt mode configuration register: whether the PIC reaches the boot processor, as a BIOS leaves it, or the I/O
// APIC does.

import type { PortDevice, Sight } from "./device.ts";
import { word } from "./device.ts";
import { IMCR } from "./registers.ts";

const SELECTED = 0;
const MODE = 1;

export class Imcr implements PortDevice {
  readonly name = "IMCR";
  readonly title = "interrupt mode configuration register";
  readonly firstPort = IMCR.select;
  readonly portCount = 2;
  readonly stateWords = 2;

  read(offset: number, state: Uint32Array): number {
    if (offset === 0) return word(state, SELECTED);
    return word(state, SELECTED) === IMCR.register ? word(state, MODE) : 0xff;
  }

  write(offset: number, value: number, state: Uint32Array): void {
    if (offset === 0) state[SELECTED] = value;
    else if (word(state, SELECTED) === IMCR.register) state[MODE] = value & IMCR.symmetric;
  }

  isSymmetric(state: Uint32Array): boolean {
    return word(state, MODE) === IMCR.symmetric;
  }

  sight(state: Uint32Array): Sight {
    const symmetric = this.isSymmetric(state);
    return {
      active: symmetric,
      doing: symmetric ? "the I/O APIC reaches the processor" : "the PIC reaches the processor",
      registers: [{ name: "IMCR", value: word(state, MODE), meaning: "1: the I/O APIC reaches the processor" }],
      frames: [],
    };
  }
}
