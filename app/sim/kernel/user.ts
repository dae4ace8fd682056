// The user-space side of a run, as the scenario's actors: in A the kexec tool that loads B and asks for the jump, in B
// the tool that does some work and asks for the jump back. What they do in a hibernation is hibernation/peer.ts.

import {
  type Actors,
  aborted,
  end,
  endAfterJumps,
  errnoOf,
  type HibernationActors,
  jumpBack,
  runsOn,
} from "./actors.ts";
import { DISK } from "../devices/registers.ts";
import { RAW_AREA } from "./disk-layout.ts";
import { keepB, loadKept } from "./hibernation/cached-b.ts";
import { mount, saveFile, transfer } from "./file-system.ts";
import { PAGE_SIZE } from "../core/units.ts";
import type { Kernel } from "./kernel.ts";
import { KEXEC_SEGMENT_MAX } from "./kexec-rules.ts";
import { type Errno, KEXEC_PRESERVE_CONTEXT, sysKexecLoad, type LoadRequest } from "./kimage.ts";
import { PageAllocator } from "./page-alloc.ts";
import { readTasks } from "./tasks.ts";
import { op, phase, type Work } from "./step.ts";

/** Pages in which B does its work on each visit. */
const WORK_PAGES = 3;

/** Kernel A's first moments: load B, then jump. */
export function* startA(kernel: Kernel, actors: Actors): Work {
  kernel.begin("load", ["sys_kexec_load"]);
  yield { kind: "leg" };
  yield phase("load");
  const failed = kernel.circumstances.has("nothing-loaded") ? undefined : yield* loadImage(kernel, actors);
  kernel.begin("leave", []);
  if (failed !== undefined) return yield* aborted(kernel, `kexec_load refuses the image: ${failed}`, failed);
  yield* actors.sysReboot(kernel);
}

function* loadImage(kernel: Kernel, actors: Actors): Work<Errno | undefined> {
  const plain = kernel.circumstances.has("plain-kexec");
  yield* kernel.printk(`kexec: loading ${actors.image} with ${plain ? "--load" : "--load-preserve-context"}`);
  const flags = plain ? 0 : KEXEC_PRESERVE_CONTEXT;
  return yield* sysKexecLoad(kernel, { ...actors.load, flags, segments: passedSegments(kernel, actors) });
}

/** What the kexec tool passes; some versions and users pass what no kernel takes. */
function passedSegments({ circumstances }: Kernel, { load, frames }: Actors): LoadRequest["segments"] {
  const { segments } = load;
  const last = segments.at(-1);
  if (last === undefined) return segments;
  const backup = { ...last, name: "one more", bufsz: 0 };
  const end = last.mem + last.memsz;
  if (circumstances.has("seventeen-segments")) {
    const missing = Math.max(0, KEXEC_SEGMENT_MAX + 1 - segments.length);
    const more = Array.from({ length: missing }, (_, i) => ({ ...backup, mem: end + i * PAGE_SIZE, memsz: PAGE_SIZE }));
    return [...segments, ...more];
  }
  if (circumstances.has("overlapping-segments")) return [...segments, { ...backup, mem: last.mem, memsz: PAGE_SIZE }];
  if (circumstances.has("unaligned-segment")) return [...segments, { ...backup, mem: end + 0x200, memsz: PAGE_SIZE }];
  if (!circumstances.has("oversized-segment")) return segments;
  return [...segments, { ...backup, mem: end, memsz: (Math.floor(frames / 2) + 1) * PAGE_SIZE }];
}

/** The reboot system call has returned in A: a jump out and back is complete, or was refused. */
export function* returnedToA(kernel: Kernel, actors: Actors): Work {
  kernel.begin("return", ["sys_reboot"]);
  const result = kernel.returned;
  if (result < 0) {
    const errno = errnoOf(-result);
    return yield* aborted(kernel, `the jump fails: ${errno}`, errno);
  }
  const visits = kernel.data.get("visits") + 1;
  kernel.data.set("visits", visits);
  yield op("back in user space: {a:dec} round trips so far", visits);
  const { hibernation } = actors;
  const resumed = yield* sayResumed(kernel);
  const held = readTasks(kernel).find((task) => task.note !== undefined);
  if (held !== undefined) yield* kernel.printk(`${held.comm} still holds: ${held.note}`);
  yield* runsOn(kernel);
  yield* saveJournal(kernel);
  if (hibernation !== undefined && kernel.data.get("rescuer") === 0) yield* keepB(kernel, hibernation);
  if (2 * visits + 1 > actors.jumps) {
    yield* endAfterJumps(actors, "kernel A runs on");
    return;
  }
  yield { kind: "leg" };
  const failed = hibernation === undefined ? undefined : yield* loadAnew(kernel, actors, hibernation, resumed);
  if (failed !== undefined) return yield* aborted(kernel, `kexec_load refuses the image: ${failed}`, failed);
  yield* actors.sysReboot(kernel);
}

