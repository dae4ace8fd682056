// ACPI's fixed hardware, as far as the lab goes: PM1a control, which switches the machine off, and a port that takes a
// device out of D3, as its _PS0 method does.

import { type BootSpan, SLEEP_STATES } from "../api.ts";
import { type Bench, type PortDevice, type Sight, word } from "./device.ts";
import { ACPI } from "./registers.ts";

/** Words of state: PM1a control by byte. */
const LOW = 0;
const HIGH = 1;
/** Sleep type that has switched it off, or LOST. */
const OFF = 2;
/** No sleep type. */
const LOST = 8;
const POWER_ON = ACPI.powerOn - ACPI.pm1a;
const TYPE_BITS = 7;

/** How power goes. */
export type PowerEnd = NonNullable<BootSpan["ended"]>;

export class Acpi implements PortDevice {
  readonly name = "ACPI";
  readonly title = "ACPI power management";
  readonly firstPort = ACPI.pm1a;
  readonly portCount = POWER_ON + 1;
  readonly stateWords = 3;

  read(offset: number, state: Uint32Array): number {
    return offset > HIGH ? 0xff : word(state, offset);
  }

  write(offset: number, value: number, state: Uint32Array, bench: Bench): void {
    if (offset === POWER_ON) bench.powerOn(value);
    else if (offset <= HIGH) this.pm1a(offset, value, state);
  }

  /** The sleep enable bit takes effect when it is written, and reads as 0. */
  private pm1a(offset: number, value: number, state: Uint32Array): void {
    const enable = ACPI.sleepEnable >>> 8;
    state[offset] = offset === HIGH ? value & ~enable : value;
    if (offset !== HIGH || (value & enable) === 0) return;
    const control = word(state, LOW) | (value << 8);
    const type = (control >>> ACPI.sleepTypeShift) & TYPE_BITS;
    if (type === ACPI.sleepTypes.S4 || type === ACPI.sleepTypes.S5) state[OFF] = type;
  }

  /** Why the machine is off; undefined while it is on. */
  off(state: Uint32Array): PowerEnd | undefined {
    const type = word(state, OFF);
    return type === LOST ? "power lost" : SLEEP_STATES.find((name) => ACPI.sleepTypes[name] === type);
  }

  losePower(state: Uint32Array): void {
    state[OFF] = LOST;
  }

  sight(state: Uint32Array): Sight {
    const control = word(state, LOW) | (word(state, HIGH) << 8);
    return {
      active: false,
      doing: this.off(state) !== undefined ? "the machine is off" : "S0, working",
      registers: [{ name: "PM1a", value: control, meaning: "sleep type in bits 10 to 12" }],
      frames: [],
    };
  }
}
