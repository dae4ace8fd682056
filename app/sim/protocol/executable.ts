// The control page is called where the kernel maps it, so that mapping must be executable.

import type { Kernel, Kimage } from "../kernel/kernel.ts";
import type { Errno } from "../kernel/kimage.ts";
import type { PageAllocator } from "../kernel/page-alloc.ts";
import { hasNoExecute, makeExecutable, makeNotExecutable } from "../kernel/page-tables.ts";
import type { Work } from "../kernel/step.ts";

/** `fn` as the revision calls it: change_page_attr, set_memory_x. */
export function* controlPageExecutable(
  kernel: Kernel,
  pages: PageAllocator,
  image: Kimage,
  fn: string,
): Work<Errno | undefined> {
  if (!hasNoExecute(kernel)) return undefined;
  const frame = image.get("control_code_page");
  return yield* kernel.step(
    `machine_kexec_prepare/${fn}`,
    { title: "make the control page executable", fails: ["ENOMEM"] },
    () => makeExecutable(kernel, frame, pages, fn),
  );
}

/** Before the frame is freed: `fn` as the revision calls it, change_page_attr, set_memory_nx. */
export function* controlPageNotExecutable(kernel: Kernel, image: Kimage, fn: string): Work {
  if (hasNoExecute(kernel)) yield* makeNotExecutable(kernel, image.get("control_code_page"), fn);
}
