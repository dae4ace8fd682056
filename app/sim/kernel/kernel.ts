// One modelled kernel at work: its image, its words in RAM, its stack, and the calls between modelled functions and
// real instructions. It holds addresses, never state: what a kernel knows lies in emulated memory.

import type { Cpu } from "../cpu/cpu.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { IoBus } from "../devices/io-bus.ts";
import { COM1 } from "../devices/uart.ts";
import type { PhysMemory } from "../memory/phys-memory.ts";
import type { CircumstanceId, DeviceState, KernelName, PointGroup } from "../api.ts";
import { allGoesWell, type Point, type Rule } from "./fault-points.ts";
import { gateAddress, type GateName } from "./image.ts";
import { imagePage, type ImagePageName, PAGE_OFFSET } from "./image-pages.ts";
import type { Errno } from "./kimage.ts";
import {
  BOOT_PARAMS,
  CPU,
  CPU_TABLE_OFFSET,
  DEVICE,
  KERNEL_DATA,
  KIMAGE,
  TASK_STRUCT,
  TASK_STRUCT_SIZE,
} from "./layouts.ts";
import type { ControlCode } from "./revision.ts";
import { op, type Work } from "./step.ts";
import { StructAt, writeText } from "./struct.ts";

const ESP = 4;
const EAX = 0;
const EFLAGS_IF = 0x200;
const CR4_PGE = 0x80;

export type Kimage = StructAt<(typeof KIMAGE.fields)[number]["name"]>;

export interface KernelParts {
  readonly letter: KernelName;
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
  readonly io: IoBus;
  /** Physical address of the kernel image. */
  readonly base: number;
  readonly code: ControlCode;
  /** Entry points of the routines in the text page, from its start. */
  readonly routines: ReadonlyMap<string, number>;
  /** Does the processor offer PAE: the has_pae argument of relocate_kernel. */
  readonly hasPae: boolean;
  /** Is the kernel built for PAE. */
  readonly pae: boolean;
  /** A content of the family that this kernel's anonymous pages belong to. */
  readonly family: number;
  readonly circumstances?: ReadonlySet<CircumstanceId>;
  /** Decides what happens at the steps it comes to. */
  readonly rule?: Rule;
}

/** What may go wrong at a step. */
export interface StepRisks {
  readonly title?: string;
  readonly fails?: readonly Errno[];
  /** Can it be left out? Yes unless said. */
  readonly skips?: boolean;
  /** Label that the caller goes to when it fails; that of the step around it unless given. */
  readonly undo?: string;
}

export class Kernel {
  readonly letter: KernelName;
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
  readonly io: IoBus;
  readonly base: number;
  readonly code: ControlCode;
  readonly hasPae: boolean;
  readonly pae: boolean;
  readonly family: number;
  readonly circumstances: ReadonlySet<CircumstanceId>;
  rule: Rule;
  /** What the kernel is about: names the group of the steps it comes to. */
  stage: PointGroup = "load";
  readonly data: StructAt<(typeof KERNEL_DATA.fields)[number]["name"]>;
  /** Names of the modelled functions that are active, outermost first. */
  calls: string[] = [];
  /** Set when a modelled function changed the processor; the recorder takes a new snapshot. */
  cpuChanged = false;
  private readonly routines: ReadonlyMap<string, number>;
  /** Undo labels of the steps under way, innermost last. */
  private undoLabels: (string | undefined)[] = [];

  constructor(parts: KernelParts) {
    this.letter = parts.letter;
    this.memory = parts.memory;
    this.cpu = parts.cpu;
    this.io = parts.io;
    this.base = parts.base;
    this.code = parts.code;
    this.hasPae = parts.hasPae;
    this.pae = parts.pae;
    this.family = parts.family;
    this.circumstances = parts.circumstances ?? new Set();
    this.rule = parts.rule ?? allGoesWell;
    this.routines = parts.routines;
    this.data = new StructAt(parts.memory, KERNEL_DATA, imagePage(parts.base, "data"));
  }

  get bootParams(): StructAt<(typeof BOOT_PARAMS.fields)[number]["name"]> {
    return new StructAt(this.memory, BOOT_PARAMS, this.data.get("boot_params"));
  }

  /** The image that is loaded; until one is, the place where the first will be. */
  get kimage(): Kimage {
    const loaded = this.data.get("kexec_image");
    return this.kimageAt(loaded === 0 ? this.page("kimage") : this.physical(loaded));
  }

  kimageAt(address: number): Kimage {
    return new StructAt(this.memory, KIMAGE, address);
  }

  page(name: ImagePageName): number {
    return imagePage(this.base, name);
  }

  task(index: number): StructAt<(typeof TASK_STRUCT.fields)[number]["name"]> {
    return new StructAt(this.memory, TASK_STRUCT, this.page("tasks") + index * TASK_STRUCT_SIZE);
  }

  device(index: number): StructAt<(typeof DEVICE.fields)[number]["name"]> {
    return new StructAt(this.memory, DEVICE, this.page("devices") + index * DEVICE.size);
  }

