// machine_kexec of mainline i386: copy the code, leave through relocate_kernel, and go on when that returns a jump later.

import { PAGE_SIZE } from "../../core/units.ts";
import { gateAddress } from "../../kernel/image.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { context, op, phase, type Work } from "../../kernel/step.ts";
import { saveProcessorState } from "../processor-state.ts";
import { CODE_HALF } from "../code-half.ts";
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
  if (preserve !== 0) yield* kernel.fn("save_processor_state", saveProcessorState(kernel));
  kernel.setInterrupts(false);
  yield op("local_irq_disable: they stay off until the kernel is back");
  yield op("hw_breakpoint_disable: none is armed");
  for (let offset = 0; offset < CODE_HALF; offset += 4) {
    memory.write32(page + offset, memory.read32(kernel.page("control") + offset));
  }
  yield op("memcpy: {a:dec} bytes of control code from kernel text to {b:hex}", CODE_HALF, page);
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
  yield op("page_list: {a:dec} words on the stack at {b:hex}", PAGES_NR, pageList);
  yield* kernel.fn("load_segments", kernel.routine("load_segments"));
  yield* kernel.fn("native_idt_invalidate, native_gdt_invalidate", kernel.routine("set_gdt_idt"));
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
  kernel.calls = ["sys_reboot", "kernel_kexec", "machine_kexec"];
  yield phase("restore");
  kernel.dropStack(ARGUMENTS * 4);
  yield context("back");
  const entry = kernel.returned;
  kernel.kimage.set("start", entry);
  yield op("image start = {a:hex}, what lay on the peer's stack", entry);
  kernel.dropStack(PAGES_NR * 4);
  yield* kernel.fn("restore_processor_state", kernel.routine("restore_processor_state"));
  yield* kernel.leave(0);
}
