// The user-space side of a run, as the scenario's actors: in A the kexec tool that loads B and asks for the jump, in B
// the tool that does some work and asks for the jump back. How far they are is read from the kernel's words in RAM.

import { hex32 } from "../core/hex.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { Kernel } from "./kernel.ts";
import { KEXEC_PRESERVE_CONTEXT, sysKexecLoad, type LoadRequest } from "./kimage.ts";
import { PageAllocator } from "./page-alloc.ts";
import { readTasks } from "./tasks.ts";
import { op, phase, type Work } from "./step.ts";

/** Pages in which B does its work on each visit. */
const WORK_PAGES = 3;

export interface Actors {
  readonly jumps: number;
  readonly load: LoadRequest;
  /** "kernel B", or the name of a payload. */
  readonly image: string;
  /** The reboot system call of the revision at hand. */
  readonly sysReboot: (kernel: Kernel) => Work;
}

function* end(text: string): Work {
  yield { kind: "end", outcome: "completed", text };
}

/** Kernel A's first moments: load B, then jump. */
export function* startA(kernel: Kernel, actors: Actors): Work {
  kernel.calls = ["sys_kexec_load"];
  yield { kind: "leg" };
  yield phase("load");
  yield* kernel.printk(`kexec: loading ${actors.image} with --load-preserve-context`);
  const failed = yield* sysKexecLoad(kernel, actors.load);
  if (failed !== undefined) {
    yield { kind: "end", outcome: "aborted", text: `kexec_load refuses the image: ${failed}`, errno: failed };
    return;
  }
  kernel.calls = [];
  yield* actors.sysReboot(kernel);
}

/** The reboot system call has returned in A: a jump out and back is complete, or was refused. */
export function* returnedToA(kernel: Kernel, actors: Actors): Work {
  kernel.calls = ["sys_reboot"];
  const result = kernel.returned;
  if (result < 0) {
    yield { kind: "end", outcome: "aborted", text: `the jump was refused: errno ${-result}` };
    return;
  }
  const visits = kernel.data.get("visits") + 1;
  kernel.data.set("visits", visits);
  yield op("back in user space: {a:dec} round trips so far", visits);
  const held = readTasks(kernel).find((task) => task.note !== undefined);
  if (held !== undefined) yield* kernel.printk(`${held.comm} still holds: ${held.note}`);
  if (2 * visits + 1 > actors.jumps) {
    yield* end(`${actors.jumps} jumps made; kernel A runs on`);
    return;
  }
  yield { kind: "leg" };
  kernel.calls = [];
  yield* actors.sysReboot(kernel);
}

/** Kernel B after its boot: work, load the way back, jump. */
export function* startB(kernel: Kernel, actors: Actors): Work {
  yield* work(kernel);
  if (2 > actors.jumps) {
    yield* end(`${actors.jumps} jump made; kernel B runs on`);
    return;
  }
  const entry = kernel.data.get("jump_back_entry");
  yield { kind: "leg" };
  yield phase("load");
  kernel.calls = ["sys_kexec_load"];
  yield* kernel.printk(`kexec: --load-jump-back-helper --entry=${hex32(entry)}`);
  const segments = [{ name: "jump back", mem: 0, memsz: 0, bufsz: 0, firstContent: 0 }];
  const { prepare } = actors.load;
  const failed = yield* sysKexecLoad(kernel, { entry, segments, flags: KEXEC_PRESERVE_CONTEXT, prepare });
  if (failed !== undefined) {
    yield { kind: "end", outcome: "aborted", text: `kernel B cannot load the way back: ${failed}`, errno: failed };
    return;
  }
  kernel.calls = [];
  yield* actors.sysReboot(kernel);
}

/** The reboot system call has returned in B: A has jumped to it again. */
export function* returnedToB(kernel: Kernel, actors: Actors): Work {
  kernel.calls = ["sys_reboot"];
  const visits = kernel.data.get("visits") + 1;
  kernel.data.set("visits", visits);
  yield op("back in user space of kernel B: entered {a:dec} times", visits + 1);
  yield* work(kernel);
  if (2 * (visits + 1) > actors.jumps) {
    yield* end(`${actors.jumps} jumps made; kernel B runs on, kernel A is safe in its source pages`);
    return;
  }
  yield { kind: "leg" };
  kernel.calls = [];
  yield* actors.sysReboot(kernel);
}

/** B's own work: a report in pages of its own memory. */
function* work(kernel: Kernel): Work {
  yield phase("work");
  kernel.calls = ["report"];
  const visit = kernel.data.get("visits") + 1;
  const pages = new PageAllocator(kernel);
  yield* kernel.printk(`kernel B, visit ${visit}: at work`);
  for (let i = 0; i < WORK_PAGES; i++) {
    const frame = pages.low();
    if (frame === undefined) break;
    kernel.memory.claim(frame, kernel.family);
    kernel.writeText(frame * PAGE_SIZE, `report ${i + 1} of kernel B, visit ${visit}. Kernel A sleeps.`, 128);
    pages.free(frame);
    yield op("write report {b:dec} into frame {a:pfn}", frame, i + 1);
  }
}
