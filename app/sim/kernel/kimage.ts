// sys_kexec_load as in Linux 2.6.24 with the v8 patch: check, load a new image, put it in the old one's place, free the
// old one. And one flag that no kernel has: to append to the image at hand, as the multi-stage load of May 2008 proposed.

import type { Kernel, Kimage } from "./kernel.ts";
import { checkSegments, countRule, KEXEC_APPEND, KEXEC_PRESERVE_CONTEXT, type LoadRefusal } from "./kexec-rules.ts";
import { kimageFree } from "./kimage-free.ts";
import { Loader } from "./kimage-loader.ts";
import { StageLoader } from "./kimage-stage.ts";
import { KIMAGE_SLOTS } from "./layouts.ts";
import type { PageAllocator } from "./page-alloc.ts";
import { nothing, op, type Work } from "./step.ts";

export { KEXEC_APPEND, KEXEC_PRESERVE_CONTEXT } from "./kexec-rules.ts";

export const ERRNO = {
  EPERM: 1,
  EIO: 5,
  ENOMEM: 12,
  EFAULT: 14,
  EBUSY: 16,
  EINVAL: 22,
  ENOSYS: 38,
  EADDRNOTAVAIL: 99,
} as const;
export type Errno = keyof typeof ERRNO;

/** A segment as the kexec tool passes it. */
export interface LoadSegment {
  readonly name: string;
  readonly mem: number;
  readonly memsz: number;
  readonly bufsz: number;
  /** The content that stands for a page of its user buffer. */
  content(page: number): number;
  /** Brings that page into the buffer first, where it is not there from the start. */
  fetch?(page: number): Work<Errno | undefined>;
}

export interface LoadRequest {
  readonly entry: number;
  readonly segments: readonly LoadSegment[];
  readonly flags: number;
  /** May a segment, or all together, have no more than half of the kernel's memory: not in 2007, but in mainline. */
  readonly halfOfMemory?: boolean;
  /** machine_kexec_prepare of the revision at hand, once control and swap page are there. */
  readonly prepare?: ((kernel: Kernel, pages: PageAllocator, image: Kimage) => Work<Errno | undefined>) | undefined;
  /** machine_kexec_cleanup: what prepare has done is undone. */
  readonly cleanup?: ((kernel: Kernel, pages: PageAllocator, image: Kimage) => Work) | undefined;
}

export function* sysKexecLoad(kernel: Kernel, request: LoadRequest): Work<Errno | undefined> {
  kernel.begin("load");
  if (kernel.circumstances.has("no-kexec")) return "ENOSYS";
  const { segments, flags } = request;
  const steps: readonly (readonly [string, string, readonly Errno[], () => Errno | undefined])[] = [
    ["kexec_load/flags", "flags that this kernel knows", ["EPERM", "EINVAL"], () => unknownFlags(kernel, flags)],
    ["kexec_load/segment_count", "at most sixteen segments", ["EINVAL"], () => countRule.find(segments) && "EINVAL"],
    ["kexec_load/trylock", "take kexec_lock", ["EBUSY"], () => takeLock(kernel)],
  ];
  for (const [name, title, fails, check] of steps) {
    const refused = yield* kernel.step(name, { title, fails, skips: false }, () => answer(check));
    if (refused !== undefined) return refused;
  }
  yield op("sys_kexec_load: lock taken, {a:dec} segments", segments.length);
  const old = kernel.data.get("kexec_image");
  const appends = (flags & KEXEC_APPEND) !== 0;
  const failed = yield* segments.length === 0
    ? unload(kernel)
    : appends
      ? append(kernel, request)
      : load(kernel, request);
  kernel.data.set("kexec_lock", 0);
  yield op(failed === undefined ? doneText(segments.length) : `sys_kexec_load fails: ${failed}`);
  if (failed === undefined && old !== 0 && !appends) {
    yield* kernel.fn("kimage_free", kimageFree(kernel, kernel.kimageAt(kernel.physical(old)), request.cleanup));
  }
  return failed;
}

const doneText = (segments: number): string =>
  segments === 0 ? "no image is loaded any more, lock released" : "kexec_image points to the new image, lock released";

function* answer(check: () => Errno | undefined): Work<Errno | undefined> {
  yield* nothing();
  return check();
}

/** KEXEC_PRESERVE_CONTEXT is a flag only with CONFIG_KEXEC_JUMP. */
const unknownFlags = (kernel: Kernel, flags: number): Errno | undefined =>
  kernel.circumstances.has("no-kexec-jump") && (flags & KEXEC_PRESERVE_CONTEXT) !== 0 ? "EINVAL" : undefined;

function takeLock(kernel: Kernel): Errno | undefined {
  if (kernel.data.get("kexec_lock") !== 0) return "EBUSY";
  kernel.data.set("kexec_lock", 1);
  return undefined;
}

/** Of the kernel at hand, which need not have all of the machine's memory. */
const halfOfItsMemory = ({ data }: Kernel): number => Math.floor((data.get("mem_end") - data.get("mem_first")) / 2);

function refusal(kernel: Kernel, { segments, halfOfMemory = false }: LoadRequest): LoadRefusal | undefined {
  return checkSegments(segments, halfOfMemory ? halfOfItsMemory(kernel) : undefined);
}

function* unload(kernel: Kernel): Work<Errno | undefined> {
  kernel.data.set("kexec_image", 0);
  yield* nothing();
  return undefined;
}

/** do_kimage_alloc and all that follows while the lock is held. A load that fails leaves the image at hand as it was. */
function* load(kernel: Kernel, request: LoadRequest): Work<Errno | undefined> {
  const refused = yield* checked(kernel, () => refusal(kernel, request)?.errno);
  if (refused !== undefined) return refused;
  const loader = new Loader(kernel, request, freeSlot(kernel));
  const failed = yield* loader.run();
  if (failed === undefined) kernel.data.set("kexec_image", kernel.virtual(loader.image.address));
  else yield* loader.giveBack();
  return failed;
}

const checked = (kernel: Kernel, check: () => Errno | undefined): Work<Errno | undefined> =>
  kernel.step(
    "kexec_load/segments",
    { title: "segments that can be loaded", fails: ["EINVAL", "EADDRNOTAVAIL"], skips: false },
    () => answer(check),
  );

/** Where the loaded image is not. */
function freeSlot(kernel: Kernel): Kimage {
  const loaded = kernel.data.get("kexec_image");
  const [first, second] = KIMAGE_SLOTS.map((offset) => kernel.page("kimage") + offset);
  return kernel.kimageAt(((loaded === kernel.virtual(first ?? 0) ? second : first) ?? 0) >>> 0);
}

/** A stage that is refused leaves the image as it was; one that fails later leaves none, because half of one is no use. */
function* append(kernel: Kernel, request: LoadRequest): Work<Errno | undefined> {
  const at = kernel.data.get("kexec_image");
  const loader = at === 0 ? undefined : new StageLoader(kernel, request, kernel.kimageAt(kernel.physical(at)));
  const refused = yield* checked(
    kernel,
    () => refusal(kernel, request)?.errno ?? (loader === undefined || loader.overlaps() ? "EINVAL" : undefined),
  );
  if (refused !== undefined || loader === undefined) return refused ?? "EINVAL";
  const failed = yield* loader.append();
  if (failed === undefined) return undefined;
  kernel.data.set("kexec_image", 0);
  yield* kernel.fn("kimage_free", kimageFree(kernel, loader.image, request.cleanup));
  return failed;
}
