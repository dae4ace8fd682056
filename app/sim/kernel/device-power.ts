// The driver core around a jump: callbacks of each phase, backward through the device table on the way down, forward on
// the way up. What a phase that fails undoes by itself, and what it leaves to its caller, differs between revisions.

import type { DeviceState } from "../api.ts";
import { driverOf } from "./drivers/index.ts";
import { type DeviceRow, type Driver, setState, stateOf } from "./drivers/driver.ts";
import type { Errno } from "./kimage.ts";
import type { Kernel } from "./kernel.ts";
import { op, type Work } from "./step.ts";

type CallbackName = "freeze" | "late" | "noirq" | "restoreNoirq" | "restoreEarly" | "restore";

interface Known {
  readonly row: DeviceRow;
  readonly driver: Driver;
}

function known(kernel: Kernel, sysdev: boolean): Known[] {
  const rows = Array.from({ length: kernel.data.get("nr_devices") }, (_, index) => kernel.device(index));
  return rows.flatMap((row) => {
    const driver = driverOf(row);
    return driver === undefined || driver.sysdev !== sysdev ? [] : [{ row, driver }];
  });
}

/** A pass over the devices in one direction. */
interface Pass {
  /** Names its steps: "dpm_suspend_noirq". */
  readonly fn: string;
  readonly callback: CallbackName;
  readonly sysdev: boolean;
  /** Of the devices that are done. */
  readonly state: DeviceState;
  /** In words: "freeze_noirq". */
  readonly called: string;
}

/** One device down; an errno stops the pass. */
function* stop(kernel: Kernel, pass: Pass, { row, driver }: Known): Work<Errno | undefined> {
  const callback = driver[pass.callback];
  if (callback === undefined) return undefined;
  const name = row.text("name");
  return yield* kernel.step(
    `${pass.fn}/${name}`,
    { title: `${pass.called} ${name}`, fails: ["EIO", "EBUSY"] },
    function* () {
      const other = pass.callback === "freeze" ? otherWay(kernel, driver) : undefined;
      const failed = yield* (other?.callback ?? callback)(kernel, row);
      if (failed !== undefined) return failed;
      yield* setState(row, other?.state ?? pass.state, other?.called ?? pass.called);
      return undefined;
    },
  );
}

interface OtherWay {
  readonly callback: (kernel: Kernel, row: DeviceRow) => Work<Errno | void>;
  readonly state: DeviceState;
  readonly called: string;
}

/** The ways to silence devices that were proposed in July 2007 in place of quiesce and restore. */
function otherWay(kernel: Kernel, driver: Driver): OtherWay | undefined {
  const { circumstances } = kernel;
  if (driver.sysdev) return undefined;
  if (circumstances.has("device-shutdown")) return { callback: driver.shutdown, state: "off", called: "shutdown" };
  if (circumstances.has("hot-unplug")) return { callback: driver.shutdown, state: "unplugged", called: "remove" };
  const { lowPower } = driver;
  if (!circumstances.has("acpi-suspend") || lowPower === undefined) return undefined;
  return {
    *callback(k, row) {
      yield* driver.freeze(k, row);
      yield* lowPower(k, row);
    },
    state: "low-power",
    called: "suspend",
  };
}

function* start(kernel: Kernel, pass: Pass, { row, driver }: Known): Work {
  const callback = pass.callback === "restore" && stateOf(row) === "unplugged" ? driver.start : driver[pass.callback];
  if (callback === undefined) return;
  const name = row.text("name");
  yield* kernel.step(`${pass.fn}/${name}`, { title: `${pass.called} ${name}` }, function* () {
    yield* callback(kernel, row);
    yield* setState(row, pass.state, pass.called);
  });
}

/** Down through the table from its end; `undo` brings up again what this very pass has taken down before it failed. */
function* down(kernel: Kernel, pass: Pass, undo?: Pass): Work<Errno | undefined> {
  const done: Known[] = [];
  for (const device of known(kernel, pass.sysdev).toReversed()) {
    const failed = yield* stop(kernel, pass, device);
    if (failed === undefined) {
      done.unshift(device);
      continue;
    }
    yield op(`${pass.fn}: ${device.row.text("name")} fails: -${failed}`);
    if (undo !== undefined) for (const other of done) yield* start(kernel, undo, other);
    return failed;
  }
  return undefined;
}

