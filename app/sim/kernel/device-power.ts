// Device power management around a jump: normal devices with interrupts on, system devices with interrupts off; each
// driver keeps its register in RAM. Suspend goes backward through the table, resume forward.

import type { DEVICE } from "./layouts.ts";
import type { Kernel } from "./kernel.ts";
import { op, type Work } from "./step.ts";
import type { StructAt } from "./struct.ts";

type Device = StructAt<(typeof DEVICE.fields)[number]["name"]>;

const RUNNING = 0;
const SUSPENDED = 1;
const POWERED_DOWN = 2;

function devices(kernel: Kernel, sysdev: boolean): Device[] {
  const all = Array.from({ length: kernel.data.get("nr_devices") }, (_, index) => kernel.device(index));
  return all.filter((device) => (device.get("sysdev") !== 0) === sysdev);
}

function* down(list: Device[], state: number, verb: string): Work {
  for (const device of list.reverse()) {
    device.set("saved_state", device.get("register"));
    device.set("register", 0);
    device.set("power_state", state);
    yield op(`${verb} ${device.text("name")}: its register {a:hex} is kept in RAM`, device.get("saved_state"));
  }
}

function* up(list: Device[], verb: string): Work {
  for (const device of list) {
    device.set("register", device.get("saved_state"));
    device.set("power_state", RUNNING);
    yield op(`${verb} ${device.text("name")}: its register {a:hex} is put back`, device.get("register"));
  }
}

export const deviceSuspend = (kernel: Kernel): Work => down(devices(kernel, false), SUSPENDED, "freeze");
export const devicePowerDown = (kernel: Kernel): Work => down(devices(kernel, true), POWERED_DOWN, "power down");
export const devicePowerUp = (kernel: Kernel): Work => up(devices(kernel, true), "power up");
export const deviceResume = (kernel: Kernel): Work => up(devices(kernel, false), "resume");
