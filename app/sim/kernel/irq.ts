// What the interrupt stubs call: do_IRQ, do_nmi, do_debug, and the end of a kernel that meets an exception. Each is entered
// by its gate, returns to the stub, and the stub's iret leads back to what was interrupted.

import { hex, hex32 } from "../core/hex.ts";
import { CpuException, VECTOR } from "../cpu/faults.ts";
import { DR6, DR6_FIXED } from "../cpu/state.ts";
import { handleInterrupt } from "./drivers/index.ts";
import { endOfInterrupt, lineOf } from "./drivers/interrupt-controllers.ts";
import type { GateName } from "./image.ts";
import { PT_REGS, UNKNOWN_VECTOR, WITH_ERROR_CODE } from "./interrupt-stubs.ts";
import type { Kernel } from "./kernel.ts";
import { op, type Work } from "./step.ts";
import { StructAt } from "./struct.ts";

type Registers = StructAt<(typeof PT_REGS.fields)[number]["name"]>;

const registersOf = (kernel: Kernel): Registers =>
  new StructAt(kernel.memory, PT_REGS, kernel.physical(kernel.stackPointer));

/** Runs `body` above the functions that were interrupted, then returns to the stub. */
function* handler(kernel: Kernel, name: string, body: (registers: Registers) => Work): Work {
  const interrupted = kernel.calls;
  kernel.calls = [...interrupted, name];
  yield* body(registersOf(kernel));
  kernel.calls = interrupted;
  kernel.goTo(kernel.pop());
  yield op(`${name} returns`);
}

const doIrq = (kernel: Kernel): Work =>
  handler(kernel, "do_IRQ", function* (registers) {
    const line = lineOf(kernel, registers.get("vector"));
    if (line === undefined) {
      yield* kernel.printk(`do_IRQ: no line is wired to vector ${hex(registers.get("vector"), 2)}`);
      return;
    }
    yield op("do_IRQ: line {a:dec}, interrupted at {b:hex}", line, registers.get("eip"));
    const handled = yield* handleInterrupt(kernel, line);
    if (!handled) yield* kernel.printk(`irq ${line}: nobody cared`);
    endOfInterrupt(kernel, line);
    yield op("do_IRQ: end of interrupt to the controller");
  });

const doNmi = (kernel: Kernel): Work =>
  handler(kernel, "do_nmi", function* (registers) {
    const count = kernel.data.get("nmi_count") + 1;
    kernel.data.set("nmi_count", count);
    yield op("do_nmi: the {a:dec}. so far, interrupted at {b:hex}", count, registers.get("eip"));
    yield* kernel.printk(`NMI received at ${hex32(registers.get("eip"))}: dazed, going on`);
  });

const doDebug = (kernel: Kernel): Work =>
  handler(kernel, "do_debug", function* (registers) {
    const { cpu } = kernel;
    const reasons = cpu.debug[DR6];
    cpu.debug[DR6] = DR6_FIXED;
    kernel.cpuChanged = true;
    yield op("do_debug: DR6 = {a:hex} at {b:hex}, cleared", reasons, registers.get("eip"));
    yield* kernel.printk(`debug exception at ${hex32(registers.get("eip"))}`);
  });

/** "#PF(0x2), address 0x00001000". */
function nameOf(kernel: Kernel, registers: Registers): string {
  const vector = registers.get("vector");
  if (vector === UNKNOWN_VECTOR >>> 0) return "an unknown interrupt";
  const error = WITH_ERROR_CODE.includes(vector) ? registers.get("error") : undefined;
  const { name } = new CpuException(vector, error, "");
  return vector === VECTOR.PF ? `${name}, address ${hex32(kernel.cpu.cr2)},` : name;
}

/** An exception in the kernel itself: it says so and stops. */
function* exception(kernel: Kernel): Work {
  const registers = registersOf(kernel);
  const what = `${nameOf(kernel, registers)} at ${hex(registers.get("cs"), 4)}:${hex32(registers.get("eip"))}`;
  kernel.calls = [...kernel.calls, "die"];
  yield* kernel.printk(`Oops: ${what}`);
  yield { kind: "end", outcome: "crashed", text: `kernel ${kernel.letter} stops: ${what}` };
}

export const INTERRUPT_GATES: Partial<Record<GateName, (kernel: Kernel) => Work>> = {
  do_IRQ: doIrq,
  do_nmi: doNmi,
  do_debug: doDebug,
  exception,
};