function* up(kernel: Kernel, pass: Pass): Work {
  for (const device of known(kernel, pass.sysdev)) yield* start(kernel, pass, device);
}

const pass = (
  fn: string,
  callback: CallbackName,
  called: string,
  state: DeviceState,
  sysdev: "device" | "sysdev" = "device",
): Pass => ({ fn, callback, called, state, sysdev: sysdev === "sysdev" });

// ---------------------------------------------------------------------------------------------- 2.6.24 with v8

const V8 = {
  suspend: pass("device_suspend", "freeze", "freeze", "frozen"),
  resume: pass("device_resume", "restore", "resume", "running"),
  suspendLate: pass("device_power_down", "noirq", "suspend_late", "quiet"),
  resumeEarly: pass("device_power_up", "restoreNoirq", "resume_early", "frozen"),
  sysdevDown: pass("device_power_down", "freeze", "sysdev_suspend", "quiet", "sysdev"),
  sysdevUp: pass("device_power_up", "restore", "sysdev_resume", "running", "sysdev"),
};

/** Resumes by itself what it has suspended before a device fails. */
export const deviceSuspend = (kernel: Kernel): Work<Errno | undefined> => down(kernel, V8.suspend, V8.resume);
export const deviceResume = (kernel: Kernel): Work => up(kernel, V8.resume);

/** Late callbacks, then system devices; interrupts are off. Powers up by itself what it has powered down. */
export function* devicePowerDown(kernel: Kernel): Work<Errno | undefined> {
  const failed = yield* down(kernel, V8.suspendLate, V8.resumeEarly);
  if (failed !== undefined) return failed;
  const system = yield* down(kernel, V8.sysdevDown, V8.sysdevUp);
  if (system !== undefined) yield* up(kernel, V8.resumeEarly);
  return system;
}

export function* devicePowerUp(kernel: Kernel): Work {
  yield* up(kernel, V8.sysdevUp);
  yield* up(kernel, V8.resumeEarly);
}

// ---------------------------------------------------------------------------------------------- mainline 6.1

const MAINLINE = {
  suspend: pass("dpm_suspend", "freeze", "freeze", "frozen"),
  late: pass("dpm_suspend_late", "late", "freeze_late", "late"),
  noirq: pass("dpm_suspend_noirq", "noirq", "freeze_noirq", "quiet"),
  resumeNoirq: pass("dpm_resume_noirq", "restoreNoirq", "restore_noirq", "late"),
  early: pass("dpm_resume_early", "restoreEarly", "restore_early", "frozen"),
  resume: pass("dpm_resume", "restore", "restore", "running"),
  syscoreDown: pass("syscore_suspend", "freeze", "syscore suspend", "quiet", "sysdev"),
  syscoreUp: pass("syscore_resume", "restore", "syscore resume", "running", "sysdev"),
};

/** Leaves to its caller what it has suspended before a device fails. */
export const dpmSuspendStart = (kernel: Kernel): Work<Errno | undefined> => down(kernel, MAINLINE.suspend);

/** Late, then noirq; undoes both by itself when one fails. */
export function* dpmSuspendEnd(kernel: Kernel): Work<Errno | undefined> {
  const late = yield* down(kernel, MAINLINE.late, MAINLINE.early);
  if (late !== undefined) return late;
  const noirq = yield* down(kernel, MAINLINE.noirq, MAINLINE.resumeNoirq);
  if (noirq !== undefined) yield* up(kernel, MAINLINE.early);
  return noirq;
}

export function* dpmResumeStart(kernel: Kernel): Work {
  yield* up(kernel, MAINLINE.resumeNoirq);
  yield* up(kernel, MAINLINE.early);
}

export const dpmResumeEnd = (kernel: Kernel): Work => up(kernel, MAINLINE.resume);
export const syscoreSuspend = (kernel: Kernel): Work<Errno | undefined> =>
  down(kernel, MAINLINE.syscoreDown, MAINLINE.syscoreUp);
export const syscoreResume = (kernel: Kernel): Work => up(kernel, MAINLINE.syscoreUp);

/** device_shutdown: every device off for good, as before a reboot. */
export function* deviceShutdown(kernel: Kernel): Work {
  for (const { row, driver } of known(kernel, false).toReversed()) {
    yield* kernel.step(`device_shutdown/${driver.name}`, { title: `shut ${driver.name} down` }, function* () {
      yield* driver.shutdown(kernel, row);
      yield* setState(row, "off", "shutdown");
    });
  }
}
