// sda, a bus-master disk: takes commands from a queue in RAM, moves whole pages between RAM and its blocks, and writes
// the command's status. Blocks are storage frames: they outlive RAM, and a write that power leaves under way is torn.

import type { DeviceRegister } from "../api.ts";
import { PAGE_SHIFT, isPageAligned, WORDS_PER_PAGE } from "../core/units.ts";
import { type Act, type Bench, bit, NEVER, type PortDevice, type Sight, word } from "./device.ts";
import { DISK, LINE } from "./registers.ts";

const REGISTER_BYTES = 28;
/** Words of state: the registers by offset / 4, then these. */
const DUE = 7;
/** The command under way, as it was fetched: its address, operation with its count, block and buffer. */
const COMMAND = 8;
const OPERATION = 9;
const BLOCK = 10;
const BUFFER = 11;
const ALL_ONES = 0xffffffff;
/** Of a command, in words. */
const STATUS_OFFSET = 12;
/** What a disk writes whole. */
const SECTOR_WORDS = 128;
const SECTORS = WORDS_PER_PAGE / SECTOR_WORDS;

/** Of a command's first word. */
const operationOf = (first: number): number => first & ((1 << DISK.countShift) - 1);
export const countOf = (first: number): number => Math.max(1, first >>> DISK.countShift);
/** A command for more blocks than it may have fails like any other. */
const timeFor = (count: number): number =>
  DISK.latency + (count > DISK.mostBlocks ? 0 : (count - 1) * DISK.blockLatency);

const at = (state: Uint32Array, register: number): number => word(state, register / 4);

const MEANINGS: readonly (readonly [name: string, register: number, meaning: string])[] = [
  ["CONTROL", DISK.control, "bit 0 enabled, bit 2 low power"],
  ["QUEUE", DISK.queue, "physical address of the command queue"],
  ["QUEUE_SIZE", DISK.queueSize, "commands"],
  ["TAIL", DISK.tail, "behind the last command put in"],
  ["HEAD", DISK.head, "next command to be taken"],
  ["STATUS", DISK.status, "bit 0: a command is done"],
  ["MASK", DISK.mask, "bit 0: interrupts are on"],
];

/** Neighbouring blocks, and as many neighbouring frames. */
interface Stretch {
  readonly block: number;
  readonly frame: number;
  readonly count: number;
}

const writtenLabel = (count: number): string =>
  count === 1
    ? "sda: frame {a:pfn} written to block {b:dec}"
    : `sda: ${count} frames from {a:pfn} on written to blocks from {b:dec} on`;
const readLabel = (count: number): string =>
  count === 1
    ? "sda: block {b:dec} read into frame {a:pfn}"
    : `sda: ${count} blocks from {b:dec} on read into frames from {a:pfn} on`;

export class Disk implements PortDevice {
  readonly name = DISK.name;
  readonly title = "disk, bus master";
  readonly firstPort = DISK.base;
  readonly portCount = REGISTER_BYTES;
  readonly wide = true;
  readonly stateWords = BUFFER + 1;
  readonly irq = LINE.disk;
  readonly acpi = DISK.acpi;

  reset(state: Uint32Array): void {
    state.fill(0);
    state[DUE] = NEVER;
  }

  powerOn(state: Uint32Array): void {
    if (this.sleeps(state)) this.reset(state);
  }

  private sleeps(state: Uint32Array): boolean {
    return bit(at(state, DISK.control), DISK.d3);
  }

  read(register: number, state: Uint32Array): number {
    return this.sleeps(state) ? ALL_ONES : at(state, register);
  }

  write(register: number, value: number, state: Uint32Array, bench: Bench): void {
    if (this.sleeps(state) || register === DISK.head) return;
    if (register === DISK.control) {
      if (bit(value, DISK.reset)) {
        const mask = at(state, DISK.mask);
        this.reset(state);
        state[DISK.mask / 4] = mask;
        return;
      }
      state[DISK.control / 4] = value & (DISK.enable | DISK.d3);
      if (bit(value, DISK.d3)) state[DUE] = NEVER;
    } else if (register === DISK.status) state[register / 4] = at(state, DISK.status) & ~value;
    else state[register / 4] = value;
    if (register === DISK.control || register === DISK.tail) this.fetch(state, bench);
  }

  private size(state: Uint32Array): number {
    return Math.min(at(state, DISK.queueSize), DISK.most);
  }

  /** Takes up the next command, unless one is under way or there is none. */
  private fetch(state: Uint32Array, { memory, now }: Bench): void {
    const size = this.size(state);
    const enabled = bit(at(state, DISK.control), DISK.enable);
    if (!enabled || size === 0 || word(state, DUE) !== NEVER) return;
    const head = at(state, DISK.head) % size;
    if (head === at(state, DISK.tail) % size) return;
    const command = (at(state, DISK.queue) + head * DISK.commandBytes) >>> 0;
    state[COMMAND] = command;
    state[OPERATION] = memory.read32(command);
    state[BLOCK] = memory.read32(command + 4);
    state[BUFFER] = memory.read32(command + 8);
    state[DUE] = now + timeFor(countOf(word(state, OPERATION)));
  }

