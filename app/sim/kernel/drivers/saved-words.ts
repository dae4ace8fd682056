// What the words mean that each driver keeps in its device's struct, in their order.

import { IO_APIC, LINE } from "../../devices/registers.ts";

interface SavedWord {
  readonly name: string;
  readonly meaning: string;
}

const words = (...rows: readonly (readonly [name: string, meaning: string])[]): readonly SavedWord[] =>
  rows.map(([name, meaning]) => ({ name, meaning }));

const redirections = [LINE.timer, LINE.serial, LINE.nic, LINE.disk].map(
  (line) => [`entry ${line}`, `redirection of line ${line}: register 0x${IO_APIC.entry(line).toString(16)}`] as const,
);

export const SAVED_WORDS: Readonly<Record<string, readonly SavedWord[]>> = {
  i8259A: words(["masks", "mask registers, master in the low byte"]),
  ioapic: words(...redirections),
  timer: words(["divisor", "operations between two ticks"]),
  ttyS0: words(["LCR", "line control"], ["IER", "interrupt enable"], ["MCR", "modem control"]),
  sda: words(
    ["QUEUE", "physical address of the queue"],
    ["QUEUE_SIZE", "entries"],
    ["CONTROL", "enabled"],
    ["MASK", "interrupts on"],
  ),
  eth0: words(
    ["RING", "physical address of the ring"],
    ["RING_SIZE", "entries"],
    ["PERIOD", "operations between two packets"],
    ["CONTROL", "receives"],
    ["MASK", "interrupts on"],
  ),
};
