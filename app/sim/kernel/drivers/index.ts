// The devices of the machine in the order in which they were registered: suspend goes through them backward.

import type { KernelName } from "../../api.ts";
import { POWER_STATES, type DeviceRow, type Driver, NO_IRQ, setState } from "./driver.ts";
import { eth0 } from "./eth0.ts";
import { i8259A, ioApic } from "./interrupt-controllers.ts";
import { sda } from "./sda.ts";
import { ttyS0 } from "./serial.ts";
import { timer } from "./timer.ts";
import type { Kernel } from "../kernel.ts";
import { DEVICE } from "../layouts.ts";
import type { Work } from "../step.ts";
import { StructAt } from "../struct.ts";

export const DRIVERS: readonly Driver[] = [i8259A, ioApic, timer, ttyS0, sda, eth0];

export const driverOf = (row: DeviceRow): Driver | undefined =>
  DRIVERS.find((driver) => driver.name === row.text("name"));

type Memory = ConstructorParameters<typeof StructAt>[0];

/** The device table of a kernel that has not run yet; answers with how many there are. */
export function fillDevices(memory: Memory, kernel: KernelName): number {
  const own = DRIVERS.filter((driver) => kernel === "A" || driver.inB);
  own.forEach((driver, index) => {
    const row = new StructAt(memory, DEVICE, index * DEVICE.size);
    row.setText("name", driver.name);
    row.set("sysdev", driver.sysdev ? 1 : 0);
    row.set("irq", driver.irq ?? NO_IRQ);
    row.set("io", driver.io);
    row.set("power_state", POWER_STATES.indexOf("off"));
  });
  return own.length;
}

const rows = (kernel: Kernel): DeviceRow[] =>
  Array.from({ length: kernel.data.get("nr_devices") }, (_, index) => kernel.device(index));

/** Probes system devices or the others: the hardware is brought up from scratch. */
export function* probeDevices(kernel: Kernel, which: "system" | "devices"): Work {
  for (const row of rows(kernel)) {
    const driver = driverOf(row);
    if (driver === undefined || driver.sysdev !== (which === "system")) continue;
    const risks = { title: `probe ${driver.name}`, fails: ["EIO"] } as const;
    const failed = yield* kernel.step(`probe/${driver.name}`, risks, function* () {
      const error = yield* driver.start(kernel, row);
      if (error === undefined) yield* setState(row, "running", "probe");
      return error;
    });
    if (failed === undefined) continue;
    yield* setState(row, "dead", "probe");
    yield* kernel.printk(`${driver.name}: probe fails, -${failed}`);
  }
}

/** The handlers that do_IRQ calls for a line. */
export function* handleInterrupt(kernel: Kernel, line: number): Work<boolean> {
  for (const row of rows(kernel)) {
    const driver = driverOf(row);
    if (driver?.irq !== line || driver.interrupt === undefined) continue;
    yield* kernel.fn(`${driver.name} interrupt`, driver.interrupt(kernel, row));
    return true;
  }
  return false;
}
