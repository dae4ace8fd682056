// Rooms of kernel C, which brings kernel A back from the disk.

import { invariant } from "../../core/errors.ts";
import { HIBERNATION_PRESETS } from "../hibernation-presets.ts";
import { type Room, without } from "./room.ts";

const small = HIBERNATION_PRESETS.find(({ id }) => id === "hibernate-tiny")?.scenario;
invariant(small !== undefined, "there is a small machine that hibernates");
/** Entered without purgatory, which has no part in this. */
const direct = { ...small, bEntry: small.bRange.start };
const beyond = { ...direct, faults: ["with:c-told-all-memory", "with:krestore-unchecked"] };

export const THIRD_KERNEL: readonly Room[] = [
  {
    item: 46,
    name: "kernel-c-too-large",
    title: "Kernel C larger than kernel B's range",
    cause:
      "The boot loader tells kernel C of all memory, so C lives and allocates where pages of kernel A belong; and krestore writes them there without a look.",
    symptom:
      "C's own pages are overwritten while it restores A, or A's pages are overwritten by C. Here C loads the way back over pages of A that it has just written, and the machine does not survive the jump.",
    where: "every revision: nobody but the user sees to it",
    mended: "memmap=exactmap for C, inside of kernel B's range: what lies there is not in the image",
    switch: "with C's memory limited",
    verdict: "triple-fault",
    after: "survived",
    broken: beyond,
    repaired: without(beyond),
  },
];
