// Parts of machine_kexec that every i386 revision has.

import { clearIoApic, restoreBootIrqMode, usesIoApic } from "../kernel/drivers/interrupt-controllers.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { op, type Work } from "../kernel/step.ts";
import { CODE_HALF } from "./code-half.ts";

export function* copyControlCode(kernel: Kernel, page: number): Work {
  const { memory } = kernel;
  yield* kernel.step("machine_kexec/memcpy", { title: "copy the control code into its page" }, function* () {
    for (let offset = 0; offset < CODE_HALF; offset += 4) {
      memory.write32(page + offset, memory.read32(kernel.page("control") + offset));
    }
    yield op("memcpy: {a:dec} bytes of control code from kernel text to {b:hex}", CODE_HALF, page);
  });
}

/** Segments while there is a table to load them from, then no tables. */
export function* dropTables(kernel: Kernel, name: string): Work {
  yield* kernel.step("machine_kexec/load_segments", { title: "load the segments once more" }, () =>
    kernel.fn("load_segments", kernel.routine("load_segments")),
  );
  yield* kernel.step("machine_kexec/no_tables", { title: "GDT and IDT limits become 0" }, () =>
    kernel.fn(name, kernel.routine("set_gdt_idt")),
  );
}

/** The interrupt controllers as a kernel that boots expects them; nothing to do on a kernel that uses the PIC. */
export function* legacyInterrupts(kernel: Kernel): Work {
  if (!usesIoApic(kernel)) return;
  yield* kernel.step("machine_kexec/clear_IO_APIC", { title: "mask the I/O APIC" }, () => clearIoApic(kernel));
  yield* kernel.step("machine_kexec/restore_boot_irq_mode", { title: "let the PIC through" }, () =>
    restoreBootIrqMode(kernel),
  );
}
