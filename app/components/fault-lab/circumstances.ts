// The circumstances as cards: what other versions, tools and machines get wrong.

import { CIRCUMSTANCES, type CircumstanceId, type VerdictKind } from "../../sim/api.ts";
import type { Card } from "./cards.ts";

interface Words {
  readonly title: string;
  readonly where: string;
  readonly analogue: string;
  readonly expected: readonly VerdictKind[];
}

const WORDS: Readonly<Record<CircumstanceId, Words>> = {
  "told-all-memory": {
    title: "B is told of all memory",
    where: "The memory map that the kexec tool passes",
    analogue: "kexec-tools 2.0.7 (39643ab, 2014) limits the map for crash kernels only.",
    expected: ["corrupted", "triple-fault", "crashed"],
  },
  "told-low-memory": {
    title: "B is given the first 640 KiB",
    where: "The memory map that the kexec tool passes",
    analogue: "Low memory is never in the exchange; kernels now reserve it.",
    expected: ["corrupted", "detected"],
  },
  "no-kexec-jump": {
    title: "Built without KEXEC_JUMP",
    where: "kexec_load",
    analogue: "EINVAL for a flag that the kernel was not built to know.",
    expected: ["refused"],
  },
  "plain-kexec": {
    title: "Loaded without preserve context",
    where: "kexec_load: the flag is missing",
    analogue: "kexec -l in place of --load-preserve-context: nothing is kept, nothing comes back.",
    expected: ["crashed", "hang", "refused"],
  },
  "no-zero-pushed": {
    title: "No 0 on the stack",
    where: "The control code of a plain kexec",
    analogue: "786a45757dcd (2026) pushes it again; purgatory always reads that word.",
    expected: ["crashed", "survived"],
  },
  "no-kexec": {
    title: "Built without KEXEC",
    where: "The system call",
    analogue: "ENOSYS: the call is not there at all.",
    expected: ["refused"],
  },
  "nothing-loaded": {
    title: "kexec -e with nothing loaded",
    where: "kernel_kexec",
    analogue: "EINVAL: there is no image to jump to.",
    expected: ["refused"],
  },
  "seventeen-segments": {
    title: "Seventeen segments",
    where: "kexec_load",
    analogue: "The limit of sixteen; a multi-stage load was never merged.",
    expected: ["refused"],
  },
  "overlapping-segments": {
    title: "Two segments overlap",
    where: "kexec_load",
    analogue: "A tool that places the initial RAM disk by hand.",
    expected: ["refused"],
  },
  "unaligned-segment": {
    title: "A segment off the page",
    where: "kexec_load",
    analogue: "A tool that forgets to round: EADDRNOTAVAIL.",
    expected: ["refused"],
  },
  "oversized-segment": {
    title: "A segment too large",
    where: "kexec_load",
    analogue: "Half of memory and no more: a check of today's kernels.",
    expected: ["refused"],
  },
  "lost-entry": {
    title: "The way back is lost",
    where: "The jump-back entry, kept by the tool in B",
    analogue: "The address saved beside the image instead of with it.",
    expected: ["crashed", "triple-fault"],
  },
  "called-twice": {
    title: "kexec -e, twice",
    where: "kernel_kexec",
    analogue: "The lock of v8 is one word and xchg; mainline's is atomic.",
    expected: ["refused"],
  },
  "load-while-jumping": {
    title: "A load during a jump",
    where: "kexec_load",
    analogue: "A boot script that loads a crash kernel at the wrong time.",
    expected: ["refused"],
  },
  "lock-system-sleep": {
    title: "A lock taken twice",
    where: "kernel_kexec, 4.19 to 5.11",
    analogue: "55f2503c3b69 (2018) added the lock, 56c91a18432b (2021) took it out again.",
    expected: ["hang"],
  },
  "live-update-hook": {
    title: "The live update hook runs",
    where: "kernel_kexec",
    analogue: "5eff62b051fb skips it for images that come back.",
    expected: ["refused", "detected"],
  },
  "io-apic": {
    title: "Interrupts through the I/O APIC",
    where: "Interrupt routing, before the jump",
    analogue: "B waits for a tick that goes elsewhere, until the mode is put back.",
    expected: ["hang", "survived"],
  },
  "acpi-suspend": {
    title: "ACPI low power instead of freeze",
    where: "Stopping the devices",
    analogue: "The first two versions of the patches, July 2007.",
    expected: ["detected", "hang"],
  },
  "device-shutdown": {
    title: "Shut down instead of frozen",
    where: "Stopping the devices",
    analogue: "Proposed on the list in July 2007.",
    expected: ["detected"],
  },
  "hot-unplug": {
    title: "Unplugged instead of frozen",
    where: "Stopping the devices",
    analogue: "Proposed on the list in July 2007.",
    expected: ["survived", "detected"],
  },
  "mounted-twice": {
    title: "B mounts what A has mounted",
    where: "The disk",
    analogue: "The first rule of hibernation: do not touch the other one's file systems.",
    expected: ["corrupted", "detected"],
  },
  "entry-not-saved": {
    title: "The entry is not saved",
    where: "The header of the image",
    analogue: "An image without the one address by which it could be entered.",
    expected: ["detected", "refused"],
  },
  "memory-removed": {
    title: "Half of the memory is gone",
    where: "The firmware's memory map at the cold boot",
    analogue: "A module taken out while the machine was off; an image carried to another machine.",
    expected: ["detected", "refused"],
  },
  "krestore-unchecked": {
    title: "krestore does not look where it writes",
    where: "Restoring the image in kernel C",
    analogue: "A writable /dev/oldmem takes every address it is given.",
    expected: ["crashed", "triple-fault", "corrupted"],
  },
  "dump-excludes-too-much": {
    title: "A dump with an inverted range",
    where: "The ELF core header that the kexec tool writes",
    analogue: "kexec-tools leave out everything from the first resource above 640 KiB to the end of B's range.",
    expected: ["survived"],
  },
  "c-told-all-memory": {
    title: "C is told of all memory",
    where: "The memory map that the boot loader passes",
    analogue: "The forgotten memmap=exactmap: C runs where A is to be restored.",
    expected: ["detected", "crashed", "corrupted"],
  },
  "stale-map": {
    title: "A stale backup pages map",
    where: "The tool in kernel B that leaves out free pages",
    analogue: "A map kept from another boot names pages that mean something else by now.",
    expected: ["corrupted", "detected"],
  },
};

export const CIRCUMSTANCE_CARDS: readonly Card[] = (Object.keys(WORDS) as CircumstanceId[]).map((id) => ({
  id,
  group: "circumstances",
  kind: "with",
  what: `${CIRCUMSTANCES[id]}.`,
  values: () => ({ id }),
  ...WORDS[id],
}));
