// A processor beyond the boot processor, as far as the boot processor and memory notice it: while it runs, its idle loop
// counts a word of its per-CPU area up. One that is not parked goes on doing so in whatever that frame has become.

import { randomAt } from "../core/rng.ts";
import { PAGE_SHIFT } from "../core/units.ts";
import { type Act, type Bench, NEVER, type PortDevice, type Sight, word } from "./device.ts";
import { PROCESSOR_UNIT } from "./registers.ts";

/** Words of state. */
const CONTROL = PROCESSOR_UNIT.control / 4;
const AREA = PROCESSOR_UNIT.area / 4;
const DUE = 2;
const TICKS = 3;

const TICKS_PER_DEPTH = 32;
const DEEPEST = 10;

export class ProcessorUnit implements PortDevice {
  readonly name: string;
  readonly title: string;
  readonly firstPort: number;
  readonly portCount = PROCESSOR_UNIT.stride;
  readonly wide = true;
  readonly stateWords = 4;
  readonly id: number;
  private readonly seed: number;

  constructor(id: number, seed: number) {
    this.id = id;
    this.name = `cpu${id}`;
    this.title = `processor ${id}`;
    this.firstPort = PROCESSOR_UNIT.base + PROCESSOR_UNIT.stride * id;
    this.seed = seed ^ (id * 0x9e37);
  }

  reset(state: Uint32Array): void {
    state[DUE] = NEVER;
  }

  read(register: number, state: Uint32Array): number {
    return word(state, register / 4);
  }

  write(register: number, value: number, state: Uint32Array, bench: Bench): void {
    if (register === PROCESSOR_UNIT.area) {
      state[AREA] = value;
      return;
    }
    const runs = (value & PROCESSOR_UNIT.running) !== 0;
    const ran = word(state, CONTROL) !== 0;
    state[CONTROL] = runs ? PROCESSOR_UNIT.running : 0;
    if (runs !== ran) state[TICKS] = 0;
    if (runs !== ran) state[DUE] = runs ? bench.now + this.interval(state) : NEVER;
  }

  /** Three quarters of a period to one and a quarter. The longer it idles, the deeper, as without a periodic tick. */
  private interval(state: Uint32Array): number {
    const depth = Math.min(DEEPEST, Math.floor(word(state, TICKS) / TICKS_PER_DEPTH));
    const period = PROCESSOR_UNIT.period << depth;
    return period - (period >>> 2) + (randomAt(this.seed, word(state, TICKS)) % (period >>> 1));
  }

  due(state: Uint32Array): number {
    return word(state, DUE);
  }

  act(state: Uint32Array, { memory, now }: Bench): Act {
    const area = word(state, AREA);
    const count = (memory.read32(area) + 1) >>> 0;
    memory.write32(area, count);
    state[TICKS] = word(state, TICKS) + 1;
    state[DUE] = now + this.interval(state);
    return { label: `${this.name}: idle loop counts {b:dec} at {a:hex}`, a: area, b: count };
  }

  sight(state: Uint32Array): Sight {
    const runs = word(state, CONTROL) !== 0;
    const area = word(state, AREA);
    return {
      active: runs,
      doing: runs ? "idles, and counts" : "is parked",
      registers: [
        { name: "CONTROL", value: word(state, CONTROL), meaning: "1 running, 0 parked" },
        { name: "AREA", value: area, meaning: "physical address of its per-CPU words" },
      ],
      frames: runs ? [area >>> PAGE_SHIFT] : [],
    };
  }
}
