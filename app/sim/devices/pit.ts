// An 8254 interval timer, channel 0 on interrupt line 0. Time is counted in completed operations. Ticks that nobody could
// notice, because the controllers still hold the one before, are not made one by one: the counter catches up.

import { type Act, type Bench, NEVER, type PortDevice, type Sight, word } from "./device.ts";
import { LINE, PIT } from "./registers.ts";

/** Words of state. */
const COMMAND = 0;
const LOW = 1;
/** The next byte written, and read, is the high one. */
const HIGH_NEXT = 2;
const READS_HIGH = 3;
/** 0 while it stands still. */
const DIVISOR = 4;
const NEXT = 5;
/** It would tick, but nobody could notice. */
const QUIET = 6;

const COMMAND_OFFSET = PIT.command - PIT.channel0;
/** What one shot or a rate of 0 means: the counter's whole range. */
const WHOLE = 0x10000;
const CHANNEL_BITS = 0xc0;

export class Pit implements PortDevice {
  readonly name = "timer";
  readonly title = "8254 interval timer";
  readonly firstPort = PIT.channel0;
  readonly portCount = 4;
  readonly stateWords = 7;
  readonly readsChange = true;
  readonly irq = LINE.timer;
  private readonly isUnnoticed: () => boolean;

  /** `isUnnoticed`: would another edge on the timer's line change nothing? */
  constructor(isUnnoticed: () => boolean) {
    this.isUnnoticed = isUnnoticed;
  }

  reset(state: Uint32Array): void {
    state[NEXT] = NEVER;
  }

  /** The divisor, low and high byte in turn. */
  read(offset: number, state: Uint32Array): number {
    if (offset !== 0) return 0xff;
    const divisor = word(state, DIVISOR);
    const high = word(state, READS_HIGH) === 1;
    state[READS_HIGH] = high ? 0 : 1;
    return (high ? divisor >>> 8 : divisor) & 0xff;
  }

  write(offset: number, value: number, state: Uint32Array, bench: Bench): void {
    if (offset === COMMAND_OFFSET) this.command(value, state);
    else if (offset === 0) this.load(value, state, bench.now);
  }

  private command(value: number, state: Uint32Array): void {
    if ((value & CHANNEL_BITS) !== 0) return;
    state.fill(0);
    state[COMMAND] = value;
    state[NEXT] = NEVER;
  }

  private load(value: number, state: Uint32Array, now: number): void {
    if (word(state, HIGH_NEXT) === 0) {
      state[LOW] = value;
      state[HIGH_NEXT] = 1;
      return;
    }
    const count = word(state, LOW) | (value << 8);
    const repeats = word(state, COMMAND) === PIT.rate;
    const divisor = repeats && count === 0 ? WHOLE : count;
    state[HIGH_NEXT] = 0;
    state[DIVISOR] = divisor;
    state[NEXT] = divisor === 0 ? NEVER : now + divisor;
    state[QUIET] = 0;
  }

  due(state: Uint32Array): number {
    return word(state, QUIET) === 1 ? NEVER : word(state, NEXT);
  }

  act(state: Uint32Array, bench: Bench): Act {
    const repeats = word(state, COMMAND) === PIT.rate;
    state[NEXT] = repeats ? this.following(state, bench.now) : NEVER;
    bench.raise(LINE.timer);
    state[QUIET] = repeats && this.isUnnoticed() ? 1 : 0;
    return { label: "timer: line {a:dec} raised after {b:dec} operations", a: LINE.timer, b: word(state, DIVISOR) };
  }

  /** The controllers have changed: a tick may be noticed again. */
  settle(state: Uint32Array, now: number): void {
    if (word(state, QUIET) === 0 || this.isUnnoticed()) return;
    state[QUIET] = 0;
    if (word(state, NEXT) <= now) state[NEXT] = this.following(state, now);
  }

  /** The first tick after `now`. */
  private following(state: Uint32Array, now: number): number {
    const next = word(state, NEXT);
    const divisor = word(state, DIVISOR);
    return next + divisor * (Math.floor(Math.max(0, now - next) / divisor) + 1);
  }

  sight(state: Uint32Array): Sight {
    const divisor = word(state, DIVISOR);
    const runs = word(state, NEXT) !== NEVER;
    return {
      active: runs,
      doing: runs ? `raises line 0 every ${divisor} operations` : "stands still",
      registers: [
        { name: "mode", value: word(state, COMMAND), meaning: "0x34: rate generator; 0x30: one shot" },
        { name: "divisor", value: divisor, meaning: "operations between two ticks" },
      ],
      frames: [],
    };
  }
}
