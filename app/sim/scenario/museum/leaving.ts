// Rooms of the way out: freezer, devices, processors, locks, interrupts.

import { machine } from "./machine.ts";
import { type Room, without } from "./room.ts";

const v8 = machine;
const mainline = { ...machine, revision: "mainline-i386" as const, fixes: ["gdt-on-return"] as const };

const unquiesced = { ...v8, faults: ["skip:device_suspend/eth0"] };
const lowPower = { ...v8, faults: ["with:acpi-suspend"] };
const freezer = { ...v8, faults: ["fail:freeze_processes/vim=EBUSY"] };
const cpuDown = { ...v8, cpus: 4, faults: ["fail:cpu_down/cpu3=EBUSY"] };
const suspendFails = { ...mainline, faults: ["fail:dpm_suspend/sda=EIO"] };
const lockHeld = { ...mainline, faults: ["with:lock-system-sleep"] };
const noSyscore = { ...mainline, faults: ["skip:syscore_suspend"] };
const twice = { ...v8, faults: ["with:called-twice"] };
const liveUpdate = { ...mainline, faults: ["with:live-update-hook"] };

export const LEAVING: readonly Room[] = [
  {
    item: 16,
    name: "a-card-that-was-not-stopped",
    title: "The network card that nobody stopped",
    cause:
      "The freeze callback of the network card is left out. It keeps its ring and its buffers, and packets keep coming.",
    symptom:
      "Packets land in frames that the exchange has given to kernel B: random bytes in whatever was moved there, in either kernel.",
    where: "any driver without a proper freeze callback",
    mended: "the driver stops DMA in its freeze callback and programs the card anew on return",
    switch: "with the card frozen",
    verdict: "detected",
    after: "survived",
    broken: unquiesced,
    repaired: without(unquiesced),
  },
  {
    item: 17,
    name: "suspended-instead-of-frozen",
    title: "Asleep instead of still",
    cause: "Devices are put into ACPI low power, as for suspend to RAM, instead of being frozen.",
    symptom: "Kernel B finds a disk that answers no register: it cannot save anything.",
    where: "prototypes v1 and v2, July 2007, which therefore had to be built without ACPI",
    mended: "the FREEZE message: activity stops, power stays",
    switch: "with FREEZE",
    verdict: "detected",
    after: "survived",
    broken: lowPower,
    repaired: without(lowPower),
  },
  {
    item: 24,
    name: "a-task-that-does-not-freeze",
    title: "The task that would not stop",
    cause: "One task does not reach a safe point before the freezer's time is up.",
    symptom: "EBUSY. What was frozen is thawed, the terminal comes back, nothing is lost.",
    where: "every revision, by design",
    mended: "the task lets itself be frozen",
    switch: "with a task that freezes",
    verdict: "refused",
    after: "survived",
    broken: freezer,
    repaired: without(freezer),
  },
  {
    item: 25,
    name: "processors-that-stay-off",
    title: "Two processors gone",
    cause:
      "Of four processors two are taken down, the third refuses. v8 goes to Resume_devices, which lies below the line that brings processors back.",
    symptom: "The call fails with EBUSY, as it should, and the machine goes on with two processors fewer.",
    where: "v8",
    mended: "mainline has a label of its own, Enable_cpus",
    switch: "with the label Enable_cpus",
    verdict: "detected",
    after: "refused",
    broken: cpuDown,
    repaired: { ...cpuDown, fixes: ["cpus-after-failure"] },
  },
  {
    item: 26,
    name: "devices-that-stay-suspended",
    title: "The card behind the disk stays asleep",
    cause:
      "The disk fails to freeze after the network card has been frozen. The failure goes to Resume_console; resuming devices lies above it.",
    symptom: "EIO, and a network card that never works again.",
    where: "mainline until 2025",
    mended: "996afb6efd1a: the failure goes to Resume_devices",
    switch: "with 996afb6efd1a",
    verdict: "detected",
    after: "refused",
    broken: suspendFails,
    repaired: { ...suspendFails, fixes: ["gdt-on-return", "devices-after-failure"] },
  },
  {
    item: 27,
    name: "a-lock-against-itself",
    title: "A lock against itself",
    cause: "kernel_kexec takes the sleep lock, which is the mutex that the reboot system call already holds.",
    symptom: "The task sleeps for ever, uninterruptible. Nobody noticed for two years: hardly anybody used it.",
    where: "Linux 4.19 to 5.11",
    mended: "56c91a18432b takes the lock out again",
    switch: "with 56c91a18432b",
    verdict: "hang",
    after: "survived",
    broken: lockHeld,
    repaired: without(lockHeld),
  },
  {
    item: 28,
    name: "no-syscore-calls",
    title: "Timer and interrupt controller forgotten",
    cause:
      "The callbacks of system devices are not called around the jump. Kernel B stops timer and controller when it leaves.",
    symptom: "Kernel A is back, and its clock stands still: no tick ever comes.",
    where: "mainline until 2011, since sysdevs became syscore",
    mended: "19234c0819da calls syscore_suspend and syscore_resume",
    switch: "with 19234c0819da",
    verdict: "hang",
    after: "survived",
    broken: noSyscore,
    repaired: without(noSyscore),
  },
  {
    item: 38,
    name: "called-twice",
    title: "Twice at once",
    cause: "A second kexec -e arrives while the first holds kexec_lock.",
    symptom: "The second is refused with EBUSY; the first goes on as if alone.",
    where: "every revision, by design",
    mended: "nothing to mend: this is what the lock is for",
    switch: "with one call",
    verdict: "survived",
    after: "survived",
    broken: twice,
    repaired: without(twice),
  },
  {
    item: 48,
    name: "sessions-frozen-for-nobody",
    title: "Sessions frozen for nobody",
    cause:
      "The live update hook serialises and freezes its sessions for the next kernel, although this one will be back.",
    symptom: "Kernel A is back and its sessions stay frozen.",
    where: "mainline between live update and May 2026",
    mended: "5eff62b051fb leaves the hook out for images that preserve their context",
    switch: "with 5eff62b051fb",
    verdict: "detected",
    after: "survived",
    broken: liveUpdate,
    repaired: without(liveUpdate),
  },
  {
    item: 53,
    name: "kernel-threads-that-run-on",
    title: "A kernel thread that runs on",
    cause: "Mainline freezes user tasks only on this path. The journal's thread runs on until its processor stops.",
    symptom:
      "It writes to the disk after everything was frozen. The disk's own freeze waits for it, so nothing is lost.",
    where: "mainline; hibernation and v8 freeze kernel threads too",
    mended: "v8's freezer takes kernel threads as well",
    switch: "with the freezer of v8",
    verdict: "survived",
    after: "survived",
    broken: mainline,
    repaired: v8,
  },
];
