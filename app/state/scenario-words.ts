// Revisions and fixes in words, and where a fix has something to mend.

import { say } from "../messages/say.ts";
import type { FixId, RevisionId, Scenario } from "../sim/api.ts";

export const REVISION_WORDS: Readonly<Record<RevisionId, string>> = {
  v8: "The patch of December 2007. Registers lie in the control page; a helper entry takes back a plain function as often as it is called.",
  "mainline-i386":
    "The merged design, as in Linux 6.1. Registers lie on A's stack, and the return address is the whole protocol.",
};

interface FixWords {
  readonly title: string;
  /** The defect, when it is off. */
  readonly defect: string;
  /** Why it has nothing to mend here; undefined where it has. */
  readonly idle: (scenario: Scenario) => string | undefined;
}

const mainlineOnly = ({ revision }: Scenario): string | undefined =>
  revision === "mainline-i386" ? undefined : say("v8 has no such defect.");
const v8Only = ({ revision }: Scenario): string | undefined =>
  revision === "v8" ? undefined : say("Mainline has no such defect.");
const ownCodeOnly = ({ controlCode }: Scenario): string | undefined =>
  controlCode === undefined
    ? undefined
    : say("It is in the control code, and that is {controlCode}.", { controlCode: controlCode.name });

export const FIX_WORDS: Readonly<Record<FixId, FixWords>> = {
  "gdt-on-return": {
    title: "GDT back before the segments",
    defect:
      "SS is loaded while the GDT has limit 0: #GP, and its handler's code segment is looked up in the same empty GDT.",
    idle: mainlineOnly,
  },
  "pae-before-paging": {
    title: "CR4.PAE back before paging",
    defect: "A PAE directory is walked as a two-level one: #PF on the very next fetch.",
    idle: (scenario) =>
      scenario.kernelIsPae === true ? ownCodeOnly(scenario) : say("Only kernels built for PAE have the defect."),
  },
  "callee-entry": {
    title: "A plain function keeps its entry",
    defect: "The second call goes to whatever lies behind the swap page.",
    idle: (scenario) => mainlineOnly(scenario) ?? ownCodeOnly(scenario),
  },
  "cpus-after-failure": {
    title: "Processors back after a failure",
    defect: "When a processor cannot be taken down, those that already are stay down.",
    idle: v8Only,
  },
  "devices-after-failure": {
    title: "Devices back after a failure",
    defect: "When a device cannot be suspended, those that already are stay suspended.",
    idle: mainlineOnly,
  },
  "io-apic-legacy": {
    title: "I/O APIC cleared before the jump",
    defect: "Kernel B finds interrupts routed through the I/O APIC, and its timer never ticks.",
    idle: v8Only,
  },
  "cs-on-return": {
    title: "CS loaded again on return",
    defect: "CS keeps the selector of the peer until the first interrupt returns through it.",
    idle: mainlineOnly,
  },
  "jump-notes": {
    title: "A note of the processor before the jump",
    defect: "Kernel B finds no note in A's memory, and exports no /proc/vmcore.",
    idle: mainlineOnly,
  },
};
