// Rooms of kexec_load: what it refuses, and what it must not let through.

import { machine } from "./machine.ts";
import { type Room, without } from "./room.ts";

const mainline = { ...machine, revision: "mainline-i386" as const, fixes: ["gdt-on-return"] as const };

const clash = { ...machine, faults: ["skip:kimage_is_destination_range/control"] };
const noJump = { ...machine, faults: ["with:no-kexec-jump"] };
const seventeen = { ...machine, faults: ["with:seventeen-segments"] };
const overlapping = { ...machine, faults: ["with:overlapping-segments"] };
const oversized = { ...mainline, faults: ["with:oversized-segment"] };

export const LOADING: readonly Room[] = [
  {
    item: 13,
    name: "control-page-is-a-destination",
    title: "The control page in the way of the image",
    cause:
      "A control page is taken from the allocator without asking whether the image wants that very frame. Here the check is left out for the control page.",
    symptom:
      "The exchange reaches the frame from which it is being executed, and the processor goes on in whatever bytes are there now.",
    where: "any kernel without the rule; no release had the defect",
    mended: "kimage_alloc_control_pages holds frames that are destinations until it finds one that is none",
    switch: "with the check",
    verdict: "triple-fault",
    after: "survived",
    broken: clash,
    repaired: without(clash),
  },
  {
    item: 39,
    name: "built-without-kexec-jump",
    title: "A kernel built without kexec jump",
    cause: "CONFIG_KEXEC_JUMP is off, so KEXEC_PRESERVE_CONTEXT is a flag that the kernel does not know.",
    symptom: "kexec_load answers EINVAL, and the tool prints nothing that names the reason.",
    where: "every kernel that is configured so",
    mended: "CONFIG_KEXEC_JUMP=y",
    switch: "with CONFIG_KEXEC_JUMP",
    verdict: "refused",
    after: "survived",
    broken: noJump,
    repaired: without(noJump),
  },
  {
    item: 41,
    name: "seventeen-segments",
    title: "One segment too many",
    cause: "The image has seventeen segments. A dump with many holes has hundreds.",
    symptom: "kexec_load answers EINVAL before it takes the lock.",
    where: "every revision; loading in several calls was proposed in May 2008 and never merged",
    mended: "at most sixteen segments: holes joined, or several loads",
    switch: "with sixteen or fewer",
    verdict: "refused",
    after: "survived",
    broken: seventeen,
    repaired: without(seventeen),
  },
  {
    item: 42,
    name: "larger-than-half-of-memory",
    title: "An image larger than half of memory",
    cause:
      "Mainline refuses a segment, or all of them together, with more pages than half of memory. v8 had no such rule.",
    symptom: "EINVAL: the one advantage over hibernation, an image of more than half of memory, is gone on this path.",
    where: "mainline since the rule came, after 2007",
    mended: "a smaller segment",
    switch: "with a smaller segment",
    verdict: "refused",
    after: "survived",
    broken: oversized,
    repaired: without(oversized),
  },
  {
    item: 43,
    name: "overlapping-segments",
    title: "Two segments for one place",
    cause: "The tool passes two segments that overlap. (One that does not begin at a page would be EADDRNOTAVAIL.)",
    symptom: "EINVAL; nothing has been allocated yet.",
    where: "every revision",
    mended: "segments that do not overlap",
    switch: "with segments apart",
    verdict: "refused",
    after: "survived",
    broken: overlapping,
    repaired: without(overlapping),
  },
];
