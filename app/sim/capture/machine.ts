// The machine of a capture: memory and processor as a recorded pass finds them.
//
// machineOfCapture(capture, k) stands before the first instruction of segment k. Memory holds what the file knows:
// control page, page tables, indirection list, page_list and stack arguments, and a page for each id in the frames of the
// pairs. Earlier passes are run for it, so that what they left (saved words, the kernel's stack, the peer's pages) is there.
// Two things the file lacks are supplied, and told in `standIns`: the kernel's own page tables are a plain direct map, and
// the word that a peer has on its stack is taken from the record that shows it.

import { type Problem, refuse, type Result, SimBug } from "../core/errors.ts";
import { hex32 } from "../core/hex.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { Cpu, type Stop } from "../cpu/cpu.ts";
import { asFault } from "../cpu/faults.ts";
import { setCache } from "../cpu/segments.ts";
import { CR0_PG, ECX, EIP, type RegIndex, type Seg, SEGMENT_NAMES } from "../cpu/state.ts";
import { readTrace } from "../formats/kjc-trace.ts";
import type { Capture, CaptureImage, CaptureSegment, RegisterValues } from "../formats/kjc-types.ts";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { paeDirectories, writePaeMap, writeTwoLevelMap } from "./direct-map.ts";
import { CapturedPages } from "./pages.ts";

export const GENERAL = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"] as const;

const IND_INDIRECTION = 2;
const HAS_PAE = 3;
const CR4_PAE = 0x20;
/** Not a value that any word of a captured machine is likely to have. */
const PROBE = 0x9e3779b1;
/** Instructions that an entry of the list can cost, generously. */
const PER_ENTRY = 64;

/** Iterations of a string instruction; control code copies pages. */
const LONGEST_REPEAT = 1 << 20;

/** Why a pass cannot go on: of the processor, or a repetition that no control code asks for. */
export type PassStop = Stop | { readonly kind: "endless" };

const isMapped = (registers: RegisterValues): boolean => registers.cr0 >>> 31 === 1;

export class CaptureMachine {
  readonly capture: Capture;
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
  readonly pages: CapturedPages;
  /** What the file does not hold, and what stands in its place. */
  readonly standIns: string[] = [];

  constructor(capture: Capture) {
    this.capture = capture;
    const ram = capture.memory / PAGE_SIZE;
    const spare = capture.images.some(({ paging }) => paging === "pae") ? paeDirectories(0) : 0;
    this.memory = new PhysMemory(new ContentStore(), ram + spare);
    this.pages = new CapturedPages(capture, this.memory);
    this.cpu = new Cpu(this.memory, { pae: capture.images.some((image) => image.stackArguments[HAS_PAE] !== 0) });
  }

  segment(index: number): CaptureSegment {
    const segment = this.capture.segments[index];
    if (segment === undefined) throw new SimBug(`the capture has no segment ${index}`);
    return segment;
  }

  imageOf(segment: CaptureSegment): CaptureImage {
    const image = this.capture.images[segment.image];
    if (image === undefined) throw new SimBug(`the capture has no image ${segment.image}`);
    return image;
  }

  /** Does the processor stand in the segment's control page, at either of its addresses? */
  inControlPage(index: number): boolean {
    const { controlPa, controlVa } = this.imageOf(this.segment(index));
    const page = (this.cpu.eip & ~(PAGE_SIZE - 1)) >>> 0;
    return page === controlPa || page === controlVa;
  }

  /** Makes everything ready for the pass; the passes before it have been made. A Problem if it cannot begin like that. */
  enter(index: number): Problem | undefined {
    const segment = this.segment(index);
    const image = this.imageOf(segment);
    const leaving = isMapped(segment.start);
    this.pages.put(segment.frames, image.pairs);
    if (leaving || index === 0) this.#putImage(image);
    if (leaving) this.#putKernel(segment.start, image);
    const refused = this.load(segment.start);
    if (refused !== undefined) {
      return { path: `segments[${index}].start`, expected: "registers that a processor can have", got: refused };
    }
    this.#loadSystem(segment);
    if (!leaving) this.#askForPeerWord(segment);
    return undefined;
  }

  /** Runs the pass to its last record without comparing. */
  complete(index: number): void {
    const segment = this.segment(index);
    const image = this.imageOf(segment);
    let last = 0;
    for (const { values } of readTrace(segment.trace, this.capture.registers, segment.name)) last = this.#eip(values);
    this.runTo(last, PER_ENTRY * (segment.recordCount + image.entries.length));
  }

  /** One instruction. */
  step(): PassStop {
    const { cpu } = this;
    const long = cpu.regs[ECX] >>> 0 > LONGEST_REPEAT && cpu.repIterations() > LONGEST_REPEAT;
    return long ? { kind: "endless" } : cpu.run(1);
  }

