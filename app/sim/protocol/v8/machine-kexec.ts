// machine_kexec of the v8 patch: copy the code half, save the processor, hand over. It is entered once and returns when
// the kernel is jumped back to, through the second return of the save routine.

import { PAGE_SIZE } from "../../core/units.ts";
import type { Kernel } from "../../kernel/kernel.ts";
import { gateAddress } from "../../kernel/image.ts";
import { context, op, phase, type Work } from "../../kernel/step.ts";
import { localIrqDisable } from "../../kernel/interrupt-flag.ts";
import { copyControlCode, dropTables, legacyInterrupts } from "../machine-kexec.ts";
import { PAGE_LIST_FILLED } from "../page-list.ts";
import type { Variant } from "../variant.ts";
import { KJUMP_MAGIC_NUMBER, PAGE_LIST, PAGE_LIST_PAE, slot } from "./layout.ts";

const controlPage = (kernel: Kernel): number => kernel.kimage.get("control_code_page") * PAGE_SIZE;

function labelOffset(kernel: Kernel, label: string): number {
  const offset = kernel.code.listing.labels.get(label);
  if (offset === undefined) throw new Error(`the control code has no label ${label}`);
  return offset;
}

export function* machineKexec(kernel: Kernel, { fixes }: Variant): Work {
  yield phase("save");
  const { memory } = kernel;
  const page = controlPage(kernel);
  yield* kernel.step("machine_kexec/local_irq_disable", { title: "interrupts off, until the kernel is back" }, () =>
    localIrqDisable(kernel),
  );
  if (fixes.has("io-apic-legacy")) yield* legacyInterrupts(kernel);
  yield* copyControlCode(kernel, page);
  memory.write32(page + slot("magic"), 0);
  yield op("magic = 0 in the control page");
  if (kernel.kimage.get("preserve_context") === 0) return yield* handOver(kernel);
  yield* kernel.step("machine_kexec/magic", { title: "say that a return is expected" }, function* () {
    memory.write32(page + slot("magic"), KJUMP_MAGIC_NUMBER);
    yield op("magic = {a:hex}: a return is expected", KJUMP_MAGIC_NUMBER);
  });
  kernel.push(kernel.virtual(page));
  kernel.push(gateAddress(kernel.base, "save_cpu_returned"));
  kernel.goTo(kernel.virtual(kernel.page("control") + labelOffset(kernel, "kexec_jump_save_cpu")));
  yield op("call kexec_jump_save_cpu with the control page {a:hex}", kernel.virtual(page));
}

/** kexec_jump_save_cpu has returned: 0 the first time, 1 when the peer has jumped back. */
export function* afterSaveCpu(kernel: Kernel): Work {
  const back = kernel.returned !== 0;
  kernel.begin(back ? "return" : "leave", ["sys_reboot", "kernel_kexec", "kexec_jump", "machine_kexec"]);
  yield context(back ? "back" : "leaving");
  kernel.dropStack(4);
  if (!back) return yield* handOver(kernel);
  yield phase("restore");
  const entry = kernel.memory.read32(controlPage(kernel) + slot("entry"));
  yield* kernel.step("machine_kexec/start", { title: "note the peer's re-entry" }, function* () {
    kernel.kimage.set("start", entry);
    yield op("image start = {a:hex}, the peer's re-entry", entry);
  });
  yield* kernel.leave(0);
}

/** page_list on the stack, segments and empty tables, then relocate_kernel in the control page. */
function* handOver(kernel: Kernel): Work {
  const { kimage } = kernel;
  const page = controlPage(kernel);
  const values: Record<keyof typeof PAGE_LIST, number> = {
    PA_CONTROL_PAGE: page,
    VA_CONTROL_PAGE: kernel.virtual(page),
    PA_PGD: kernel.page("kexecPgd"),
    VA_PGD: kernel.virtual(kernel.page("kexecPgd")),
    PA_PTE_0: kernel.page("kexecPte0"),
    VA_PTE_0: kernel.virtual(kernel.page("kexecPte0")),
    PA_PTE_1: kernel.page("kexecPte1"),
    VA_PTE_1: kernel.virtual(kernel.page("kexecPte1")),
    PA_SWAP_PAGE: kimage.get("swap_page") * PAGE_SIZE,
  };
  const both = (name: "kexecPmd0" | "kexecPmd1") => [kernel.page(name), kernel.virtual(kernel.page(name))] as const;
  const pae = kernel.pae ? [...both("kexecPmd0"), ...both("kexecPmd1")] : [];
  const count = Object.keys(PAGE_LIST).length + pae.length;
  kernel.dropStack(-count * 4);
  const pageList = kernel.stackPointer;
  const put = (index: number, value: number) => kernel.memory.write32(kernel.physical(pageList) + index * 4, value);
  for (const [name, index] of Object.entries(PAGE_LIST)) put(index, values[name as keyof typeof PAGE_LIST]);
  pae.forEach((value, i) => put(PAGE_LIST_PAE.PA_PMD_0 + i, value));
  yield op(PAGE_LIST_FILLED, count, pageList);
  yield* dropTables(kernel, "set_gdt, set_idt");
  kernel.push(kernel.hasPae ? 1 : 0);
  kernel.push(kimage.get("start"));
  kernel.push(pageList);
  kernel.push(kimage.get("head"));
  kernel.push(gateAddress(kernel.base, "relocate_kernel_returned"));
  kernel.goTo(kernel.virtual(page + labelOffset(kernel, "relocate_kernel")));
  yield op(
    "call relocate_kernel(head {a:hex}, page_list, start {b:hex}, has_pae)",
    kimage.get("head"),
    kimage.get("start"),
  );
}
