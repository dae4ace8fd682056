// What a driver offers to the driver core: power management callbacks, each saving into or restoring from RAM, and an
// interrupt handler.

import type { DeviceState } from "../../api.ts";
import type { Errno } from "../kimage.ts";
import type { Kernel } from "../kernel.ts";
import { type DEVICE, offsetOfSaved } from "../layouts.ts";
import { op, type Work } from "../step.ts";
import type { StructAt } from "../struct.ts";

export type DeviceRow = StructAt<(typeof DEVICE.fields)[number]["name"]>;
type Callback = (kernel: Kernel, row: DeviceRow) => Work<Errno | void>;

export const NO_IRQ = 0xffff_ffff;
/** Of registers that nobody answers for, or of a device in low power. */
export const DEAD = 0xffff_ffff;

export interface Driver {
  readonly name: string;
  readonly title: string;
  readonly irq: number | undefined;
  readonly io: number;
  /** Stopped last, with interrupts off. */
  readonly sysdev: boolean;
  /** Does kernel B, which only has to save and come back, have a driver for it. */
  readonly inB: boolean;
  /** Brings the hardware up from scratch: at boot, and after unplugging. */
  readonly start: Callback;
  /** Stops it for a jump and keeps its registers; of a system device, with interrupts off. */
  readonly freeze: Callback;
  readonly late?: Callback;
  readonly noirq?: Callback;
  readonly restoreNoirq?: Callback;
  readonly restoreEarly?: Callback;
  /** Programs it anew from what is kept: the other kernel may have used it. */
  readonly restore: Callback;
  /** Stops it for good, keeping nothing: device_shutdown. */
  readonly shutdown: Callback;
  /** Puts it into ACPI low power; absent where there is no such state. */
  readonly lowPower?: Callback;
  readonly interrupt?: (kernel: Kernel, row: DeviceRow) => Work;
}

/** power_state in RAM, by number. */
export const POWER_STATES: readonly DeviceState[] = [
  "running",
  "frozen",
  "late",
  "quiet",
  "low-power",
  "off",
  "unplugged",
  "dead",
];

export function* setState(row: DeviceRow, state: DeviceState, callback: string): Work {
  row.set("power_state", POWER_STATES.indexOf(state));
  yield op(`${row.text("name")}: power_state = ${state} in its struct`);
  yield { kind: "device", device: row.text("name"), state, callback };
}

export const stateOf = (row: DeviceRow): DeviceState => POWER_STATES[row.get("power_state")] ?? "dead";

/** Registers at these ports into the saved words of the device's struct. */
export function* saveRegisters(kernel: Kernel, row: DeviceRow, ports: readonly number[]): Work {
  ports.forEach((port, index) => kernel.memory.write32(row.address + offsetOfSaved(index), kernel.io.read(port, 4)));
  row.set("is_saved", 1);
  yield op(`${row.text("name")}: {a:dec} registers are kept in RAM at {b:hex}`, ports.length, row.where("saved"));
}

export const savedWord = (kernel: Kernel, row: DeviceRow, index: number): number =>
  kernel.memory.read32(row.address + offsetOfSaved(index));

export const keepWord = (kernel: Kernel, row: DeviceRow, index: number, value: number): void =>
  kernel.memory.write32(row.address + offsetOfSaved(index), value);
