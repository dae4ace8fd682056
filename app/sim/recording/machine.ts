// The machine of a plan at t = 0: memory filled, processor in kernel A, both kernels known.

import type { KernelName } from "../api.ts";
import { Cpu } from "../cpu/cpu.ts";
import {
  EFER_NXE,
  kernelCr4,
  kernelImage,
  KERNEL_CR0,
  KERNEL_CS,
  KERNEL_DS,
  type KernelBuild,
  type KernelImage,
} from "../kernel/image.ts";
import { imagePage, PAGE_OFFSET } from "../kernel/image-pages.ts";
import { Kernel } from "../kernel/kernel.ts";
import { runningSince } from "../kernel/long-running.ts";
import type { LoadSegment } from "../kernel/kimage.ts";
import { imageContents, type MachinePlan } from "../kernel/plan.ts";
import { A_BASE, populate } from "../kernel/population.ts";
import { type Board, createBoard } from "../devices/board.ts";
import { DISK } from "../devices/registers.ts";
import type { IoBus } from "../devices/io-bus.ts";
import type { Uart } from "../devices/uart.ts";
import type { ControlCode } from "../kernel/revision.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { ContentStore } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import type { Revision } from "../protocol/revision.ts";

const EFLAGS_START = 0x202;
/** EBX, ESI, EDI, EBP when the reboot system call is entered: its command, its two magic numbers, a user stack. */
const USER_REGISTERS = [0x45584543, 0xfee1dead, 0x28121969, 0xbfd3f7c8] as const;

/** The kernels' images as they were before they ran; a payload has none. */
export type KernelImages = Readonly<Partial<Record<KernelName, KernelImage>>>;

/** What every machine that can be recorded consists of. */
export interface MachineParts {
  readonly store: ContentStore;
  readonly memory: PhysMemory;
  readonly cpu: Cpu;
  readonly board: Board;
  readonly io: IoBus;
  readonly uart: Uart;
}

export interface Machine extends MachineParts {
  readonly plan: MachinePlan;
  readonly revision: Revision;
  readonly code: ControlCode;
  readonly a: Kernel;
  readonly b: Kernel;
  readonly images: KernelImages;
  readonly segments: readonly LoadSegment[];
}

export function buildMachine(plan: MachinePlan, revision: Revision): Machine {
  const code = revision.code.control;
  const store = new ContentStore(plan.seed);
  const memory = new PhysMemory(store, plan.frames, DISK.blocks);
  const build = (letter: KernelName, base: number): KernelBuild => ({
    letter,
    base,
    code: revision.code,
    memoryBytes: plan.frames * PAGE_SIZE,
    pae: plan.kernelIsPae,
  });
  const imageOfA = kernelImage(build("A", A_BASE));
  const imageOfB = plan.payload === undefined ? kernelImage(build("B", plan.bEntry)) : undefined;
  const images: KernelImages = imageOfB === undefined ? { A: imageOfA } : { A: imageOfA, B: imageOfB };
  const use = populate(plan, imageOfA, memory, store);
  const segments = imageContents(plan, imageOfB, store);
  const cpu = new Cpu(memory, { pae: plan.hasPae });
  const board = createBoard(memory, { seed: plan.seed, cpus: plan.cpus });
  const { io, uart } = board;
  cpu.ports = io;
  const kernel = (letter: "A" | "B", base: number): Kernel => {
    const family = store.define(1, {
      owner: letter,
      what: `kernel ${letter}, allocated page`,
      home: () => 0,
      fill: () => undefined,
    });
    const routines = images[letter]?.text.labels ?? new Map<string, number>();
    const { hasPae, kernelIsPae: pae, circumstances } = plan;
    return new Kernel({ letter, memory, cpu, io, base, code, routines, hasPae, pae, family, circumstances });
  };
  const machine = { plan, revision, code, store, memory, cpu, board, io, uart, images, segments };
  const a = kernel("A", A_BASE);
  const b = kernel("B", plan.bEntry);
  startProcessor(cpu, plan.kernelIsPae);
  for (const step of runningSince(a, plan, use)) void step;
  memory.seal();
  return { ...machine, a, b };
}

/** Kernel A has been running for a while: its segments, tables and stack are loaded. */
function startProcessor(cpu: Cpu, pae: boolean): void {
  cpu.flatProtectedMode(KERNEL_CS, KERNEL_DS);
  const data = PAGE_OFFSET + imagePage(A_BASE, "data");
  cpu.gdtr = { base: data + 0x100, limit: 32 * 8 - 1 };
  cpu.idtr = { base: PAGE_OFFSET + imagePage(A_BASE, "idt"), limit: 256 * 8 - 1 };
  cpu.cr4 = kernelCr4(pae);
  if (pae) cpu.efer = EFER_NXE;
  cpu.cr3 = imagePage(A_BASE, "pgd");
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