  /** One instruction at least, then on to an address. */
  runTo(eip: number, budget: number): PassStop {
    let stop: PassStop = { kind: "limit" };
    for (let i = 0; i < budget && stop.kind === "limit"; i += 1) {
      stop = this.step();
      if (this.cpu.eip === eip) break;
    }
    return stop;
  }

  /** Gives the processor the registers of a record, or says why it cannot have them. */
  load(registers: RegisterValues): string | undefined {
    const { cpu } = this;
    try {
      cpu.cr0 = registers.cr0 & ~CR0_PG;
      cpu.cr4 = registers.cr4;
      cpu.cr3 = registers.cr3;
      cpu.cr0 = registers.cr0;
    } catch (thrown) {
      return asFault(thrown).text;
    }
    GENERAL.forEach((name, i) => (cpu.regs[i] = registers[name]));
    cpu.words[EIP] = registers.eip;
    cpu.eflags = registers.eflags;
    cpu.halted = false;
    return undefined;
  }

  #eip(values: Uint32Array): number {
    return values[this.capture.registers.indexOf("eip")] ?? 0;
  }

  #put(address: number, bytes: Uint8Array): void {
    bytes.forEach((byte, i) => this.memory.write8(address + i, byte));
  }

  #putImage(image: CaptureImage): void {
    const { pages } = this.capture;
    for (const [address, id] of [[image.controlPa, image.controlPage] as const, ...image.tables]) {
      this.#put(address, pages.get(id) ?? new Uint8Array(0));
    }
    let at = 0;
    image.entries.forEach((word, i) => {
      if (i > 0) this.memory.write32(at, word);
      at = (word & IND_INDIRECTION) === 0 ? at + 4 : (word & ~0xfff) >>> 0;
    });
  }

  /** The kernel's tables, and what machine_kexec has laid on its stack. */
  #putKernel(start: RegisterValues, image: CaptureImage): void {
    const base = image.controlVa - image.controlPa;
    const map = { cr3: start.cr3, base, memory: this.capture.memory };
    if ((start.cr4 & CR4_PAE) === 0) writeTwoLevelMap(this.memory, map);
    else writePaeMap(this.memory, map, this.capture.memory);
    this.#note(`kernel's own tables at ${hex32(start.cr3)}: a direct map from ${hex32(base)}`);
    const words = (linear: number, values: readonly number[]): void =>
      values.forEach((value, i) => this.memory.write32(linear - base + i * 4, value));
    words(start.esp, [this.capture.returnAddress, ...image.stackArguments]);
    words(image.pageList, [image.controlPa, image.controlVa, image.pgd, image.swapPa]);
  }

  #note(text: string): void {
    if (!this.standIns.includes(text)) this.standIns.push(text);
  }

  #loadSystem({ system }: CaptureSegment): void {
    const { cpu } = this;
    cpu.gdtr = { base: system.gdt[0], limit: system.gdt[1] };
    cpu.idtr = { base: system.idt[0], limit: system.idt[1] };
    cpu.cr2 = system.cr2;
    for (const { name, selector, base, limit, flags } of system.segments) {
      const seg = SEGMENT_NAMES.findIndex((each) => each === name) as Seg;
      setCache(cpu, seg, { selector, base: base | 0, limit: limit | 0, attributes: (flags >>> 8) & 0xf0ff });
    }
  }

  /**
   * Control code that is entered from a peer reads the word on the peer's stack, and the file has no bytes of that page.
   * The first instruction is run once with a mark in the word's place: the register that receives the mark shows, in the
   * next record, what the word was.
   */
  #askForPeerWord(segment: CaptureSegment): void {
    const { cpu, memory } = this;
    const address = segment.start.esp;
    if (!this.pages.isMadeUp(address)) return;
    const before = cpu.snapshot();
    const made = memory.read32(address);
    memory.write32(address, PROBE);
    this.step();
    const register = GENERAL.find((_, i) => cpu.regs[i as RegIndex] >>> 0 === PROBE);
    cpu.restore(before);
    const value = register === undefined ? made : this.#secondRecord(segment, register);
    memory.write32(address, value);
    if (register !== undefined) this.#note(`the peer's word at ${hex32(address)}: ${hex32(value)}, from record 1`);
  }

  #secondRecord(segment: CaptureSegment, register: (typeof GENERAL)[number]): number {
    const place = this.capture.registers.indexOf(register);
    for (const { index, values } of readTrace(segment.trace, this.capture.registers, segment.name)) {
      if (index === 1) return values[place] ?? 0;
    }
    return 0;
  }
}

export function machineOfCapture(capture: Capture, segmentIndex: number): Result<CaptureMachine> {
  const machine = new CaptureMachine(capture);
  for (let i = 0; i <= segmentIndex; i += 1) {
    const problem = machine.enter(i);
    if (problem !== undefined) return refuse(problem);
    if (i < segmentIndex) machine.complete(i);
  }
  return { ok: true, value: machine };
}