  /** A processor's row. */
  cpuRow(index: number): StructAt<(typeof CPU.fields)[number]["name"]> {
    return new StructAt(this.memory, CPU, this.page("devices") + CPU_TABLE_OFFSET + index * CPU.size);
  }

  physical(virtual: number): number {
    return (virtual - PAGE_OFFSET) >>> 0;
  }

  virtual(physical: number): number {
    return (physical + PAGE_OFFSET) >>> 0;
  }

  get stackPointer(): number {
    return (this.cpu.regs[ESP] ?? 0) >>> 0;
  }

  push(value: number): void {
    this.cpuChanged = true;
    const top = (this.stackPointer - 4) >>> 0;
    this.cpu.regs[ESP] = top | 0;
    this.memory.write32(this.physical(top), value);
  }

  pop(): number {
    this.cpuChanged = true;
    const top = this.stackPointer;
    this.cpu.regs[ESP] = (top + 4) | 0;
    return this.memory.read32(this.physical(top));
  }

  /** Drops arguments or locals. */
  dropStack(bytes: number): void {
    this.cpuChanged = true;
    this.cpu.regs[ESP] = (this.stackPointer + bytes) | 0;
  }

  goTo(address: number): void {
    this.cpuChanged = true;
    this.cpu.eip = address >>> 0;
  }

  get returned(): number {
    return this.cpu.regs[EAX] ?? 0;
  }

  setInterrupts(on: boolean): void {
    this.cpuChanged = true;
    this.cpu.eflags = on ? this.cpu.eflags | EFLAGS_IF : this.cpu.eflags & ~EFLAGS_IF;
  }

  /** Empties the TLB, global entries included, as switching CR4.PGE off and on does. */
  flushTlb(): void {
    this.cpuChanged = true;
    const features = this.cpu.cr4;
    this.cpu.cr4 = features & ~CR4_PGE;
    this.cpu.cr4 = features;
  }

  /** Runs `body` as the modelled function `name`. */
  *fn<T>(name: string, body: Work<T>): Work<T> {
    this.calls = [...this.calls, name];
    const result = yield* body;
    this.calls = this.calls.slice(0, -1);
    return result;
  }

  /** Begins a part of the work: names the steps of it. What an earlier part has left open is over. */
  begin(stage: PointGroup, calls: readonly string[] = this.calls): void {
    this.stage = stage;
    this.calls = [...calls];
    this.undoLabels = [];
  }

  /** A step that may be made to fail or be left out. Answers with the errno of its failure. */
  *step(name: string, risks: StepRisks, body: () => Work<Errno | void>): Work<Errno | undefined> {
    const undo = risks.undo ?? this.undoLabels.at(-1);
    const { title = name, fails = [], skips = true } = risks;
    const depth = this.undoLabels.length;
    const point: Point = { name, group: this.stage, title, fails, skips, undo, depth };
    const ruling = this.rule(this.letter, point);
    if (ruling.kind === "skip") {
      yield op(`${name} is left out`);
      return undefined;
    }
    if (ruling.kind === "fail") {
      yield op(`${name} fails: -${ruling.errno}`);
      return ruling.errno;
    }
    this.undoLabels.push(undo);
    const failed = yield* body();
    this.undoLabels.pop();
    return failed ?? undefined;
  }

  /** The driver core has brought a device into another state. Takes no time. */
  *deviceState(device: string, state: DeviceState, callback: string): Work {
    yield { kind: "device", device, state, callback };
  }

  /** Calls a modelled function that a jump may leave and come back to: its return address lies on the stack in RAM. */
  *enter(name: string, returnGate: GateName): Work {
    this.push(gateAddress(this.base, returnGate));
    this.calls = [...this.calls, name];
    yield op(`call ${name}: return address on the stack`);
  }

  /** Returns from such a function: control passes to whatever return address the stack in RAM holds. */
  *leave(value: number): Work {
    this.calls = this.calls.slice(0, -1);
    this.cpu.regs[EAX] = value | 0;
    this.goTo(this.pop());
    yield op("return {a:dec}", value);
  }

  /** Calls a routine of real instructions in the text page and waits for it. */
  *routine(name: string): Work {
    const offset = this.routines.get(name);
    if (offset === undefined) throw new Error(`no routine ${name}`);
    this.push(gateAddress(this.base, "routine_returned"));
    this.goTo(this.virtual(this.page("text") + offset));
    yield op(`call ${name}`);
    yield { kind: "routine" };
  }

  /** One line: into log_buf in RAM, which wraps within its page, and out at the serial port unless the console is suspended. */
  *printk(text: string): Work {
    const end = this.data.get("log_end");
    const line = `${text}\n`;
    for (let i = 0; i < line.length; i++) {
      this.memory.write8(this.page("log") + ((end + i) % PAGE_SIZE), line.charCodeAt(i) & 0x7f);
    }
    this.data.set("log_end", end + line.length);
    if (this.data.get("console_suspended") === 0) {
      for (const letter of line) this.io.write(COM1, 1, letter.charCodeAt(0) & 0x7f);
    }
    yield op(`printk: ${text}`);
  }

  writeText(address: number, text: string, size: number): void {
    writeText(this.memory, address, text, size);
  }
}
