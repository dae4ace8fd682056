// The machine of a plan at t = 0: memory filled, processor in kernel A, both kernels known.

import { Cpu } from "../cpu/cpu.ts";
import {
  kernelImage,
  imagePage,
  KERNEL_CR0,
  KERNEL_CR4,
  KERNEL_CS,
  KERNEL_DS,
  PAGE_OFFSET,
  type KernelImage,
} from "../kernel/image.ts";
import { Kernel } from "../kernel/kernel.ts";
import type { LoadSegment } from "../kernel/kimage.ts";
import { imageContents, type MachinePlan } from "../kernel/plan.ts";
import { A_BASE, populate } from "../kernel/population.ts";
import { createBoard } from "../devices/board.ts";
import type { Uart } from "../devices/uart.ts";
import type { ControlCode } from "../kernel/revision.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import type { Revision } from "../protocol/revision.ts";

const EFLAGS_START = 0x202;
/** EBX, ESI, EDI, EBP when the reboot system call is entered: its command, its two magic numbers, a user stack. */
const USER_REGISTERS = [0x45584543, 0xfee1dead, 0x28121969, 0xbfd3f7c8] as const;

export interface Machine {
  readonly plan: MachinePlan;
  readonly revision: Revision;
  readonly code: ControlCode;
  readonly store: ContentStore;
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
  readonly uart: Uart;
  readonly a: Kernel;
  readonly b: Kernel;
  readonly images: { readonly A: KernelImage; readonly B: KernelImage };
  readonly segments: readonly LoadSegment[];
}

export function buildMachine(plan: MachinePlan, revision: Revision): Machine {
  const code = revision.controlCode();
  const store = new ContentStore(plan.seed);
  const memory = new PhysMemory(store, plan.frames);
  const bytes = plan.frames * PAGE_SIZE;
  const images = {
    A: kernelImage(A_BASE, "A", code, bytes),
    B: kernelImage(plan.bEntry, "B", code, bytes),
  };
  populate(plan, images.A, memory, store);
  const segments = imageContents(plan, images.B, store);
  const cpu = new Cpu(memory, { pae: plan.hasPae });
  const { io, uart } = createBoard();
  cpu.ports = io;
  const kernel = (letter: "A" | "B", base: number): Kernel => {
    const family = store.define(1, {
      owner: letter,
      what: `kernel ${letter}, allocated page`,
      home: () => 0,
      fill: () => undefined,
    });
    const routines = images[letter].text.labels;
    return new Kernel({ letter, memory, cpu, io, base, code, routines, hasPae: plan.hasPae, family });
  };
  const machine = { plan, revision, code, store, memory, cpu, uart, images, segments };
  const a = kernel("A", A_BASE);
  const b = kernel("B", plan.bEntry);
  startProcessor(cpu);
  memory.seal();
  return { ...machine, a, b };
}

/** Kernel A has been running for a while: its segments, tables and stack are loaded. */
function startProcessor(cpu: Cpu): void {
  cpu.flatProtectedMode(KERNEL_CS, KERNEL_DS);
  const data = PAGE_OFFSET + imagePage(A_BASE, "data");
  cpu.gdtr = { base: data + 0x100, limit: 32 * 8 - 1 };
  cpu.idtr = { base: PAGE_OFFSET + imagePage(A_BASE, "idt"), limit: 256 * 8 - 1 };
  cpu.cr3 = imagePage(A_BASE, "pgd");
  cpu.cr4 = KERNEL_CR4;
  cpu.cr0 = KERNEL_CR0;
  cpu.eflags = EFLAGS_START;
  cpu.eip = PAGE_OFFSET + imagePage(A_BASE, "text");
  const [ebx, esi, edi, ebp] = USER_REGISTERS;
  cpu.regs[3] = ebx | 0;
  cpu.regs[5] = ebp | 0;
  cpu.regs[6] = esi | 0;
  cpu.regs[7] = edi | 0;
  cpu.regs[4] = (PAGE_OFFSET + imagePage(A_BASE, "stack") + 2 * PAGE_SIZE) | 0;
}
