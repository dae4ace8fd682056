// eth0, a bus-master network card: it writes packets into buffers in memory by itself until it is told to stop.

import { LINE, NIC } from "../../devices/registers.ts";
import type { Kernel } from "../kernel.ts";
import { NIC_RING_OFFSET } from "../layouts.ts";
import { op, type Work } from "../step.ts";
import { type DeviceRow, type Driver, savedWord, saveRegisters } from "./driver.ts";
import { keepMask, maskInterrupt, type PciPlace, unmaskInterrupt } from "./pci.ts";

const port = (offset: number): number => NIC.base + offset;
/** In the order of the saved words. */
const KEPT = [NIC.ring, NIC.ringSize, NIC.period, NIC.control].map(port);
const PCI: PciPlace = { mask: port(NIC.mask), word: KEPT.length, acpi: NIC.acpi };
const LENGTH_MASK = 0xffff;

const write = (kernel: Kernel, offset: number, value: number): void => kernel.io.write(port(offset), 4, value);

/** Gives each entry of the ring a buffer and hands it to the card; before the machine runs. */
export function fillRing(kernel: Kernel, buffers: readonly number[]): void {
  const ring = kernel.page("data") + NIC_RING_OFFSET;
  buffers.forEach((buffer, index) => {
    kernel.memory.write32(ring + index * NIC.entryBytes, buffer);
    kernel.memory.write32(ring + index * NIC.entryBytes + 4, NIC.owned);
  });
}

/** What ifup does: the card begins to receive. */
export function* open(kernel: Kernel, row: DeviceRow, entries: number, period: number): Work {
  const ring = kernel.page("data") + NIC_RING_OFFSET;
  row.set("ring", ring);
  write(kernel, NIC.ring, ring);
  write(kernel, NIC.ringSize, entries);
  write(kernel, NIC.period, period);
  write(kernel, NIC.mask, NIC.interrupt);
  write(kernel, NIC.control, NIC.enable);
  yield op("eth0: {a:dec} buffers, ring at {b:hex}, receive DMA is on", entries, ring);
}

export const eth0: Driver = {
  name: NIC.name,
  title: "network card, bus master",
  irq: LINE.nic,
  io: NIC.base,
  sysdev: false,
  inB: false,
  *start(kernel) {
    write(kernel, NIC.control, NIC.reset);
    yield op("eth0: reset; it is not up before somebody configures it");
  },
  *freeze(kernel, row) {
    yield* saveRegisters(kernel, row, KEPT);
    write(kernel, NIC.control, 0);
    yield op("eth0: receive DMA is off");
  },
  noirq: (kernel, row) => maskInterrupt(kernel, row, PCI),
  restoreNoirq: (kernel, row) => unmaskInterrupt(kernel, row, PCI),
  *restore(kernel, row) {
    if (row.get("is_saved") === 0) return yield op("eth0: nothing was kept that could be restored");
    write(kernel, NIC.control, NIC.reset);
    KEPT.forEach((where, index) => kernel.io.write(where, 4, savedWord(kernel, row, index)));
    row.set("is_saved", 0);
    row.set("next", 0);
    yield op("eth0: reset and programmed anew from RAM, ring at {a:hex}, receive DMA is on", savedWord(kernel, row, 0));
  },
  *shutdown(kernel, row) {
    row.set("is_saved", 0);
    write(kernel, NIC.control, NIC.reset);
    yield op("eth0: off, nothing kept");
  },
  *lowPower(kernel, row) {
    keepMask(kernel, row, PCI);
    write(kernel, NIC.control, NIC.d3);
    yield op("eth0: D3, it answers no more");
  },
  *interrupt(kernel, row) {
    write(kernel, NIC.status, NIC.received);
    const entries = kernel.io.read(port(NIC.ringSize), 4);
    let packets = 0;
    for (let looked = 0; looked < Math.min(entries, NIC.most); looked++) {
      const entry = row.get("ring") + (row.get("next") % entries) * NIC.entryBytes + 4;
      const word = kernel.memory.read32(entry);
      if ((word & NIC.owned) !== 0 || (word & LENGTH_MASK) === 0) break;
      kernel.memory.write32(entry, NIC.owned);
      row.set("next", (row.get("next") + 1) % entries);
      packets++;
    }
    row.set("handled", row.get("handled") + packets);
    yield op("eth0: {a:dec} packets taken, their buffers are the card's again", packets);
  },
};
