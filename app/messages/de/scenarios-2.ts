// Scenarios, their editor, hibernation and its numbers.

import type { Messages } from "../say.ts";

export const SCENARIOS_2_DE: Messages = {
  "When a device cannot be suspended, those that already are stay suspended.":
    "Lässt sich ein Gerät nicht anhalten, bleiben die schon angehaltenen so.",
  "I/O APIC cleared before the jump": "I/O APIC vor dem Sprung geleert",
  "Kernel B finds interrupts routed through the I/O APIC, and its timer never ticks.":
    "Kernel B findet Interrupts durch den I/O APIC geleitet, und sein Timer tickt nie.",
  "CS loaded again on return": "CS bei der Rückkehr neu geladen",
  "CS keeps the selector of the peer until the first interrupt returns through it.":
    "CS behält den Selektor des Peers, bis der erste Interrupt darüber zurückkehrt.",
  "A note of the processor before the jump": "Eine Note des Prozessors vor dem Sprung",
  "Kernel B finds no note in A's memory, and exports no /proc/vmcore.":
    "Kernel B findet keine Note in As Speicher und exportiert kein /proc/vmcore.",
  "{short} (from {image})": "{short} (aus {image})",
  changed: "geändert",
  "Fewer calls": "Weniger Aufrufe",
  "Fewer jumps": "Weniger Sprünge",
  "More calls": "Mehr Aufrufe",
  "More jumps": "Mehr Sprünge",
  "After image {index}: {what}": "Nach Image {index}: {what}",
};
