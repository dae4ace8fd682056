// The user process in which the cases were recorded, on our processor: flat segments at privilege level 3, three mapped
// pages, and a kernel of one hlt per exception vector, whose stack tells what was raised. Paging is by PAE with NX, as a
// kernel of today has it, because it shows in the error code of a fetch.

import { Cpu, type CpuSnapshot, type Stop } from "../cpu.ts";
import { BASE, CR4_PAE, EFER_NXE, LIMIT, RIGHTS, SELECTOR } from "../state.ts";
import { RamBus } from "../testing/ram-bus.ts";
import { PLACES, WINDOW } from "./format.ts";

const PAGE = 4096;

/** Frames of physical memory. */
const FRAME = {
  tables: 0,
  handlers: 1,
  kernelStack: 2,
  pointers: 3,
  kernelDirectory: 4,
  userDirectory: 5,
  kernelEntries: 6,
  lowEntries: 7,
  windowEntries: 8,
  codeEntries: 9,
  windowB: 10,
  windowA: 11,
  code: 12,
} as const;
const FRAMES = 13;

/** Where the kernel's frames, which come first, lie in every address space. */
const KERNEL = 0xc0000000;
const inKernel = (frame: number, offset = 0): number => KERNEL + frame * PAGE + offset;

/** Within the frame of tables. */
const GDT = 0;
const IDT = 0x400;
const TSS = 0x800;
const TSS_ESP0 = 4;
const TSS_SS0 = 8;
/** Where the bitmap of open ports would begin; behind the end, so that none is. */
const TSS_BITMAP = 0x66;
const TSS_SIZE = 0x68;
const BUSY_TSS = 0x8b;

const KERNEL_CODE = 0x10;
const KERNEL_DATA = 0x18;
const USER_CODE = 0x23;
const USER_LEVEL = 3;
const USER_DATA = 0x2b;
const TASK = 0x30;
const DESCRIPTORS = [
  [KERNEL_CODE, 0x00cf9b00],
  [KERNEL_DATA, 0x00cf9300],
  [USER_CODE & ~3, 0x00cffb00],
  [USER_DATA & ~3, 0x00cff300],
] as const;

const VECTORS = 32;
const HANDLER_SIZE = 16;
const HLT = 0xf4;
/** Bytes behind the start of a snippet that no case before may have left. */
const CODE_SPACE = PLACES.taken - PLACES.code;
/** Open to the int3 and into of a program, as Linux has them. */
const OPEN_VECTORS: readonly number[] = [3, 4];

const PRESENT = 0x1;
const SUPERVISOR = 0x3;
const USER = 0x7;
/** In the upper word of an entry. */
const NO_EXECUTE = 0x80000000;
/** PG, WP, NE, ET, PE. */
const CR0 = 0x80010031;

/** From the top of the kernel stack down: SS, ESP, EFLAGS, CS, EIP, and for some vectors an error code. */
const STACK_TOP = (FRAME.kernelStack + 1) * PAGE;
const AT_ESP = STACK_TOP - 8;
const AT_EFLAGS = STACK_TOP - 12;
const AT_EIP = STACK_TOP - 20;
const AT_ERROR = STACK_TOP - 24;

/** What the kernel saw of an exception. */
export interface Raised {
  readonly vector: number;
  readonly eip: number;
  readonly errorCode: number;
  readonly cr2: number;
}

export interface ProcessState {
  /** Registers in the order of their numbers. */
  readonly registers: readonly number[];
  readonly flags: number;
  readonly eip: number;
  readonly raised: Raised | undefined;
  /** Not a limit or a halt only if the processor could not go on. */
  readonly stop: Stop;
}

function writeTables(bus: RamBus): void {
  const at = (offset: number): number => FRAME.tables * PAGE + offset;
  for (const [selector, high] of DESCRIPTORS) {
    bus.write32(at(GDT + selector), 0xffff);
    bus.write32(at(GDT + selector + 4), high);
  }
  for (let vector = 0; vector < VECTORS; vector += 1) {
    const handler = inKernel(FRAME.handlers, vector * HANDLER_SIZE);
    const rights = OPEN_VECTORS.includes(vector) ? 0xee00 : 0x8e00;
    bus.write32(at(IDT + 8 * vector), (KERNEL_CODE << 16) | (handler & 0xffff));
    bus.write32(at(IDT + 8 * vector + 4), (handler & 0xffff0000) | rights);
    bus.write8(FRAME.handlers * PAGE + vector * HANDLER_SIZE, HLT);
  }
  bus.write32(at(TSS + TSS_ESP0), inKernel(FRAME.kernelStack, PAGE));
  bus.write32(at(TSS + TSS_SS0), KERNEL_DATA);
  bus.write16(at(TSS + TSS_BITMAP), TSS_SIZE);
}

interface Mapping {
  readonly linear: number;
  readonly directory: number;
  readonly entries: number;
  readonly frame: number;
  readonly rights: number;
  readonly high: number;
}

