// A bare machine around the control code, for tests: one kernel's mapping, one control page, a list that the test
// writes, and whatever callee the test puts in place. No modelled kernel takes part.

import { assemble, type Assembler } from "../cpu/assembler.ts";
import { Cpu, gateBytes } from "../cpu/cpu.ts";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { controlCode } from "../protocol/v8/control-code.ts";
import { CODE_HALF, KJUMP_MAGIC_NUMBER, slot } from "../protocol/v8/layout.ts";

export const CONTROL = 0x300000;
export const SWAP = 0x301000;
export const LIST = 0x302000;
const KERNEL = 0xc0000000;
const TEXT = 0x310000;
const PGD = 0x320000;
const TRANSITION = [0x321000, 0x322000, 0x323000] as const;
const STACK_TOP = 0x332000;
const RETURN = TEXT + 0xf00;
const PAGE_LIST = 0x331000;
const FRAMES = 4096;

export const code = controlCode();
export const label = (name: string): number => code.listing.labels.get(name) ?? NaN;

export interface ControlRig {
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
  /** Writes head word entries to the list page, terminated by IND_DONE. */
  list(words: readonly number[]): void;
  /** Puts code at a physical address, assembled for that address. */
  place(address: number, build: (a: Assembler) => void): void;
  /** The first half of machine_kexec: fresh code, magic, save the processor. Stops when the save routine has returned 0. */
  save(): void;
  /** relocate_kernel(head, page_list, start, has_pae). */
  relocate(start: number): void;
  /** Runs to a physical or linear address; throws if it is not reached. */
  runTo(address: number): void;
  register(name: "eax" | "ebx" | "ecx" | "edx" | "esp" | "ebp" | "esi" | "edi"): number;
  word(address: number): number;
  slot(name: Parameters<typeof slot>[0]): number;
}

const REGISTERS = ["eax", "ecx", "edx", "ebx", "esp", "ebp", "esi", "edi"];
/** Enough for a few pages and a callee. */
const STEPS = 100_000;

export function controlRig(options: { readonly pae: boolean } = { pae: false }): ControlRig {
  const memory = new PhysMemory(new ContentStore(), FRAMES);
  const cpu = new Cpu(memory, options);
  const put = (address: number, bytes: Uint8Array) => bytes.forEach((byte, i) => memory.write8(address + i, byte));
  put(TEXT, code.listing.bytes);
  put(RETURN, gateBytes("T", 0));
  for (let i = 0; i < 4; i++) memory.write32(PGD + (768 + i) * 4, i * 0x400000 + 0xe3);
  cpu.flatProtectedMode(0x60, 0x68);
  cpu.cr3 = PGD;
  cpu.cr4 = 0x10;
  cpu.cr0 = 0x80050033;

  const push = (value: number) => {
    const esp = ((cpu.regs[4] ?? 0) - 4) >>> 0;
    cpu.regs[4] = esp | 0;
    memory.write32(esp - KERNEL, value);
  };

  const rig: ControlRig = {
    memory,
    cpu,
    list: (words) => [...words, 4].forEach((word, i) => memory.write32(LIST + i * 4, word)),
    place: (address, build) => put(address, assemble(build, { origin: address }).bytes),
    save() {
      for (let i = 0; i < CODE_HALF; i += 4) memory.write32(CONTROL + i, memory.read32(TEXT + i));
      memory.write32(CONTROL + slot("magic"), KJUMP_MAGIC_NUMBER);
      cpu.regs[4] = (KERNEL + STACK_TOP) | 0;
      push(KERNEL + CONTROL);
      push(KERNEL + RETURN);
      cpu.eip = KERNEL + TEXT + label("kexec_jump_save_cpu");
      rig.runTo(KERNEL + RETURN);
    },
    relocate(start) {
      const list = [
        CONTROL,
        KERNEL + CONTROL,
        TRANSITION[0],
        KERNEL + TRANSITION[0],
        TRANSITION[1],
        KERNEL + TRANSITION[1],
        TRANSITION[2],
        KERNEL + TRANSITION[2],
        SWAP,
      ];
      list.forEach((word, i) => memory.write32(PAGE_LIST + i * 4, word));
      for (const argument of [options.pae ? 1 : 0, start, KERNEL + PAGE_LIST, LIST | 2, 0]) push(argument);
      cpu.eip = KERNEL + CONTROL + label("relocate_kernel");
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
    slot: (name) => memory.read32(CONTROL + slot(name)),
  };
  return rig;
}

export const RETURN_ADDRESS = KERNEL + RETURN;
