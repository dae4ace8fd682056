// Rooms of the dump that kernel B exports: its header, its notes. A goes on, but there is no image of it, and power stays on.

import type { Scenario } from "../../api.ts";
import { invariant } from "../../core/errors.ts";
import { HIBERNATION_PRESETS, withImage } from "../hibernation-presets.ts";
import { type Room, without } from "./room.ts";

const KIB = 1024;
const MIB = 1024 * KIB;
/** Kernel B's range, and the part of it that kernel C has. */
const RANGE = 384 * KIB;
const RANGE_OF_C = 320 * KIB;

const preset = HIBERNATION_PRESETS.find(({ id }) => id === "hibernate-tiny")?.scenario;
const spec = preset?.hibernation;
invariant(preset !== undefined && spec !== undefined, "there is a small machine that hibernates");

/** A small machine that hibernates once, kernel B's range beginning at `start`. */
const hibernating = (start: number, change: Partial<Scenario> = {}): Scenario => ({
  ...preset,
  ...withImage({ start, end: start + RANGE }, { memsz: 64 * KIB, bufsz: 52 * KIB }),
  hibernation: { ...spec, cRange: { start, end: start + RANGE_OF_C } },
  ...change,
});

const mainline = { revision: "mainline-i386" } as const;
const fault = { faults: ["with:dump-excludes-too-much"] };
const excluded = hibernating(4 * MIB, fault);
const noNotes = hibernating(4 * MIB, { ...mainline, fixes: ["gdt-on-return"] });
const exchanged = hibernating(1 * MIB, { ...mainline, fixes: ["gdt-on-return", "jump-notes"] });
const noMap: Scenario = {
  ...exchanged,
  hibernation: { ...spec, ...exchanged.hibernation, channels: { map: "command-line" } },
};

export const DUMP: readonly Room[] = [
  {
    item: 19,
    name: "an-inverted-range",
    title: "A stretch of memory that ends before it begins",
    cause:
      "The tool leaves out of the dump what kernel B will have, but from the first resource above 640 KiB on instead of from --mem-min. The RAM from 1 MiB on then ends before it begins.",
    symptom:
      "The ELF core header has a PT_LOAD of 0xffff0000 bytes, and none for kernel A's memory from 1 MiB to B's range. Here kernel B refuses the header: no dump, no image, A goes on.",
    where: "kexec-tools since reserved ranges are listed too",
    mended: "--mem-min at the start of RAM: then nothing lies between",
    switch: "with mem-min at 1 MiB",
    verdict: "detected",
    after: "survived",
    broken: excluded,
    repaired: hibernating(1 * MIB),
  },
  {
    item: 21,
    name: "no-notes-no-vmcore",
    title: "No notes, no dump",
    cause:
      "Only a kernel that crashes writes notes of its processors. Kernel A has jumped: where the ELF core header says that notes lie, there is nothing.",
    symptom: "Kernel B finds no note to merge, and exports no /proc/vmcore. There is nothing to save an image from.",
    where: "mainline, 6.1 among them",
    mended: "a note of the processor, written before the jump; no kernel does that",
    switch: "with a note before the jump",
    verdict: "detected",
    after: "survived",
    broken: noNotes,
    repaired: { ...noNotes, fixes: ["gdt-on-return", "jump-notes"] },
  },
  {
    item: 22,
    name: "kernel-b-reads-itself",
    title: "Kernel B reads its own notes",
    cause:
      "Kernel A's notes lie in a page that has been exchanged, and the backup pages map has not come: where the notes are said to lie, kernel B now lies itself.",
    symptom: "B looks for A's notes in its own pages, where there are none: no /proc/vmcore, no image.",
    where: "any range that holds A's notes, with the exchange of kexec jump",
    mended: "the backup pages map, which says where A's page is now",
    switch: "with the map",
    verdict: "detected",
    after: "survived",
    broken: without(noMap),
    repaired: without(exchanged),
  },
];
