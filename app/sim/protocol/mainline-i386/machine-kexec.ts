// machine_kexec of mainline i386: copy the code, leave through relocate_kernel, and go on when that returns a jump later.

import { PAGE_SIZE } from "../../core/units.ts";
import { gateAddress } from "../../kernel/image.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { context, op, phase, type Work } from "../../kernel/step.ts";
import { saveProcessorState } from "../processor-state.ts";
import { hwBreakpointDisable, hwBreakpointRestore } from "../../kernel/breakpoints.ts";
import { localIrqDisable } from "../../kernel/interrupt-flag.ts";
import { copyControlCode, dropTables, legacyInterrupts } from "../machine-kexec.ts";
import { PAGE_LIST_FILLED } from "../page-list.ts";
import { PAGE_LIST } from "./layout.ts";
import { transitionDirectory } from "./page-tables.ts";

/** Words that relocate_kernel is called with. */
const ARGUMENTS = 5;
const PAGES_NR = Object.keys(PAGE_LIST).length;

export function* machineKexec(kernel: Kernel): Work {
  yield phase("save");
  const { kimage, memory } = kernel;
  const page = kimage.get("control_code_page") * PAGE_SIZE;
  const preserve = kimage.get("preserve_context");
  if (preserve !== 0) {
    yield* kernel.step("save_processor_state", { title: "control registers kept" }, () =>
      kernel.fn("save_processor_state", saveProcessorState(kernel)),
    );
  }
  yield* kernel.step("machine_kexec/local_irq_disable", { title: "interrupts off, until the kernel is back" }, () =>
    localIrqDisable(kernel),
  );
  yield* kernel.step("machine_kexec/hw_breakpoint_disable", { title: "disarm the breakpoints" }, () =>
    hwBreakpointDisable(kernel),
  );
  // without a way back machine_shutdown has done so already
  if (preserve !== 0) yield* legacyInterrupts(kernel);
  yield* copyControlCode(kernel, page);
  const values: Record<keyof typeof PAGE_LIST, number> = {
    PA_CONTROL_PAGE: page,
    VA_CONTROL_PAGE: kernel.virtual(page),
    PA_PGD: transitionDirectory(kernel),
    PA_SWAP_PAGE: kimage.get("swap_page") * PAGE_SIZE,
  };
  kernel.dropStack(-PAGES_NR * 4);
  const pageList = kernel.stackPointer;
  for (const [name, index] of Object.entries(PAGE_LIST)) {
    memory.write32(kernel.physical(pageList) + index * 4, values[name as keyof typeof PAGE_LIST]);
  }
  yield op(PAGE_LIST_FILLED, PAGES_NR, pageList);
  yield* dropTables(kernel, "native_idt_invalidate, native_gdt_invalidate");
  yield context("leaving");
  kernel.push(preserve);
  kernel.push(kernel.hasPae ? 1 : 0);
  kernel.push(kimage.get("start"));
  kernel.push(pageList);
  kernel.push(kimage.get("head"));
  kernel.push(gateAddress(kernel.base, "relocate_kernel_returned"));
  kernel.goTo(kernel.virtual(page));
  yield op(
    "call relocate_kernel(head {a:hex}, page_list, start {b:hex}, has_pae, preserve_context)",
    kimage.get("head"),
    kimage.get("start"),
  );
}

/** relocate_kernel has returned: the peer has jumped back, and EAX is where it wants to be entered next. */
export function* afterRelocateKernel(kernel: Kernel): Work {
  kernel.begin("return", ["sys_reboot", "kernel_kexec", "machine_kexec"]);
  yield phase("restore");
  kernel.dropStack(ARGUMENTS * 4);
  yield context("back");
  const entry = kernel.returned;
  yield* kernel.step("machine_kexec/start", { title: "note the peer's re-entry" }, function* () {
    kernel.kimage.set("start", entry);
    yield op("image start = {a:hex}, what lay on the peer's stack", entry);
  });
  kernel.dropStack(PAGES_NR * 4);
  yield* kernel.step("restore_processor_state", { title: "IDT and segments back" }, () =>
    kernel.fn("restore_processor_state", kernel.routine("restore_processor_state")),
  );
  yield* hwBreakpointRestore(kernel);
  yield* kernel.leave(0);
}
