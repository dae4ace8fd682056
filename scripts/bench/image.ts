// A program for every engine alike: the same bytes at the same place, in flat protected mode without paging. It prepares
// its data, then works so many rounds and writes one byte to COM1 before the first round and after each, so that whoever
// hears it can tell the time. Begins with a multiboot header, whose address fields say where it lies.

import { assemble, type Assembler, eax, edx, esp, mem } from "../../app/sim/cpu/assembler.ts";

const MIB = 1024 * 1024;
export const MEMORY = 96 * MIB;
export const ORIGIN = 1 * MIB;
export const COM1 = 0x3f8;
/** What the work of the last round gave. */
export const RESULT = 0x181000;
const ROUNDS_LEFT = 0x181004;
const STACK = 0x180000;

const MULTIBOOT_MAGIC = 0x1badb002;
const HAS_ADDRESSES = 0x10000;
const HEADER_BYTES = 32;
const OUT_DX_AL = [0xee];

export interface Work {
  readonly name: string;
  readonly prepare: (a: Assembler) => void;
  /** Leaves its result in EAX. */
  readonly round: (a: Assembler) => void;
}

export interface Image {
  readonly bytes: Uint8Array;
  readonly entry: number;
}

function tick(a: Assembler): void {
  a.mov(edx, COM1, "the console");
  a.bytes(OUT_DX_AL, "out dx, al");
}

function frame(a: Assembler, { prepare, round }: Work, rounds: number): void {
  a.cld("strings go upward");
  a.mov(esp, STACK, "a stack of its own");
  a.mov(mem(ROUNDS_LEFT), rounds, "so often");
  prepare(a);
  tick(a);
  a.label("again");
  round(a);
  a.mov(mem(RESULT), eax, "for the comparison of engines");
  tick(a);
  a.dec(mem(ROUNDS_LEFT), "one round less");
  a.jnz("again", "until none is left");
  a.hlt("done");
}

export function imageOf(work: Work, rounds: number): Image {
  const entry = ORIGIN + HEADER_BYTES;
  const { bytes: code } = assemble((a) => frame(a, work, rounds), { origin: entry });
  const end = entry + code.length;
  const checksum = -(MULTIBOOT_MAGIC + HAS_ADDRESSES);
  const header = [MULTIBOOT_MAGIC, HAS_ADDRESSES, checksum, ORIGIN, ORIGIN, end, end, entry];
  const bytes = new Uint8Array(HEADER_BYTES + code.length);
  const view = new DataView(bytes.buffer);
  header.forEach((word, i) => view.setUint32(4 * i, word >>> 0, true));
  bytes.set(code, HEADER_BYTES);
  return { bytes, entry };
}
