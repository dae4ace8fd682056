// The machine of a plan at t = 0: memory filled, processor in kernel A, all kernels known; or without power, where the run
// begins with a cold boot.

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
import { storageBlocks } from "../kernel/disk-layout.ts";
import type { Firmware } from "../kernel/firmware.ts";
import type { PlacedImage } from "../kernel/hibernation/placed-image.ts";
import type { LoadSegment } from "../kernel/kimage.ts";
import { imageContents, purgatoryOf } from "../kernel/kexec-tool.ts";
import { bBaseOf, type MachinePlan } from "../kernel/plan.ts";
import { A_BASE, populate } from "../kernel/population.ts";
import { type Board, createBoard } from "../devices/board.ts";
import type { IoBus } from "../devices/io-bus.ts";
import type { Uart } from "../devices/uart.ts";
import type { ControlCode, MarkedPage } from "../kernel/revision.ts";
import { PAGE_SIZE } from "../core/units.ts";
import { ContentStore, type Owner } from "../memory/content-store.ts";
import { PhysMemory } from "../memory/phys-memory.ts";
import { broughtTo, withFirmware } from "./power.ts";
import { purgatoryBytes, purgatoryMarked } from "../protocol/purgatory/index.ts";
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
  /** What starts kernel C, where the plan has one. */
  readonly firmware: Firmware | undefined;
  /** The image on the disk, where the run begins with a cold boot. */
  readonly brought: PlacedImage | undefined;
  readonly kernels: ReadonlyMap<KernelName, Kernel>;
  readonly images: KernelImages;
  readonly segments: readonly LoadSegment[];
  /** Set where the image is entered by it. */
  readonly purgatory: MarkedPage | undefined;
}

export function buildMachine(plan: MachinePlan, revision: Revision): Machine {
  const code = revision.code.control;
  const store = new ContentStore(plan.seed);
  const memory = new PhysMemory(store, plan.frames, storageBlocks(plan));
  const { hibernation } = plan;
  const build = (letter: KernelName, base: number): KernelBuild => ({
    letter,
    base,
    code: revision.code,
    memoryBytes: plan.frames * PAGE_SIZE,
    pae: plan.kernelIsPae,
  });
  const imageOfA = kernelImage(build("A", A_BASE));
  const imageOfB = plan.payload === undefined ? kernelImage(build("B", bBaseOf(plan))) : undefined;
  const imageOfC = hibernation && kernelImage(build("C", hibernation.cBase));
  const images: KernelImages = {
    A: imageOfA,
    ...(imageOfB === undefined ? {} : { B: imageOfB }),
    ...(imageOfC === undefined ? {} : { C: imageOfC }),
  };
  const use = populate(plan, imageOfA, memory, store);
  const segments = imageContents(plan, imageOfB, store, (order) =>
    purgatoryBytes({ ...order, returnWord: revision.returnWord }, order.parts),
  );
  const entered = purgatoryOf(plan);
  const purgatory = entered && purgatoryMarked(entered.mem, revision.returnWord);
  const cpu = new Cpu(memory, { pae: plan.hasPae });
  const board = createBoard(memory, { seed: plan.seed, cpus: plan.cpus });
  const { io, uart } = board;
  cpu.ports = io;
  const family = (owner: Owner, what: string): number =>
    store.define(1, { owner, what, home: () => 0, fill: () => undefined });
  const kernel = (letter: KernelName, base: number): Kernel => {
    const own = family(letter, `kernel ${letter}, allocated page`);
    const routines = images[letter]?.text.labels ?? new Map<string, number>();
    const { hasPae, kernelIsPae: pae, circumstances } = plan;
    return new Kernel({ letter, memory, cpu, io, base, code, routines, hasPae, pae, family: own, circumstances });
  };
  const machine = { plan, revision, code, store, memory, cpu, board, io, uart, images, segments, purgatory };
  const a = kernel("A", A_BASE);
  const b = kernel("B", bBaseOf(plan));
  const firmware = imageOfC && withFirmware(plan, imageOfC, kernel("C", imageOfC.base));
  const all = firmware === undefined ? [a, b] : [a, b, firmware.kernel];
  const kernels = new Map(all.map((each) => [each.letter, each]));
  const brought = firmware && broughtTo(firmware, revision.links);
  if (brought === undefined) {
    startProcessor(cpu, plan.kernelIsPae);
    for (const step of runningSince(a, plan, use)) void step;
  }
  memory.seal();
  return { ...machine, a, b, kernels, firmware, brought };
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
