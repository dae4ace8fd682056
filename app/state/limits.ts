// What the emulated machine does not model, said plainly. ARCHITECTURE.md says why.

export interface Limit {
  readonly title: string;
  readonly text: string;
}

export const LIMITS: readonly Limit[] = [
  {
    title: "Time",
    text: "Time counts completed operations, not nanoseconds. Nothing here tells how long a real jump takes.",
  },
  {
    title: "Linux",
    text: "Control code and purgatory are executed instruction by instruction. The kernels around them are modelled: their functions act on structures in memory in the order of the real ones, but are not Linux's own code.",
  },
  {
    title: "Processors",
    text: "Only the boot processor executes instructions. The others count in their own words of memory, which shows whether they were parked.",
  },
  {
    title: "Processor",
    text: "Integer instructions of an i386 with paging, segmentation, PAE and a TLB. No floating point, no SSE, no 64-bit mode, no caches: what an emulated instruction cannot do ends the run and says so.",
  },
  {
    title: "Interrupts",
    text: "Interrupts are edges. Instructions do not reach the memory window of the I/O APIC.",
  },
  {
    title: "Devices",
    text: "Timer, interrupt controllers, serial port, one bus-master card and one disk. No graphics, no USB, no ACPI tables beyond power off.",
  },
  {
    title: "Disk",
    text: "A write is durable once the disk has completed it, so a flush orders nothing.",
  },
  {
    title: "Power",
    text: "What memory holds after power was lost is the same noise at every boot. Firmware and boot loader execute no instructions.",
  },
  {
    title: "Size",
    text: "At most 4 GiB of memory, and at most 256 MiB for a machine that hibernates.",
  },
  {
    title: "Multi-stage load",
    text: "The flag bits of the second and later load are ours, because the prototype's are not known.",
  },
];
