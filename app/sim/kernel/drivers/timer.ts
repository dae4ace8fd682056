// The 8254 that makes the kernel's ticks.

import { LINE, PIT } from "../../devices/registers.ts";
import type { Kernel } from "../kernel.ts";
import { op } from "../step.ts";
import { type Driver, keepWord, savedWord } from "./driver.ts";

/** 1.193182 MHz over HZ = 1000. */
export const LATCH = 1193;

function setDivisor(kernel: Kernel, command: number, divisor: number): void {
  kernel.io.write(PIT.command, 1, command);
  kernel.io.write(PIT.channel0, 1, divisor & 0xff);
  kernel.io.write(PIT.channel0, 1, divisor >>> 8);
}

const divisorOf = (kernel: Kernel): number => kernel.io.read(PIT.channel0, 1) | (kernel.io.read(PIT.channel0, 1) << 8);

export const timer: Driver = {
  name: "timer",
  title: "8254 interval timer",
  irq: LINE.timer,
  io: PIT.channel0,
  sysdev: true,
  inB: true,
  *start(kernel) {
    setDivisor(kernel, PIT.rate, LATCH);
    yield op("timer: a tick every {a:dec} operations", LATCH);
  },
  *freeze(kernel, row) {
    keepWord(kernel, row, 0, divisorOf(kernel));
    row.set("is_saved", 1);
    setDivisor(kernel, PIT.stop, 0);
    yield op("timer: divisor {a:dec} is kept in RAM, no ticks from here on", savedWord(kernel, row, 0));
  },
  *restore(kernel, row) {
    if (row.get("is_saved") === 0) return yield op("timer: nothing was kept that could be restored");
    setDivisor(kernel, PIT.rate, savedWord(kernel, row, 0));
    row.set("is_saved", 0);
    yield op("timer: a tick every {a:dec} operations again", savedWord(kernel, row, 0));
  },
  *shutdown(kernel) {
    setDivisor(kernel, PIT.stop, 0);
    yield op("timer: off");
  },
  *interrupt(kernel) {
    kernel.data.set("jiffies", kernel.data.get("jiffies") + 1);
    yield op("timer: jiffies = {a:dec}", kernel.data.get("jiffies"));
  },
};
