// The firmware and the boot loader of a cold boot: what they do is modelled, what they read comes from the disk by its own
// commands and DMA. They leave the processor at the first instruction of kernel C, in flat protected mode without paging.

import { PAGE_SIZE } from "../core/units.ts";
import { DISK } from "../devices/registers.ts";
import { bootArea } from "./disk-layout.ts";
import { parametersOfC } from "./boot-area.ts";
import type { Kernel } from "./kernel.ts";
import { BOOT_PARAMS } from "./layouts.ts";
import type { HibernationPlan, MachinePlan } from "./plan.ts";
import { op, phase, type Work } from "./step.ts";
import { StructAt } from "./struct.ts";

/** The page in low memory that the boot loader works in: its disk queue, its GDT, its stack. */
export const LOADER_PAGE = 0x7000;
const QUEUE = LOADER_PAGE;
const GDT = LOADER_PAGE + 0x800;
const STACK_TOP = LOADER_PAGE + PAGE_SIZE;
/** Selectors of the boot protocol. */
const BOOT_CS = 0x10;
const BOOT_DS = 0x18;
/** Null, unused, flat code, flat data. */
const DESCRIPTORS = [0, 0, 0, 0, 0x0000ffff, 0x00cf9b00, 0x0000ffff, 0x00cf9300] as const;
/** CR0.ET and CR0.PE. */
const PROTECTED_MODE = 0x11;
const EFLAGS_FIXED = 0x2;
const [ESP, ESI] = [4, 6];
/** Looks at a command that does not complete. */
const PATIENCE = 400;

export interface Firmware {
  readonly plan: MachinePlan;
  readonly hibernation: HibernationPlan;
  /** The kernel that it starts. */
  readonly kernel: Kernel;
  /** Contents of the frames that it keeps for itself. */
  readonly reserved: ReadonlyMap<number, number>;
  /** A content of the family that the boot loader's own page belongs to. */
  readonly family: number;
  /** What the cells of each frame fall back to without power: the first content. */
  readonly powerOn: number;
}

export function* coldBoot(firmware: Firmware): Work {
  const { kernel } = firmware;
  kernel.begin("enter", ["firmware"]);
  yield phase("firmware");
  yield* post(firmware);
  kernel.begin("enter", ["boot loader"]);
  if (!(yield* load(firmware))) {
    const text = "the boot loader cannot read kernel C from the disk";
    yield { kind: "end", outcome: "stopped", text };
    return;
  }
  yield* handOver(firmware);
}

/** End of memory as the memory map says. */
const reported = ({ plan }: Firmware): number =>
  plan.circumstances.has("memory-removed") ? (plan.frames / 2) * PAGE_SIZE : plan.frames * PAGE_SIZE;

function* post(firmware: Firmware): Work {
  const { memory } = firmware.kernel;
  for (const [frame, content] of firmware.reserved) memory.setContent(frame, content);
  yield op("POST: {a:dec} frames are the firmware's and video memory", firmware.reserved.size);
  memory.claim(LOADER_PAGE / PAGE_SIZE, firmware.family);
  yield op(
    "memory map: RAM ends at {a:hex}; the boot loader works in frame {b:pfn}",
    reported(firmware),
    LOADER_PAGE / PAGE_SIZE,
  );
}

// ---------------------------------------------------------------------------------------------- the disk

const out = ({ io }: Kernel, register: number, value: number): void => io.write(DISK.base + register, 4, value);

/** The configuration, then the image. */
function* load({ kernel, plan, hibernation }: Firmware): Work<boolean> {
  const { first, blocks } = bootArea(plan.kernelIsPae);
  out(kernel, DISK.control, DISK.reset);
  out(kernel, DISK.queue, QUEUE);
  out(kernel, DISK.queueSize, DISK.most);
  out(kernel, DISK.control, DISK.enable);
  yield { kind: "device", device: DISK.name, state: "running", callback: "boot loader" };
  yield op("sda: reset, queue at {a:hex}, no interrupts", QUEUE);
  if (!(yield* read(kernel, first, parametersOfC(hibernation, plan.kernelIsPae), 1))) return false;
  for (let done = 1; done < blocks; done += DISK.mostBlocks) {
    const count = Math.min(DISK.mostBlocks, blocks - done);
    if (!(yield* read(kernel, first + done, hibernation.cBase + (done - 1) * PAGE_SIZE, count))) return false;
  }
  out(kernel, DISK.control, 0);
  yield op("sda: stopped");
  return true;
}

function* read(kernel: Kernel, block: number, buffer: number, count: number): Work<boolean> {
  const { io, memory } = kernel;
  const tail = io.read(DISK.base + DISK.tail, 4);
  const command = QUEUE + tail * DISK.commandBytes;
  [DISK.read | (count << DISK.countShift), block, buffer, 0].forEach((word, i) =>
    memory.write32(command + i * 4, word),
  );
  const next = (tail + 1) % DISK.most;
  out(kernel, DISK.tail, next);
  yield op(`boot loader: ${count} blocks from {a:dec} on to {b:hex}`, block, buffer);
  for (let looks = 0; looks < PATIENCE && io.read(DISK.base + DISK.head, 4) !== next; looks++) {
    yield op("boot loader: the disk is at work");
  }
  return memory.read32(command + DISK.commandBytes - 4) === DISK.completed;
}

// ---------------------------------------------------------------------------------------------- kernel C

function* handOver(firmware: Firmware): Work {
  const { kernel, plan, hibernation } = firmware;
  const { memory, cpu } = kernel;
  const parameters = parametersOfC(hibernation, plan.kernelIsPae);
  const params = new StructAt(memory, BOOT_PARAMS, parameters);
  params.set("ram_end", reported(firmware));
  params.set("mem_end", Math.min(params.get("mem_end"), reported(firmware)));
  yield op("boot loader: parameters at {a:hex}, kernel C at {b:hex}", parameters, kernel.base);
  DESCRIPTORS.forEach((word, i) => memory.write32(GDT + i * 4, word));
  cpu.gdtr = { base: GDT, limit: DESCRIPTORS.length * 4 - 1 };
  cpu.flatProtectedMode(BOOT_CS, BOOT_DS);
  cpu.cr0 = PROTECTED_MODE;
  cpu.eflags = EFLAGS_FIXED;
  memory.write32(STACK_TOP - 4, 0);
  cpu.regs.fill(0);
  cpu.regs[ESP] = STACK_TOP - 4;
  cpu.regs[ESI] = parameters;
  kernel.goTo(kernel.base);
  yield op("boot loader: EDI = 0 and 0 on the stack, no way back; jump to startup_32 at {a:hex}", kernel.base);
  yield phase("boot");
}
