// What the bus does for its devices in the noirq phase: the device's interrupt goes off, and what it was is kept in RAM.

import { ACPI } from "../../devices/registers.ts";
import type { Kernel } from "../kernel.ts";
import { op, type Work } from "../step.ts";
import { DEAD, type DeviceRow, keepWord, savedWord } from "./driver.ts";

/** A device's interrupt mask register, the saved word that keeps it, and the device's number for ACPI. */
export interface PciPlace {
  readonly mask: number;
  readonly word: number;
  readonly acpi: number;
}

/** Keeps the mask; of a device that is asleep already it cannot be read any more. */
export function keepMask(kernel: Kernel, row: DeviceRow, { mask, word }: PciPlace): void {
  const value = kernel.io.read(mask, 4);
  if (value !== DEAD) keepWord(kernel, row, word, value);
}

export function* maskInterrupt(kernel: Kernel, row: DeviceRow, place: PciPlace): Work {
  keepMask(kernel, row, place);
  kernel.io.write(place.mask, 4, 0);
  yield op(`${row.text("name")}: interrupt off, mask {a:hex} is kept in RAM`, savedWord(kernel, row, place.word));
}

/** Full power, then the mask as it was. */
export function* unmaskInterrupt(kernel: Kernel, row: DeviceRow, { mask, word, acpi }: PciPlace): Work {
  kernel.io.write(ACPI.powerOn, 4, acpi);
  kernel.io.write(mask, 4, savedWord(kernel, row, word));
  yield op(`${row.text("name")}: full power, mask {a:hex} from RAM`, savedWord(kernel, row, word));
}
