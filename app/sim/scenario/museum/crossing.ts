// Rooms of control code: descriptor tables, paging, the window in which nothing may happen.

import { calling, machine } from "./machine.ts";
import { CALLEES } from "./payloads.ts";
import { HELLO } from "../hello-payload.ts";
import { type Room, without } from "./room.ts";

const mainline = { ...machine, revision: "mainline-i386" as const };
const GDT = "gdt-on-return" as const;
const PAE = "pae-before-paging" as const;
const fixed = { ...mainline, fixes: [GDT] };

const notExecutable = {
  ...machine,
  kernelIsPae: true,
  fixes: [PAE],
  faults: ["skip:machine_kexec_prepare/change_page_attr"],
};
const staleTables = { ...machine, faults: ["skip:jump/2/code/own-tables"] };
const armed = {
  ...fixed,
  faults: ["break:0x00400000@phase/freeze", "skip:machine_kexec/hw_breakpoint_disable"],
};
const nmi = { ...machine, faults: ["nmi@phase/paging-off"] };
const secondCall = { ...calling(HELLO, 3), revision: "mainline-i386" as const, fixes: [GDT] };
const argument = { ...calling(CALLEES["writes-its-argument"], 1), revision: "mainline-i386" as const, fixes: [GDT] };
const otherSelector = {
  ...calling(CALLEES["other-code-segment"], 1),
  revision: "mainline-i386" as const,
  fixes: [GDT],
};
const spurious = { ...mainline, fixes: [GDT], faults: ["with:plain-kexec", "with:no-zero-pushed"] };

