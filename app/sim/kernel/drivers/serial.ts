// ttyS0: line control and interrupt enable of the 16550.

import { COM1 } from "../../devices/uart.ts";
import { LINE } from "../../devices/registers.ts";
import { op } from "../step.ts";
import { type Driver, keepWord, savedWord } from "./driver.ts";

const INTERRUPT_ENABLE = COM1 + 1;
const LINE_CONTROL = COM1 + 3;
const MODEM_CONTROL = COM1 + 4;
const EIGHT_BITS = 3;
/** DTR, RTS, OUT2. */
const READY = 0x0b;

export const ttyS0: Driver = {
  name: "ttyS0",
  title: "serial console",
  irq: LINE.serial,
  io: COM1,
  sysdev: false,
  inB: true,
  *start(kernel) {
    kernel.io.write(LINE_CONTROL, 1, EIGHT_BITS);
    kernel.io.write(MODEM_CONTROL, 1, READY);
    yield op("ttyS0: eight bits, no parity");
  },
  *freeze(kernel, row) {
    keepWord(kernel, row, 0, kernel.io.read(LINE_CONTROL, 1));
    keepWord(kernel, row, 1, kernel.io.read(INTERRUPT_ENABLE, 1));
    row.set("is_saved", 1);
    yield op("ttyS0: line control {a:hex} is kept in RAM", savedWord(kernel, row, 0));
  },
  *late(kernel, row) {
    keepWord(kernel, row, 2, kernel.io.read(MODEM_CONTROL, 1));
    kernel.io.write(MODEM_CONTROL, 1, 0);
    yield op("ttyS0: modem control {a:hex} is kept in RAM, its lines go down", savedWord(kernel, row, 2));
  },
  *restoreEarly(kernel, row) {
    kernel.io.write(MODEM_CONTROL, 1, savedWord(kernel, row, 2));
    yield op("ttyS0: modem control {a:hex} from RAM", savedWord(kernel, row, 2));
  },
  *restore(kernel, row) {
    if (row.get("is_saved") === 0) return yield op("ttyS0: nothing was kept that could be restored");
    kernel.io.write(LINE_CONTROL, 1, savedWord(kernel, row, 0));
    kernel.io.write(INTERRUPT_ENABLE, 1, savedWord(kernel, row, 1));
    row.set("is_saved", 0);
    yield op("ttyS0: line control {a:hex} from RAM", savedWord(kernel, row, 0));
  },
  *shutdown(kernel, row) {
    row.set("is_saved", 0);
    kernel.io.write(INTERRUPT_ENABLE, 1, 0);
    yield op("ttyS0: off, nothing kept");
  },
};
