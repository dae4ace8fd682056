// Questions to the run: breakpoints, searches, probes, provenance, trail.

import type { Messages } from "../say.ts";

export const QUESTIONS_2_DE: Messages = {
  "Timer, interrupt controllers, serial port, one bus-master card and one disk. No graphics, no USB, no ACPI tables beyond power off.":
    "Timer, Interrupt-Controller, serielle Schnittstelle, eine Busmaster-Karte und eine Platte. Keine Grafik, kein USB, keine ACPI-Tabellen über das Ausschalten hinaus.",
  Disk: "Platte",
  "A write is durable once the disk has completed it, so a flush orders nothing.":
    "Ein Schreibzugriff ist dauerhaft, sobald die Platte ihn abgeschlossen hat; ein Flush ordnet also nichts.",
  "What memory holds after power was lost is the same noise at every boot. Firmware and boot loader execute no instructions.":
    "Was der Speicher nach einem Stromausfall enthält, ist bei jedem Boot dasselbe Rauschen. Firmware und Bootloader führen keine Anweisungen aus.",
  Size: "Größe",
  "At most 4 GiB of memory, and at most 256 MiB for a machine that hibernates.":
    "Höchstens 4 GiB Speicher, und höchstens 256 MiB für eine Maschine im Ruhezustand.",
  "Multi-stage load": "Laden in mehreren Stufen",
  "The flag bits of the second and later load are ours, because the prototype's are not known.":
    "Die Flag-Bits des zweiten und jedes späteren Loads sind unsere, weil die des Prototyps nicht bekannt sind.",
};
