// The processors beside the boot processor: taken down before a jump and brought back after it.

import { PROCESSOR_UNIT } from "../devices/registers.ts";
import type { Errno } from "./kimage.ts";
import type { Kernel } from "./kernel.ts";
import { op, type Work } from "./step.ts";

const control = (id: number): number => PROCESSOR_UNIT.base + PROCESSOR_UNIT.stride * id + PROCESSOR_UNIT.control;
const area = (id: number): number => PROCESSOR_UNIT.base + PROCESSOR_UNIT.stride * id + PROCESSOR_UNIT.area;

const others = (kernel: Kernel): number[] =>
  Array.from({ length: Math.max(0, kernel.data.get("nr_cpus") - 1) }, (_, index) => index + 1);

/** Lets a processor run this kernel's idle loop. */
export function* startCpu(kernel: Kernel, id: number): Work {
  const row = kernel.cpuRow(id);
  kernel.io.write(area(id), 4, row.get("area"));
  kernel.io.write(control(id), 4, PROCESSOR_UNIT.running);
  row.set("online", 1);
  row.set("frozen", 0);
  yield op("cpu{a:dec} is up, its idle loop counts at {b:hex}", id, row.get("area"));
  yield* kernel.deviceState(`cpu${id}`, "running", "cpu_up");
}

/** Fails as a whole when one processor refuses; those already down are in frozen_cpus and stay down. */
export function* disableNonbootCpus(kernel: Kernel): Work<Errno | undefined> {
  for (const id of others(kernel)) {
    const row = kernel.cpuRow(id);
    if (row.get("online") === 0) continue;
    const failed = yield* kernel.step(
      `cpu_down/cpu${id}`,
      { title: `take cpu${id} down`, fails: ["EBUSY"] },
      function* () {
        kernel.io.write(control(id), 4, 0);
        row.set("online", 0);
        row.set("frozen", 1);
        yield op("cpu{a:dec} is parked", id);
        yield* kernel.deviceState(`cpu${id}`, "quiet", "cpu_down");
      },
    );
    if (failed !== undefined) return failed;
  }
  kernel.data.set("cpu_hotplug_disabled", 1);
  yield op("only the boot processor runs");
  return undefined;
}

/** Brings back what disable_nonboot_cpus has taken down. */
export function* enableNonbootCpus(kernel: Kernel): Work {
  kernel.data.set("cpu_hotplug_disabled", 0);
  yield op("processors may come up");
  for (const id of others(kernel)) {
    if (kernel.cpuRow(id).get("frozen") === 0) continue;
    yield* kernel.step(`cpu_up/cpu${id}`, { title: `bring cpu${id} up` }, () => startCpu(kernel, id));
  }
}

/** smp_send_stop: for good, and nobody is asked. */
export function* stopOtherCpus(kernel: Kernel): Work {
  for (const id of others(kernel)) {
    kernel.io.write(control(id), 4, 0);
    kernel.cpuRow(id).set("online", 0);
    yield op("cpu{a:dec} is stopped", id);
  }
}
