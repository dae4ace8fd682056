// Rooms of kernel B: what it was told, what it touches, and how it finds the way back.

import { machine } from "./machine.ts";
import { type Room, without } from "./room.ts";

const mainline = { ...machine, revision: "mainline-i386" as const, fixes: ["gdt-on-return"] as const };

const allMemory = { ...machine, faults: ["with:told-all-memory"] };
const lowMemory = { ...machine, faults: ["with:told-low-memory"] };
const ioApic = { ...machine, faults: ["with:io-apic"] };
const mountedTwice = { ...machine, faults: ["with:mounted-twice"] };
const lostEntry = { ...machine, faults: ["with:lost-entry"] };
const noRestore = { ...mainline, faults: ["skip:jump/2/dpm_resume/sda"] };

export const OTHER_KERNEL: readonly Room[] = [
  {
    item: 18,
    name: "told-all-of-memory",
    title: "Kernel B believes that all memory is its own",
    cause: "The tool tells kernel B of all memory instead of the range that is exchanged.",
    symptom: "B's page allocator begins where kernel A lies. A's pages outside the range were never put aside.",
    where: "kexec-tools from 39643ab (2014, version 2.0.7) on",
    mended: "memmap= given by hand on B's command line",
    switch: "with a limited map",
    verdict: "triple-fault",
    after: "survived",
    broken: allMemory,
    repaired: without(allMemory),
  },
  {
    item: 20,
    name: "the-first-640-kilobytes",
    title: "The first 640 KiB",
    cause: "Kernel B is given the low memory as well, and nobody exchanges it.",
    symptom: "A's pages below 640 KiB are lost.",
    where: "old kernels; since then A keeps the first MiB to itself",
    mended: "low memory left out of B's map",
    switch: "without low memory",
    verdict: "detected",
    after: "survived",
    broken: lowMemory,
    repaired: without(lowMemory),
  },
  {
    item: 29,
    name: "no-timer-in-the-second-kernel",
    title: "No tick in kernel B",
    cause:
      "Kernel A uses the I/O APIC. v8 jumps without putting the interrupt controllers back as firmware leaves them.",
    symptom:
      "One tick reaches kernel B through the I/O APIC, at a vector it knows nothing of, and is never ended. The PIC that B has programmed is not heard: B waits for its first tick for ever.",
    where: "v8 on machines that use an I/O APIC",
    mended: "clear_IO_APIC and restore_boot_irq_mode in machine_kexec",
    switch: "with legacy mode restored",
    verdict: "hang",
    after: "survived",
    broken: ioApic,
    repaired: { ...ioApic, fixes: ["io-apic-legacy"] },
  },
  {
    item: 44,
    name: "mounted-twice",
    title: "One disk, two owners",
    cause: "Kernel B mounts the file system that kernel A has mounted, and saves a file there.",
    symptom:
      "A is back with its old superblock in memory and writes it over B's: B's file is gone, its block is used again.",
    where: "every revision; the rule is the user's, as for hibernation",
    mended: "B writes elsewhere",
    switch: "with B writing elsewhere",
    verdict: "detected",
    after: "survived",
    broken: mountedTwice,
    repaired: without(mountedTwice),
  },
  {
    item: 45,
    name: "a-lost-entry",
    title: "The entry of another boot",
    cause: "The jump-back entry that kernel B passes is one that somebody kept from an earlier boot.",
    symptom: "The processor jumps into the middle of some page of kernel A.",
    where: "every revision; the entry is kept beside the image, by hand",
    mended: "the entry that A has passed this time",
    switch: "with the right entry",
    verdict: "triple-fault",
    after: "survived",
    broken: lostEntry,
    repaired: without(lostEntry),
  },
  {
    item: 52,
    name: "a-driver-without-restore",
    title: "The disk as kernel B left it",
    cause: "Kernel B's driver has programmed the disk for itself and stopped it. A's driver has no restore callback.",
    symptom: "Kernel A's commands go nowhere: the disk is stopped, its queue is B's.",
    where: "drivers without a restore callback; why the message is RESTORE and not THAW",
    mended: "a restore callback that programs the disk anew",
    switch: "with a restore callback",
    verdict: "detected",
    after: "survived",
    broken: noRestore,
    repaired: without(noRestore),
  },
];