/** B as it was kept, after a cold boot; B from its files where A, brought back by a plain kexec, has no peer left. */
function* loadAnew(
  kernel: Kernel,
  actors: Actors,
  hibernation: HibernationActors,
  resumed: boolean,
): Work<Errno | undefined> {
  const kept = resumed && (yield* loadKept(kernel, actors, hibernation));
  if (!kept && kernel.kimage.get("start") !== 0) return undefined;
  kernel.data.set("rescuer", 0);
  if (kept) return undefined;
  yield phase("load");
  return yield* loadImage(kernel, actors);
}

/** The kernel that has brought A back has left a word in A's memory. */
function* sayResumed(kernel: Kernel): Work<boolean> {
  const state = kernel.data.get("resumed_from");
  if (state === 0) return false;
  kernel.data.set("resumed_from", 0);
  kernel.data.set("rescuer", 1);
  yield* kernel.printk(state === 1 ? "brought back from an image: power was lost" : `ACPI: resumed from S${state}`);
  return true;
}

/** A goes on with what it was doing: the log buffer becomes a file. */
function* saveJournal(kernel: Kernel): Work {
  const failed = yield* kernel.step("user/save", { title: "kernel A saves a file", fails: ["EIO"] }, () =>
    kernel.fn("save", saveFile(kernel, kernel.page("log"))),
  );
  if (failed !== undefined) yield* kernel.printk(`a file cannot be saved: ${failed}`);
}

/** Kernel B after its boot: work, load the way back, jump. */
export function* startB(kernel: Kernel, actors: Actors): Work {
  yield* work(kernel);
  if (2 > actors.jumps) {
    yield* endAfterJumps(actors, "kernel B runs on");
    return;
  }
  const noted = kernel.data.get("jump_back_entry");
  if (noted === 0) return yield* end("kernel B runs on: nobody has left it a way back");
  yield* jumpBack(kernel, actors, noted);
}

/** The reboot system call has returned in B: A has jumped to it again. */
export function* returnedToB(kernel: Kernel, actors: Actors): Work {
  kernel.begin("enter", ["sys_reboot"]);
  if (kernel.returned < 0) {
    const errno = errnoOf(-kernel.returned);
    return yield* aborted(kernel, `the jump back fails: ${errno}`, errno);
  }
  const visits = kernel.data.get("visits") + 1;
  kernel.data.set("visits", visits);
  yield op("back in user space of kernel B: entered {a:dec} times", visits + 1);
  yield* work(kernel);
  if (2 * (visits + 1) > actors.jumps) {
    yield* endAfterJumps(actors, "kernel B runs on, kernel A is safe in its source pages");
    return;
  }
  yield { kind: "leg" };
  yield* actors.sysReboot(kernel);
}

/** B's own work: reports in pages of its own memory, the last of them onto the disk. */
function* work(kernel: Kernel): Work {
  yield phase("work");
  kernel.begin("enter", ["report"]);
  const visit = kernel.data.get("visits") + 1;
  const pages = new PageAllocator(kernel);
  yield* kernel.printk(`kernel B, visit ${visit}: at work`);
  const frames: number[] = [];
  for (let i = 0; i < WORK_PAGES; i++) {
    const frame = pages.low();
    if (frame === undefined) break;
    frames.push(frame);
    kernel.memory.claim(frame, kernel.family);
    kernel.writeText(frame * PAGE_SIZE, `report ${i + 1} of kernel B, visit ${visit}. Kernel A sleeps.`, 128);
    yield op("write report {b:dec} into frame {a:pfn}", frame, i + 1);
  }
  const failed = yield* kernel.step("work/save", { title: "the last report goes onto the disk", fails: ["EIO"] }, () =>
    kernel.fn("save", saveReport(kernel, frames, visit)),
  );
  if (failed !== undefined) yield* kernel.printk(`kernel B cannot save its report: ${failed}`);
  for (const frame of frames) pages.free(frame);
}

/** Outside of any file system; or, if B has mounted the one that A has mounted too, as a file. */
function* saveReport(kernel: Kernel, frames: readonly number[], visit: number): Work<Errno | undefined> {
  const [spare, page] = [frames[0], frames.at(-1)];
  if (spare === undefined || page === undefined) return "ENOMEM";
  if (!kernel.circumstances.has("mounted-twice")) {
    return yield* transfer(kernel, DISK.write, RAW_AREA.first + visit, page * PAGE_SIZE);
  }
  return (yield* mount(kernel, spare)) ?? (yield* saveFile(kernel, page * PAGE_SIZE));
}
