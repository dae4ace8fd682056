// Devices, processors, interrupts and the modelled kernel's stack at one position, and the log of events. Part of the public
// surface; api.ts gives it on.

import type { KernelName } from "./position-api.ts";

export const DEVICE_STATES = ["running", "frozen", "late", "quiet", "low-power", "off", "unplugged", "dead"] as const;
/** frozen: freeze callback done; late: late callback done; quiet: noirq or system device down; dead: driver cannot reach it. */
export type DeviceState = (typeof DEVICE_STATES)[number];

/** A change of a device's state by a kernel's power management: a cell of the matrix. */
export interface DeviceMark {
  readonly t: number;
  readonly kernel: KernelName;
  readonly device: string;
  readonly state: DeviceState;
  /** "freeze", "freeze_noirq", "restore": the callback that did it. */
  readonly callback: string;
}

export interface DeviceRegister {
  readonly name: string;
  readonly value: number;
  readonly meaning: string;
}

export interface DeviceView {
  readonly name: string;
  readonly title: string;
  /** What the hardware does. */
  readonly active: boolean;
  /** "receives packets into 8 buffers", "3 commands in the queue". */
  readonly doing: string;
  readonly irq?: number;
  readonly registers: readonly DeviceRegister[];
  /** What each kernel's table in RAM says of it, and the words its driver keeps there; absent where RAM holds no such kernel. */
  readonly kernels: readonly {
    readonly kernel: KernelName;
    readonly state: DeviceState;
    readonly saved: readonly DeviceRegister[];
    /** Physical address of the struct. */
    readonly address: number;
  }[];
  /** Frames it writes to while active. */
  readonly frames: readonly number[];
  /** Position at which it acts next by itself. */
  readonly due?: number;
}

export interface ProcessorView {
  readonly id: number;
  readonly boot: boolean;
  readonly state: "running" | "idle" | "parked" | "offline";
  readonly detail: string;
}

export interface InterruptsView {
  /** legacy: the PIC reaches the processor. symmetric: the I/O APIC does. */
  readonly mode: "legacy" | "symmetric";
  readonly enabled: boolean;
  /** Is there an interrupt descriptor table: IDT limit not 0. */
  readonly table: boolean;
  /** What would happen if one arrived now: "delivered", "pending until interrupts are on", "triple fault". */
  readonly ifOneCame: string;
  readonly lines: readonly {
    readonly line: number;
    readonly device: string;
    readonly requested: boolean;
    readonly inService: boolean;
    readonly masked: boolean;
    readonly vector: number;
  }[];
  readonly ticks: number;
}

/** The modelled kernel at work. */
export interface StackView {
  readonly calls: readonly string[];
  /** The step about to be done, or under way. */
  readonly step?: string;
  /** Label to go to if it fails. */
  readonly undo?: string;
  /** What is done from that label on, in order. */
  readonly undoes?: readonly string[];
}

export interface ConsoleState {
  readonly kernel: KernelName;
  /** Virtual terminal in front. */
  readonly terminal: number;
  readonly suspended: boolean;
}

export interface BoardView {
  readonly devices: readonly DeviceView[];
  readonly processors: readonly ProcessorView[];
  readonly interrupts: InterruptsView;
  readonly stack: StackView;
  readonly consoles: readonly ConsoleState[];
}

export const EVENT_KINDS = [
  "phase",
  "step",
  "device",
  "dma",
  "interrupt",
  "console",
  "fault",
  "invariant",
  "jump",
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

export interface LogEvent {
  readonly t: number;
  readonly kind: EventKind;
  /** "A", "B", or a device. */
  readonly source: string;
  readonly text: string;
}
