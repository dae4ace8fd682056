// sda, a bus-master disk with a queue of commands in memory.

import { DISK, LINE } from "../../devices/registers.ts";
import type { Errno } from "../kimage.ts";
import type { Kernel } from "../kernel.ts";
import { DISK_QUEUE_OFFSET } from "../layouts.ts";
import { op, type Work } from "../step.ts";
import { DEAD, type DeviceRow, type Driver, savedWord, saveRegisters } from "./driver.ts";
import { keepMask, maskInterrupt, type PciPlace, unmaskInterrupt } from "./pci.ts";

const port = (offset: number): number => DISK.base + offset;
const KEPT = [DISK.queue, DISK.queueSize, DISK.control].map(port);
const PCI: PciPlace = { mask: port(DISK.mask), word: KEPT.length, acpi: DISK.acpi };
/** Looks at a queue that does not empty before a driver gives up. */
const PATIENCE = 400;

const read = (kernel: Kernel, offset: number): number => kernel.io.read(port(offset), 4);
const write = (kernel: Kernel, offset: number, value: number): void => kernel.io.write(port(offset), 4, value);
const queueOf = (kernel: Kernel): number => kernel.page("data") + DISK_QUEUE_OFFSET;

function program(kernel: Kernel, row: DeviceRow): void {
  const queue = queueOf(kernel);
  row.set("ring", queue);
  row.set("next", 0);
  write(kernel, DISK.control, DISK.reset);
  write(kernel, DISK.queue, queue);
  write(kernel, DISK.queueSize, DISK.most);
  write(kernel, DISK.mask, DISK.interrupt);
  write(kernel, DISK.control, DISK.enable);
}

/** For `count` neighbouring blocks, one unless given, and as many frames from the buffer on. */
interface Command {
  readonly op: number;
  readonly block: number;
  readonly buffer: number;
  readonly count?: number;
}

/** Puts one command into the queue and rings; the transfer happens by itself. */
export function* submit(kernel: Kernel, { op: operation, block, buffer, count = 1 }: Command): Work<Errno | undefined> {
  const tail = read(kernel, DISK.tail);
  if (tail === DEAD || (read(kernel, DISK.control) & DISK.enable) === 0) return "EIO";
  const at = queueOf(kernel) + tail * DISK.commandBytes;
  const first = operation | (count > 1 ? count << DISK.countShift : 0);
  [first, block, buffer, 0].forEach((word, i) => kernel.memory.write32(at + i * 4, word));
  write(kernel, DISK.tail, (tail + 1) % DISK.most);
  const verb = operation === DISK.write ? "write" : "read";
  const what = count === 1 ? "block {a:dec}" : `${count} blocks from {a:dec} on`;
  yield op(`sda: ${verb} of ${what}, buffer {b:hex}`, block, buffer);
  return undefined;
}

/** Waits until the disk has done all that is in its queue. */
export function* drain(kernel: Kernel): Work<Errno | undefined> {
  for (let looks = 0; looks < PATIENCE; looks++) {
    const [head, tail] = [read(kernel, DISK.head), read(kernel, DISK.tail)];
    if (head === DEAD || tail === DEAD) return "EIO";
    if (head === tail) return undefined;
    yield op("sda: waits for commands under way: {a:dec}", (tail - head + DISK.most) % DISK.most);
  }
  return "EIO";
}

export const sda: Driver = {
  name: DISK.name,
  title: "disk, bus master with a queue",
  irq: LINE.disk,
  io: DISK.base,
  sysdev: false,
  inB: true,
  *start(kernel, row) {
    if (read(kernel, DISK.control) === DEAD) {
      yield op("sda: all registers read as ones, nothing answers");
      return "EIO";
    }
    program(kernel, row);
    yield op("sda: reset, queue at {a:hex}", queueOf(kernel));
    return undefined;
  },
  *freeze(kernel, row) {
    const failed = yield* drain(kernel);
    if (failed !== undefined) return failed;
    yield* saveRegisters(kernel, row, KEPT);
    write(kernel, DISK.control, 0);
    yield op("sda: queue empty, disk stopped");
    return undefined;
  },
  noirq: (kernel, row) => maskInterrupt(kernel, row, PCI),
  restoreNoirq: (kernel, row) => unmaskInterrupt(kernel, row, PCI),
  *restore(kernel, row) {
    if (row.get("is_saved") === 0) return yield op("sda: nothing was kept that could be restored");
    write(kernel, DISK.control, DISK.reset);
    KEPT.forEach((where, index) => kernel.io.write(where, 4, savedWord(kernel, row, index)));
    row.set("is_saved", 0);
    row.set("next", 0);
    yield op("sda: reset and programmed anew from RAM, queue at {a:hex}", savedWord(kernel, row, 0));
  },
  *shutdown(kernel, row) {
    yield* drain(kernel);
    row.set("is_saved", 0);
    write(kernel, DISK.control, 0);
    yield op("sda: flushed and off, nothing kept");
  },
  *lowPower(kernel, row) {
    keepMask(kernel, row, PCI);
    write(kernel, DISK.control, DISK.d3);
    yield op("sda: D3, it answers no more");
  },
  *interrupt(kernel, row) {
    write(kernel, DISK.status, DISK.done);
    const head = read(kernel, DISK.head);
    const done = head === DEAD ? 0 : (head - row.get("next") + DISK.most) % DISK.most;
    row.set("next", head === DEAD ? row.get("next") : head);
    row.set("handled", row.get("handled") + done);
    yield op("sda: {a:dec} commands are done", done);
  },
};