/** Maps the page of a linear address; everything not mapped here faults. */
function mapPage(bus: RamBus, { linear, directory, entries, frame, rights, high }: Mapping): void {
  bus.write32(FRAME.pointers * PAGE + (linear >>> 30) * 8, (directory * PAGE) | PRESENT);
  bus.write32(directory * PAGE + ((linear >>> 21) & 0x1ff) * 8, (entries * PAGE) | USER);
  const entry = entries * PAGE + ((linear >>> 12) & 0x1ff) * 8;
  bus.write32(entry, (frame * PAGE) | rights);
  bus.write32(entry + 4, high);
}

function mapAll(bus: RamBus): void {
  const kernel = { directory: FRAME.kernelDirectory, entries: FRAME.kernelEntries, rights: SUPERVISOR, high: 0 };
  for (const frame of [FRAME.tables, FRAME.handlers, FRAME.kernelStack]) {
    mapPage(bus, { ...kernel, linear: inKernel(frame), frame });
  }
  const user = { directory: FRAME.userDirectory, rights: USER };
  const data = { ...user, high: NO_EXECUTE };
  mapPage(bus, { ...data, linear: PLACES.windowB, entries: FRAME.lowEntries, frame: FRAME.windowB });
  mapPage(bus, { ...data, linear: PLACES.windowA, entries: FRAME.windowEntries, frame: FRAME.windowA });
  mapPage(bus, { ...user, high: 0, linear: PLACES.code, entries: FRAME.codeEntries, frame: FRAME.code });
}

const inFrame = (frame: number, linear: number): number => frame * PAGE + (linear & (PAGE - 1));

export class UserProcess {
  readonly #bus = new RamBus(FRAMES);
  readonly #cpu = new Cpu(this.#bus, { pae: true });
  readonly #start: CpuSnapshot;
  readonly #code = inFrame(FRAME.code, PLACES.code);
  readonly #windowA = inFrame(FRAME.windowA, PLACES.windowA);
  readonly #windowB = inFrame(FRAME.windowB, PLACES.windowB);

  constructor() {
    const cpu = this.#cpu;
    writeTables(this.#bus);
    mapAll(this.#bus);
    cpu.flatProtectedMode(USER_CODE, USER_DATA);
    cpu.gdtr = { base: inKernel(FRAME.tables, GDT), limit: TASK + 7 };
    cpu.idtr = { base: inKernel(FRAME.tables, IDT), limit: 8 * VECTORS - 1 };
    cpu.task[SELECTOR] = TASK;
    cpu.task[BASE] = inKernel(FRAME.tables, TSS);
    cpu.task[LIMIT] = TSS_SIZE - 1;
    cpu.task[RIGHTS] = BUSY_TSS;
    cpu.cr3 = FRAME.pointers * PAGE;
    cpu.cr4 = CR4_PAE;
    cpu.efer = EFER_NXE;
    cpu.cr0 = CR0;
    cpu.eip = PLACES.code;
    this.#start = cpu.snapshot();
  }

  /** Puts everything in place; `memory` is window A, then window B. */
  load(code: Uint8Array, registers: readonly number[], flags: number, memory: Uint8Array): void {
    const { bytes } = this.#bus;
    bytes.set(memory.subarray(0, WINDOW), this.#windowA);
    bytes.set(memory.subarray(WINDOW), this.#windowB);
    bytes.fill(HLT, this.#code, this.#code + CODE_SPACE);
    bytes.set(code, this.#code);
    this.#bus.codeEpoch += 1;
    this.#cpu.restore(this.#start);
    this.#cpu.regs.set(registers);
    this.#cpu.eflags = flags;
  }

  /**
   * Runs that many instructions, or up to the first exception. The last may lead to where nothing is, which the fetch of
   * the next would tell: `isEnd` says which places are known to be good.
   */
  run(instructions: number, isEnd: (eip: number) => boolean): ProcessState {
    const cpu = this.#cpu;
    let stop = cpu.run(instructions);
    if (stop.kind === "limit" && cpu.cpl === USER_LEVEL && !isEnd(cpu.eip)) stop = cpu.run(1);
    const registers = Array.from(cpu.regs, (value) => value >>> 0);
    if (cpu.cpl === USER_LEVEL) return { registers, flags: cpu.eflags, eip: cpu.eip, raised: undefined, stop };
    const bus = this.#bus;
    registers[4] = bus.read32(AT_ESP);
    const vector = Math.floor((cpu.eip - inKernel(FRAME.handlers)) / HANDLER_SIZE);
    const eip = bus.read32(AT_EIP);
    const raised = { vector, eip, errorCode: bus.read32(AT_ERROR), cr2: cpu.cr2 };
    return { registers, flags: bus.read32(AT_EFLAGS), eip, raised, stop };
  }

  /** Window A, then window B, as they are now. */
  memory(): Uint8Array {
    const { bytes } = this.#bus;
    const both = new Uint8Array(2 * WINDOW);
    both.set(bytes.subarray(this.#windowA, this.#windowA + WINDOW));
    both.set(bytes.subarray(this.#windowB, this.#windowB + WINDOW), WINDOW);
    return both;
  }
}
