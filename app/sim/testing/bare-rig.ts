// A bare machine around a page of control code, for tests: one kernel's mapping, one control page, a list that the test
// writes, and whatever callee the test puts in place. No modelled kernel takes part.

import { assemble, type Assembler } from "../cpu/assembler.ts";
import { Cpu, gateBytes } from "../cpu/cpu.ts";
import type { ControlCode } from "../kernel/revision.ts";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";

export const CONTROL = 0x300000;
export const SWAP = 0x301000;
export const LIST = 0x302000;
export const KERNEL = 0xc0000000;
/** Physical address of the control code in kernel text. */
export const TEXT = 0x310000;
export const PGD = 0x320000;
export const TRANSITION = [0x321000, 0x322000, 0x323000] as const;
export const STACK_TOP = 0x332000;
export const PAGE_LIST = 0x331000;
const RETURN = TEXT + 0xf00;
export const RETURN_ADDRESS = KERNEL + RETURN;
const FRAMES = 4096;
const REGISTERS = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"];
/** Enough for a few pages and a callee. */
const STEPS = 100_000;

export interface BareRig {
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
  /** Writes head word entries to the list page, terminated by IND_DONE. */
  list(words: readonly number[]): void;
  /** Puts code at a physical address, assembled for that address. */
  place(address: number, build: (a: Assembler) => void): void;
  push(value: number): void;
  /** Runs to a physical or linear address; throws if it is not reached. */
  runTo(address: number): void;
  register(name: "eax" | "ebx" | "ecx" | "edx" | "esp" | "ebp" | "esi" | "edi"): number;
  word(address: number): number;
  /** Copies the code half into the control page, as every machine_kexec does. */
  freshCode(): void;
}

export function bareRig(code: ControlCode, options: { readonly pae: boolean }): BareRig {
  const memory = new PhysMemory(new ContentStore(), FRAMES);
  const cpu = new Cpu(memory, options);
  cpu.gatesIn = (frame) => frame === TEXT >>> 12;
  const put = (address: number, bytes: Uint8Array) => bytes.forEach((byte, i) => memory.write8(address + i, byte));
  put(TEXT, code.listing.bytes);
  put(RETURN, gateBytes("T", 0));
  for (let i = 0; i < 4; i++) memory.write32(PGD + (768 + i) * 4, i * 0x400000 + 0xe3);
  cpu.flatProtectedMode(0x60, 0x68);
  cpu.cr3 = PGD;
  cpu.cr4 = 0x10;
  cpu.cr0 = 0x80050033;
  return {
    memory,
    cpu,
    list: (words) => [...words, 4].forEach((word, i) => memory.write32(LIST + i * 4, word)),
    place: (address, build) => put(address, assemble(build, { origin: address }).bytes),
    push(value) {
      const esp = ((cpu.regs[4] ?? 0) - 4) >>> 0;
      cpu.regs[4] = esp | 0;
      memory.write32(esp - KERNEL, value);
    },
    runTo(address) {
      for (let i = 0; i < STEPS; i++) {
        if (cpu.eip === address) return;
        const stop = cpu.run(1);
        if (stop.kind !== "limit" && cpu.eip !== address) throw new Error(`${stop.kind} at ${cpu.eip.toString(16)}`);
      }
      throw new Error(`${address.toString(16)} was not reached`);
    },
    register: (name) => (cpu.regs[REGISTERS.indexOf(name)] ?? 0) >>> 0,
    word: (address) => memory.read32(address),
    freshCode() {
      for (let i = 0; i < code.listing.bytes.length; i += 4) memory.write32(CONTROL + i, memory.read32(TEXT + i));
    },
  };
}
