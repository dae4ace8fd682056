// A plain stretch of RAM as a bus, and a processor on it, for tests and measurements of the processor alone.

import { assemble, type Assembler, type Listing } from "../assembler.ts";
import type { Bus } from "../bus.ts";
import { Cpu } from "../cpu.ts";

const PAGE = 4096;

export class RamBus implements Bus {
  readonly bytes: Uint8Array;
  codeEpoch = 1;
  copies = 0;
  readonly #view: DataView;
  readonly #watched = new Set<number>();

  constructor(frames: number) {
    this.bytes = new Uint8Array(frames * PAGE);
    this.#view = new DataView(this.bytes.buffer);
  }

  #touch(address: number): void {
    if (this.#watched.has(address >>> 12)) this.codeEpoch += 1;
  }

  isRam(frame: number): boolean {
    return frame * PAGE < this.bytes.length;
  }
  watchCode(address: number): void {
    this.#watched.add(address >>> 12);
  }
  read8(address: number): number {
    return this.bytes[address] ?? 0xff;
  }
  read16(address: number): number {
    return this.read8(address) | (this.read8(address + 1) << 8);
  }
  read32(address: number): number {
    if (address + 4 <= this.bytes.length) return this.#view.getUint32(address, true);
    return (this.read16(address) | (this.read16(address + 2) << 16)) >>> 0;
  }
  write8(address: number, value: number): void {
    if (address >= this.bytes.length) return;
    this.#touch(address);
    this.bytes[address] = value;
  }
  write16(address: number, value: number): void {
    this.write8(address, value);
    this.write8(address + 1, value >>> 8);
  }
  write32(address: number, value: number): void {
    if (address + 4 > this.bytes.length) return;
    this.#touch(address);
    this.#touch(address + 3);
    this.#view.setUint32(address, value, true);
  }
  copyFrame(destination: number, source: number): void {
    this.copies += 1;
    this.#touch(destination * PAGE);
    this.bytes.copyWithin(destination * PAGE, source * PAGE, (source + 1) * PAGE);
  }
}

export const CODE = 0x1000;
export const STACK_TOP = 0x8000;

export interface Bench {
  readonly bus: RamBus;
  readonly cpu: Cpu;
  readonly listing: Listing;
}

/** A flat machine of 4 MiB about to run the given code at CODE. */
export function bench(build: (a: Assembler) => void, frames = 1024): Bench {
  const bus = new RamBus(frames);
  const listing = assemble(build, { origin: CODE });
  bus.bytes.set(listing.bytes, CODE);
  const cpu = new Cpu(bus, { pae: true });
  cpu.eip = CODE;
  cpu.regs[4] = STACK_TOP;
  return { bus, cpu, listing };
}
