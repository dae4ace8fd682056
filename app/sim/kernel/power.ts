// Switching the machine off, as the kernel does it: devices first, then the sleep type and the enable bit to PM1a. With
// the last write power is gone, so nothing here returns.

import type { SleepState } from "../api.ts";
import { ACPI } from "../devices/registers.ts";
import { deviceShutdown } from "./device-power.ts";
import type { Kernel } from "./kernel.ts";
import { op, phase, type Work } from "./step.ts";

export function* powerOff(kernel: Kernel, sleep: SleepState): Work {
  kernel.begin(kernel.stage, ["kernel_power_off"]);
  yield phase("power-off");
  yield* kernel.fn("device_shutdown", deviceShutdown(kernel));
  yield* kernel.printk(`ACPI: Preparing to enter system sleep state ${sleep}`);
  yield* kernel.fn("acpi_enter_sleep_state", enterSleepState(kernel, sleep));
}

function* enterSleepState({ io }: Kernel, sleep: SleepState): Work {
  const type = ACPI.sleepTypes[sleep] << ACPI.sleepTypeShift;
  io.write(ACPI.pm1a, 2, type);
  yield op(`PM1a control = {a:hex}: the sleep type of ${sleep}`, type);
  io.write(ACPI.pm1a, 2, type | ACPI.sleepEnable);
  yield op("PM1a control = {a:hex}: sleep enable, and power goes", type | ACPI.sleepEnable);
}
