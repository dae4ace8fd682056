// The pair of 8259A, and the I/O APIC. Which of the two reaches the processor is the board's interrupt mode.

import { IMCR, IO_APIC, LINE, LINES, PIC } from "../../devices/registers.ts";
import type { Kernel } from "../kernel.ts";
import { op, type Work } from "../step.ts";
import { type Driver, keepWord, NO_IRQ, savedWord } from "./driver.ts";

const ALL = 0xff;
/** Lines that somebody listens to. */
const USED = [LINE.timer, LINE.serial, LINE.nic, LINE.disk];
const unmask = (lines: readonly number[]): number =>
  lines.reduce((mask, line) => mask & ~(1 << line), 0xffff) & ~(1 << LINE.cascade);

/** ICW1 to ICW4 of both, then their masks. */
function init8259(kernel: Kernel, masks: number): void {
  const { io } = kernel;
  const chips = [
    { base: PIC.master, vector: PIC.masterVector, wiring: 1 << PIC.cascade, mask: masks & ALL },
    { base: PIC.slave, vector: PIC.slaveVector, wiring: PIC.cascade, mask: masks >>> 8 },
  ];
  for (const { base, vector, wiring, mask } of chips) {
    io.write(base + PIC.command, 1, PIC.initialise);
    for (const word of [vector, wiring, PIC.mode8086, mask]) io.write(base + PIC.data, 1, word);
  }
}

const masksOf = (kernel: Kernel): number =>
  kernel.io.read(PIC.master + PIC.data, 1) | (kernel.io.read(PIC.slave + PIC.data, 1) << 8);

export const usesIoApic = (kernel: Kernel): boolean => kernel.data.get("irq_mode") !== 0;

export const i8259A: Driver = {
  name: "i8259A",
  title: "pair of 8259A interrupt controllers",
  irq: undefined,
  io: PIC.master,
  sysdev: true,
  inB: true,
  *start(kernel) {
    const masks = usesIoApic(kernel) ? 0xffff : unmask(USED);
    init8259(kernel, masks);
    yield op("i8259A: vectors from {a:hex} on, masks {b:hex}", PIC.masterVector, masks);
  },
  *freeze(kernel, row) {
    keepWord(kernel, row, 0, masksOf(kernel));
    row.set("is_saved", 1);
    kernel.io.write(PIC.master + PIC.data, 1, ALL);
    kernel.io.write(PIC.slave + PIC.data, 1, ALL);
    yield op("i8259A: masks {a:hex} are kept in RAM, all lines masked", savedWord(kernel, row, 0));
  },
  *restore(kernel, row) {
    if (row.get("is_saved") === 0) return yield op("i8259A: nothing was kept that could be restored");
    init8259(kernel, savedWord(kernel, row, 0));
    row.set("is_saved", 0);
    yield op("i8259A: initialised anew, masks {a:hex} from RAM", savedWord(kernel, row, 0));
  },
  *shutdown(kernel) {
    init8259(kernel, 0xffff);
    yield op("i8259A: all lines masked");
  },
};

function select(kernel: Kernel, register: number): void {
  kernel.io.writeMemory(IO_APIC.select, register);
}

function entry(kernel: Kernel, line: number): number {
  select(kernel, IO_APIC.entry(line));
  return kernel.io.readMemory(IO_APIC.window);
}

function setEntry(kernel: Kernel, line: number, low: number): void {
  select(kernel, IO_APIC.entry(line));
  kernel.io.writeMemory(IO_APIC.window, low);
}

function setMode(kernel: Kernel, symmetric: boolean): void {
  kernel.io.write(IMCR.select, 1, IMCR.register);
  kernel.io.write(IMCR.data, 1, symmetric ? IMCR.symmetric : 0);
}

export const ioApic: Driver = {
  name: "ioapic",
  title: "I/O APIC",
  irq: undefined,
  io: NO_IRQ,
  sysdev: true,
  inB: false,
  *start(kernel) {
    if (!usesIoApic(kernel)) return yield op("ioapic: not used");
    for (const line of USED) setEntry(kernel, line, IO_APIC.firstVector + line);
    setMode(kernel, true);
    yield op("ioapic: {a:dec} lines, symmetric mode", USED.length);
  },
  *freeze(kernel, row) {
    USED.forEach((line, index) => keepWord(kernel, row, index, entry(kernel, line)));
    row.set("is_saved", 1);
    yield op("ioapic: {a:dec} redirection entries are kept in RAM", USED.length);
  },
  *restore(kernel, row) {
    if (!usesIoApic(kernel) || row.get("is_saved") === 0) return yield op("ioapic: not used");
    USED.forEach((line, index) => setEntry(kernel, line, savedWord(kernel, row, index)));
    setMode(kernel, true);
    row.set("is_saved", 0);
    yield op("ioapic: {a:dec} redirection entries from RAM, symmetric mode", USED.length);
  },
  *shutdown(kernel) {
    yield* clearIoApic(kernel);
  },
};

/** clear_IO_APIC: every line masked. */
export function* clearIoApic(kernel: Kernel): Work {
  for (const line of USED) setEntry(kernel, line, IO_APIC.masked);
  yield op("clear_IO_APIC: {a:dec} lines masked", USED.length);
}

/** restore_boot_irq_mode: the PIC reaches the processor, as firmware leaves it and a kernel that boots expects it. */
export function* restoreBootIrqMode(kernel: Kernel): Work {
  setMode(kernel, false);
  yield op("restore_boot_irq_mode: the PIC reaches the processor");
}

/** The line behind a vector, by the controller that the kernel uses; undefined where it expects none. */
export function lineOf(kernel: Kernel, vector: number): number | undefined {
  const line = vector - (usesIoApic(kernel) ? IO_APIC.firstVector : PIC.masterVector);
  return line >= 0 && line < LINES ? line : undefined;
}

/** End of interrupt, at whichever controller has delivered it. */
export function endOfInterrupt(kernel: Kernel, line: number): void {
  if (usesIoApic(kernel)) return kernel.io.writeMemory(IO_APIC.endOfInterrupt, 0);
  if (line >= 8) kernel.io.write(PIC.slave + PIC.command, 1, PIC.endOfInterrupt);
  kernel.io.write(PIC.master + PIC.command, 1, PIC.endOfInterrupt);
}
