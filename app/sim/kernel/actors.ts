// What the user-space side of a run needs to know, and what its parts have in common. How far they are is read from the
// kernels' words in RAM.

import { hex32 } from "../core/hex.ts";
import type { DiskArea, SlotArea } from "./disk-layout.ts";
import type { Route } from "./channels.ts";
import type { CoreNote } from "../formats/elf-core.ts";
import type { Kernel } from "./kernel.ts";
import { type Errno, ERRNO, KEXEC_PRESERVE_CONTEXT, sysKexecLoad, type LoadRequest } from "./kimage.ts";
import type { HibernationPlan } from "./plan.ts";
import { context, phase, type Work } from "./step.ts";

/** How far away the control page of an earlier boot lay, whose entry or map somebody kept. */
export const OTHER_BOOT = 0x10000;

export interface Actors {
  readonly jumps: number;
  /** Made so far in this run; one that begins with an image has not made those before it. */
  readonly jumpsMade: () => number;
  readonly load: LoadRequest;
  /** "kernel B", or the name of a payload. */
  readonly image: string;
  readonly frames: number;
  /** The reboot system call of the revision at hand. */
  readonly sysReboot: (kernel: Kernel) => Work;
  readonly hibernation?: HibernationActors;
}

export interface HibernationActors {
  readonly plan: HibernationPlan;
  /** Where images lie on the disk. */
  readonly areas: readonly SlotArea[];
  /** Where kernel B is kept, if it is. */
  readonly cached: DiskArea;
  readonly bRange: { readonly start: number; readonly end: number };
  /** Physical address of kernel B's image. */
  readonly bBase: number;
  readonly route: Route;
  /** Does the kernel export no vmcore unless some note says something: mainline. */
  readonly needsNotes: boolean;
  /** What a kernel that exports A's memory knows of A's processor, from A's control page. */
  readonly processorNotes: (kernel: Kernel, entry: number) => readonly CoreNote[];
}

export const errnoOf = (value: number): Errno =>
  (Object.keys(ERRNO) as Errno[]).find((name) => ERRNO[name] === value) ?? "EINVAL";

export function* end(text: string): Work {
  yield { kind: "end", outcome: "completed", text };
}

/** All jumps that were asked for have been made. */
export function* endAfterJumps(actors: Actors, rest: string): Work {
  const made = actors.jumpsMade();
  yield* end(`${made} jump${made === 1 ? "" : "s"} made; ${rest}`);
}

/** A kernel has to go on as if nothing had happened: what the call should have left alone is looked at, then it runs on. */
export function* runsOn(kernel: Kernel): Work {
  yield context("user");
  yield* kernel.step("user/wait_for_tick", { title: "kernel runs on until its next tick", skips: false }, () =>
    kernel.fn("cpu_idle", kernel.routine("wait_for_tick")),
  );
}

export function* aborted(kernel: Kernel, text: string, errno: Errno): Work {
  yield* kernel.printk(`kexec: ${text}`);
  yield* runsOn(kernel);
  yield { kind: "end", outcome: "aborted", text, errno };
}

/** Loads the image that has nothing in it but an entry, and asks for the jump. */
export function* jumpBack(kernel: Kernel, actors: Actors, noted: number): Work {
  if (yield* loadWayBack(kernel, actors, noted)) yield* actors.sysReboot(kernel);
}

/** Answers with whether the jump can be asked for; the run is over if not. */
export function* loadWayBack(kernel: Kernel, actors: Actors, noted: number): Work<boolean> {
  const entry = kernel.circumstances.has("lost-entry") ? noted + OTHER_BOOT : noted;
  yield { kind: "leg" };
  yield phase("load");
  kernel.begin("load", ["sys_kexec_load"]);
  yield* kernel.printk(`kexec: --load-jump-back-helper --entry=${hex32(entry)}`);
  const segments = [{ name: "jump back", mem: 0, memsz: 0, bufsz: 0, content: () => 0 }];
  const { prepare, cleanup } = actors.load;
  const failed = yield* sysKexecLoad(kernel, { entry, segments, flags: KEXEC_PRESERVE_CONTEXT, prepare, cleanup });
  if (failed !== undefined) {
    yield* aborted(kernel, `kernel ${kernel.letter} cannot load the way back: ${failed}`, failed);
  }
  return failed === undefined;
}
