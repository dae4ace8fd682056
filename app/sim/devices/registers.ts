// Where the board's devices answer, and what their bits mean: one home for drivers, devices and views. Registers of
// `NIC`, `DISK` and processor units are 32 bits wide and lie at offsets from the device's base; narrower writes are lost.

/** Interrupt lines of the board. */
export const LINE = { timer: 0, cascade: 2, serial: 4, nic: 11, disk: 14 } as const;
export const LINES = 16;

/** Two 8259A: offsets from each base. */
export const PIC = {
  master: 0x20,
  slave: 0xa0,
  /** ICW1, OCW2 and OCW3 when written; IRR or ISR when read. */
  command: 0,
  /** ICW2 to ICW4 when written after ICW1, the mask otherwise. */
  data: 1,
  /** ICW1: initialise, ICW4 follows. */
  initialise: 0x11,
  /** ICW4: 8086 mode. */
  mode8086: 0x01,
  /** OCW2: non-specific end of interrupt. */
  endOfInterrupt: 0x20,
  /** OCW3: what the command port reads from then on. */
  readRequests: 0x0a,
  readInService: 0x0b,
  /** Line of the master that the slave is wired to. */
  cascade: 2,
  /** Vectors that modelled kernels programme. */
  masterVector: 0x30,
  slaveVector: 0x38,
} as const;

/** 8254. Only channel 0 is wired to anything. */
export const PIT = {
  channel0: 0x40,
  command: 0x43,
  /** Channel 0, low then high byte, rate generator. */
  rate: 0x34,
  /** Channel 0, low then high byte, one shot: with divisor 0 it stands still. */
  stop: 0x30,
} as const;

/** Interrupt mode configuration register. */
export const IMCR = {
  select: 0x22,
  data: 0x23,
  /** Written to `select` before `data`. */
  register: 0x70,
  /** In `data`: the I/O APIC reaches the processor; clear: the PIC does. */
  symmetric: 1,
} as const;

/** Reached by modelled kernels through `IoBus.readMemory` and `writeMemory`; instructions do not reach it. */
export const IO_APIC = {
  /** Physical addresses. */
  select: 0xfec00000,
  window: 0xfec00010,
  /** The local APIC's end-of-interrupt register. */
  endOfInterrupt: 0xfee000b0,
  /** First register of a redirection entry; the next is its high half. */
  entry: (line: number): number => 0x10 + 2 * line,
  masked: 1 << 16,
  vector: 0xff,
  /** Vector of line 0 that modelled kernels programme: other vectors than the PIC's. */
  firstVector: 0x40,
} as const;

/** eth0, a bus-master network card. */
export const NIC = {
  name: "eth0",
  base: 0xc000,
  control: 0,
  ring: 4,
  ringSize: 8,
  head: 12,
  status: 16,
  mask: 20,
  packets: 24,
  /** Operations between two packets, on average. */
  period: 28,
  /** In `control`. A reset leaves the mask alone: that one is the bus's. */
  enable: 1 << 0,
  reset: 1 << 1,
  d3: 1 << 2,
  /** In `status`; written back it is cleared. */
  received: 1 << 0,
  /** In `mask`. */
  interrupt: 1 << 0,
  /** Entries of a ring. */
  most: 8,
  /** Bytes of a ring entry: {buffer, word}. */
  entryBytes: 8,
  /** In the word: the entry is the card's. */
  owned: 0x80000000,
  length: 0xffff,
  smallestPacket: 64,
  largestPacket: 256,
  /** In `ACPI.powerOn`. */
  acpi: 1,
} as const;

/** sda, a bus-master disk. */
export const DISK = {
  name: "sda",
  base: 0xd000,
  control: 0,
  queue: 4,
  queueSize: 8,
  /** Doorbell: index behind the last command that the driver has put in, modulo the size. */
  tail: 12,
  head: 16,
  status: 20,
  mask: 24,
  /** In `control`. */
  enable: 1 << 0,
  reset: 1 << 1,
  d3: 1 << 2,
  /** In `status`; written back it is cleared. */
  done: 1 << 0,
  /** In `mask`. */
  interrupt: 1 << 0,
  most: 8,
  /** Bytes of a command: {op, block, buffer, status}. */
  commandBytes: 16,
  read: 1,
  write: 2,
  flush: 3,
  /** In a command's status. */
  completed: 1,
  failed: 2,
  /** In a command's operation: how many blocks, of neighbouring frames; 0 means one. */
  countShift: 8,
  mostBlocks: 16,
  /** Operations that one command takes, and that each further block of it takes. */
  latency: 24,
  blockLatency: 8,
  /** Pages that it holds. */
  blocks: 64,
  acpi: 2,
} as const;

/** Processors beyond the boot processor: `base + stride * id`, id from 1. */
export const PROCESSOR_UNIT = {
  base: 0xf000,
  stride: 8,
  /** 1 running, 0 parked. */
  control: 0,
  /** Physical address of its per-CPU words; while it runs, it counts the first one up. */
  area: 4,
  running: 1,
  /** Operations between two counts at first, about; it doubles as time goes by. */
  period: 200,
  most: 7,
} as const;

export const ACPI = {
  /** PM1a control, 16 bits. */
  pm1a: 0x604,
  /** _PS0 of the device with this number: out of D3. */
  powerOn: 0x608,
  /** In `pm1a`: enter the sleep type. */
  sleepEnable: 0x2000,
  sleepTypeShift: 10,
  /** Sleep types, as this board's _S4 and _S5 name them. Both switch the machine off. */
  sleepTypes: { S4: 4, S5: 5 },
} as const;