export const CROSSING: readonly Room[] = [
  {
    item: 1,
    name: "gdt-left-at-zero",
    title: "A descriptor table of length zero",
    cause:
      "The way out loads GDT and IDT with limit 0. Since 2013 the 32-bit restore no longer loads the GDT, and it loads SS first.",
    symptom:
      "#GP with error code 0x68, the kernel's data selector; delivering it needs the GDT again: double fault, triple fault, reboot.",
    where: "mainline i386 since 84e70971e67d (2013), 6.1 among them",
    mended: "the GDT register is loaded before the segments, as 07fa619f2a40 does on 64 bit",
    switch: "with the GDT loaded first",
    verdict: "triple-fault",
    after: "survived",
    broken: mainline,
    repaired: fixed,
  },
  {
    item: 2,
    name: "paging-before-pae",
    title: "Three levels read as two",
    cause: "On the way back paging comes on while CR4.PAE is still clear, and CR3 holds a PAE directory.",
    symptom:
      "#PF at the very next fetch, control page + 0x11c in 6.1 (here, in our writing of the code, + 0x118); nobody is there to take it.",
    where: "every i386 revision, kernels built for PAE",
    mended: "the saved CR4 is loaded before paging comes on",
    switch: "with CR4 first",
    verdict: "triple-fault",
    after: "survived",
    broken: { ...mainline, kernelIsPae: true, fixes: [GDT] },
    repaired: { ...mainline, kernelIsPae: true, fixes: [GDT, PAE] },
  },
  {
    item: 3,
    name: "an-exception-in-the-window",
    title: "No table, no second chance",
    cause: "While the processor is on its way there is no IDT. The callee executes one breakpoint instruction.",
    symptom: "An exception that cannot be delivered, twice over: reset, without a word.",
    where: "every revision, by design; 64 bit has had a table for debugging since 2025",
    mended: "a callee that brings a table of its own",
    switch: "with a table of its own",
    verdict: "triple-fault",
    after: "survived",
    broken: calling(CALLEES["breakpoint"], 1),
    repaired: calling(CALLEES["breakpoint-with-table"], 1),
  },
  {
    item: 4,
    name: "the-second-call",
    title: "The second call of a C function",
    cause:
      "A function that just returns leaves no entry behind. Its next address is read from beyond the end of the swap page.",
    symptom: "The first call works. The second goes to whatever word lies in the next frame.",
    where: "v10 to 2024; i386 still. v8 had a helper entry instead",
    mended: "2cacf7f23a02 (2025, 64 bit): the stack slot holds the callee's own entry beforehand",
    switch: "with the entry on the stack",
    verdict: "triple-fault",
    after: "survived",
    broken: secondCall,
    repaired: { ...secondCall, fixes: [GDT, "callee-entry"] },
  },
  {
    item: 5,
    name: "a-word-beyond-the-stack",
    title: "An argument in somebody else's frame",
    cause:
      "The callee may use the place of its first argument. With one word on the lent stack that place is in the next frame.",
    symptom: "A word of a frame that belongs to kernel A is overwritten.",
    where: "v10 to 2024; i386 still",
    mended: "the same fix: one word more on the stack",
    switch: "with one word more",
    verdict: "detected",
    after: "survived",
    broken: argument,
    repaired: { ...argument, fixes: [GDT, "callee-entry"] },
  },
  {
    item: 6,
    name: "a-way-back-that-is-none",
    title: "A way back that is none",
    cause:
      "A plain kexec expects no return. Without the 0 on its stack the image reads a word that means nothing as its way back.",
    symptom: "Kernel B believes that somebody waits for it, and jumps there.",
    where: "2.6.27-rc; 64 bit between January 2025 and 786a45757dcd (2026)",
    mended: "786a45757dcd: the 0 is pushed again",
    switch: "with the 0 on the stack",
    verdict: "triple-fault",
    after: "survived",
    broken: spurious,
    repaired: { ...spurious, faults: ["with:plain-kexec"] },
  },
  {
    item: 12,
    name: "control-page-not-executable",
    title: "Code that may not be executed",
    cause:
      "With PAE pages outside of kernel text are marked no-execute, the control page among them, and control code is called there.",
    symptom: "#PF at the first instruction of relocate_kernel; GDT and IDT are gone already.",
    where: "kernels built for PAE on processors with NX, where the attribute is not changed",
    mended: "change_page_attr in v8, set_memory_x in mainline when the image is loaded",
    switch: "with the attribute changed",
    verdict: "triple-fault",
    after: "survived",
    broken: notExecutable,
    repaired: without(notExecutable),
  },
  {
    item: 15,
    name: "old-translations",
    title: "The old map",
    cause:
      "On the way back the one load of CR3 that brings the kernel's own tables, and drops what the TLB holds of the others, is left out. (Without the second flush on the way out nothing happens but that an invariant speaks: clearing PG has emptied the TLB.)",
    symptom: "The transition tables still map their two addresses. The stack is at neither.",
    where: "no release; this is why each switch of tables has its CR3 load",
    mended: "CR3 is loaded",
    switch: "with CR3 loaded",
    verdict: "triple-fault",
    after: "survived",
    broken: staleTables,
    repaired: without(staleTables),
  },
  {
    item: 31,
    name: "a-breakpoint-left-armed",
    title: "A breakpoint left armed",
    cause: "A hardware breakpoint watches the address at which kernel B begins, and is not disarmed before the jump.",
    symptom: "#DB at B's first instruction, with no table to deliver it through: triple fault.",
    where: "kernels without hw_breakpoint_disable on this path",
    mended: "hw_breakpoint_disable in machine_kexec",
    switch: "with the breakpoint disarmed",
    verdict: "triple-fault",
    after: "survived",
    broken: armed,
    repaired: { ...armed, faults: ["break:0x00400000@phase/freeze"] },
  },
  {
    item: 34,
    name: "a-foreign-code-segment",
    title: "A borrowed code segment",
    cause:
      "The callee uses a descriptor table of its own and returns with its selector in CS. Mainline reloads SS, DS and ES, never CS.",
    symptom: "All is well until the first timer tick: its iret loads that selector from kernel A's table.",
    where: "mainline, latent: peers that are Linux use the same selectors",
    mended: "v8 reloads CS with a far jump; here the fix does the same",
    switch: "with CS loaded again",
    verdict: "crashed",
    after: "survived",
    broken: otherSelector,
    repaired: { ...otherSelector, fixes: [GDT, "cs-on-return"] },
  },
  {
    item: 51,
    name: "an-nmi-in-the-window",
    title: "The interrupt that cannot be masked",
    cause:
      "Interrupts are off from local_irq_disable on, and flags are cleared again in control code. An NMI asks for neither.",
    symptom: "A watchdog's NMI while paging is off: there is no IDT. Triple fault.",
    where: "every revision",
    mended: "by nothing; an ordinary interrupt at the same place only waits",
    switch: "with an ordinary interrupt",
    verdict: "triple-fault",
    after: "survived",
    broken: nmi,
    repaired: { ...nmi, faults: ["irq:0@phase/paging-off"] },
  },
];