  due(state: Uint32Array): number {
    return word(state, DUE);
  }

  act(state: Uint32Array, bench: Bench): Act {
    const done = this.carryOut(state, bench);
    bench.memory.write32(word(state, COMMAND) + STATUS_OFFSET, done === undefined ? DISK.failed : DISK.completed);
    const block = word(state, BLOCK);
    state[DUE] = NEVER;
    state[DISK.head / 4] = (at(state, DISK.head) + 1) % Math.max(1, this.size(state));
    state[DISK.status / 4] = at(state, DISK.status) | DISK.done;
    if (bit(at(state, DISK.mask), DISK.interrupt)) bench.raise(LINE.disk);
    this.fetch(state, bench);
    return done ?? { label: "sda: a command for block {a:dec} fails", a: block, b: 0 };
  }

  private carryOut(state: Uint32Array, bench: Bench): Act | undefined {
    const operation = operationOf(word(state, OPERATION));
    if (operation === DISK.flush) return { label: "sda: flush", a: 0, b: 0 };
    if (operation !== DISK.read && operation !== DISK.write) return undefined;
    const run = this.runOf(state, bench);
    return run === undefined ? undefined : this.move(operation, run, bench);
  }

  /** What the command is about, if all of it is there. */
  private runOf(state: Uint32Array, { memory }: Bench): Stretch | undefined {
    const [block, buffer] = [word(state, BLOCK), word(state, BUFFER)];
    const count = countOf(word(state, OPERATION));
    const frame = buffer >>> PAGE_SHIFT;
    if (count > DISK.mostBlocks || !isPageAligned(buffer)) return undefined;
    if (!memory.isRam(frame + count - 1) || block + count > memory.storageFrames) return undefined;
    return { block, frame, count };
  }

  private move(operation: number, { block, frame, count }: Stretch, { memory }: Bench): Act {
    const writes = operation === DISK.write;
    for (let i = 0; i < count; i++) {
      const [storage, page] = [memory.frameCount + block + i, frame + i];
      if (writes) memory.transfer(storage, page);
      else memory.transfer(page, storage);
    }
    return { label: writes ? writtenLabel(count) : readLabel(count), a: frame, b: block };
  }

  /**
   * Power goes: of a write under way, the disk has what time has allowed for, and of the page in the middle the sectors
   * that were done.
   */
  losePower(state: Uint32Array, bench: Bench): void {
    const { memory, now } = bench;
    const due = word(state, DUE);
    if (due === NEVER || operationOf(word(state, OPERATION)) !== DISK.write) return;
    const run = this.runOf(state, bench);
    state[DUE] = NEVER;
    if (run === undefined) return;
    const time = timeFor(run.count);
    const sectors = Math.floor((run.count * SECTORS * Math.min(time, Math.max(0, now - (due - time)))) / time);
    const whole = Math.floor(sectors / SECTORS);
    if (whole > 0) this.move(DISK.write, { ...run, count: whole }, bench);
    const torn = (sectors % SECTORS) * SECTOR_WORDS;
    if (torn === 0) return;
    const source = memory.words(run.frame + whole);
    memory.alter(memory.frameCount + run.block + whole, (words) => words.set(source.subarray(0, torn)));
  }

  /** The block of the last command. */
  dma(pfn: number, state: Uint32Array, bench: Bench): Act {
    const block = word(state, BLOCK);
    const reaches = bench.memory.isRam(pfn) && block < bench.memory.storageFrames;
    const done = reaches ? this.move(DISK.read, { block, frame: pfn, count: 1 }, bench) : undefined;
    return done ?? { label: "sda: nothing to read into frame {a:pfn}", a: pfn, b: 0 };
  }

  private reached(state: Uint32Array): number[] {
    const [first, queue] = [word(state, BUFFER), word(state, COMMAND)].map((address) => address >>> PAGE_SHIFT);
    const buffers = Array.from(
      { length: Math.min(DISK.mostBlocks, countOf(word(state, OPERATION))) },
      (_, i) => (first ?? 0) + i,
    );
    return [...new Set([...buffers, queue ?? 0])];
  }

  sight(state: Uint32Array): Sight {
    const size = Math.max(1, this.size(state));
    const waiting = (at(state, DISK.tail) - at(state, DISK.head) + size) % size;
    const active = word(state, DUE) !== NEVER;
    const enabled = bit(at(state, DISK.control), DISK.enable);
    return {
      active,
      doing: this.sleeps(state)
        ? "in D3, low power"
        : active
          ? `${waiting} ${waiting === 1 ? "command" : "commands"} in the queue`
          : enabled
            ? "waits for commands"
            : "is quiet",
      registers: MEANINGS.map(([name, register, meaning]): DeviceRegister => ({
        name,
        value: at(state, register),
        meaning,
      })),
      frames: active ? this.reached(state) : [],
    };
  }
}
