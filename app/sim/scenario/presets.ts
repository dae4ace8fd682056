// The built-in scenarios. Segments lie as kexec-tools puts them for a range given by --mem-min and --mem-max with a
// preserved context: the image's own segments, and backup segments without data over everything else in the range.

import { invariant } from "../core/errors.ts";
import type { PresetInfo, Scenario, SegmentSpec, TaskSpec } from "../api.ts";
import { withBackups } from "./backups.ts";
import { withPayload } from "./brought.ts";
import { HELLO } from "./hello-payload.ts";
import { HIBERNATION_PRESETS } from "./hibernation-presets.ts";
import { MUSEUM } from "./museum/index.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

const segment = (content: SegmentSpec["content"], mem: number, memsz: number, bufsz: number): SegmentSpec => ({
  name: content,
  mem,
  memsz,
  bufsz,
  content,
});

const NOTE = "Shopping: tea, lemons, a second kernel. Not saved yet!";

const tasks: readonly TaskSpec[] = [
  { comm: "init" },
  { comm: "kjournald" },
  { comm: "bash" },
  { comm: "vim", note: NOTE },
  { comm: "sshd" },
  { comm: "make" },
];

const tinyRange = { start: 0x0040_0000, end: 0x0041_8000 };
const tiny: Scenario = {
  title: "Tiny: 24 pages there and back",
  revision: "v8",
  seed: 0x7e57_0001,
  memoryMiB: 16,
  cpuHasPae: false,
  bRange: tinyRange,
  bEntry: 0x0040_0000,
  segments: withBackups(tinyRange, [
    segment("kernel", 0x0040_0000, 64 * KIB, 52 * KIB),
    segment("parameters", 0x0041_1000, 4 * KIB, 2 * KIB),
    segment("purgatory", 0x0041_2000, 4 * KIB, 3 * KIB),
    segment("elfcorehdr", 0x0041_3000, 4 * KIB, 1 * KIB),
    segment("initrd", 0x0041_5000, 12 * KIB, 11 * KIB),
  ]),
  tasks: [{ comm: "init" }, { comm: "bash" }, { comm: "vim", note: NOTE }],
  jumps: 4,
};

const fourProcessors: Scenario = { ...tiny, title: "Four processors, one of them jumps", cpus: 4 };

const firstJumpRange = { start: 1 * MIB, end: 16 * MIB };
const firstJump: Scenario = {
  title: "The first jump: A to B and back",
  revision: "v8",
  seed: 0x2007_1221,
  memoryMiB: 128,
  cpuHasPae: true,
  bRange: firstJumpRange,
  bEntry: 1 * MIB,
  segments: withBackups(firstJumpRange, [
    segment("kernel", 1 * MIB, 3 * MIB, 2216 * KIB),
    segment("parameters", 0x0054_0000, 8 * KIB, 6 * KIB),
    segment("purgatory", 0x0055_0000, 24 * KIB, 21 * KIB),
    segment("elfcorehdr", 0x0056_0000, 64 * KIB, 2 * KIB),
    segment("initrd", 0x00d4_0000, 2 * MIB, 2014 * KIB),
  ]),
  tasks,
  jumps: 5,
};

const hugeRange = { start: 0x2000_0000, end: 0x6000_0000 };
const huge: Scenario = {
  title: "Huge: one gibibyte changes places",
  revision: "v8",
  seed: 0x4096_0bad,
  memoryMiB: 4096,
  cpuHasPae: true,
  bRange: hugeRange,
  bEntry: 0x2010_0000,
  segments: withBackups(hugeRange, [
    segment("kernel", 0x2010_0000, 6 * MIB, 4720 * KIB),
    segment("parameters", 0x2080_0000, 8 * KIB, 6 * KIB),
    segment("purgatory", 0x2090_0000, 24 * KIB, 21 * KIB),
    segment("elfcorehdr", 0x20a0_0000, 64 * KIB, 4 * KIB),
    segment("initrd", 0x5e00_0000, 24 * MIB, 24 * MIB - 1300),
  ]),
  tasks,
  jumps: 5,
};

const mainline: Scenario = {
  ...firstJump,
  title: "Mainline 6.1: there, and not back",
  revision: "mainline-i386",
};

const payloadRange = { start: 16 * MIB, end: 32 * MIB };
const emptyPayload: Scenario = {
  title: "",
  revision: "v8",
  seed: 0x0e1f_0386,
  memoryMiB: 128,
  cpuHasPae: true,
  // harmless under v8; under mainline-i386 it lets the run reach the fate of the second call
  fixes: ["gdt-on-return"],
  bRange: payloadRange,
  bEntry: payloadRange.start,
  segments: [],
  tasks,
  jumps: 6,
};
const hello = withPayload(emptyPayload, HELLO);
invariant(hello.ok, "the preset's payload can be loaded");
const payload = hello.value;

export const PRESETS: readonly PresetInfo[] = [
  {
    id: "tiny",
    revision: 1,
    title: tiny.title,
    summary: "16 MiB of memory and 24 pages to exchange: small enough to watch every copy. Four jumps.",
    scenario: tiny,
  },
  {
    id: "four-processors",
    revision: 1,
    title: fourProcessors.title,
    summary: "The tiny machine with four processors, three of which have to be taken down and brought back.",
    scenario: fourProcessors,
  },
  {
    id: "first-jump",
    revision: 1,
    title: firstJump.title,
    summary: "128 MiB; kernel B lives in 1 MiB to 16 MiB, 3,840 pages. Five jumps.",
    scenario: firstJump,
  },
  {
    id: "huge",
    revision: 1,
    title: huge.title,
    summary: "4 GiB, 1,048,576 frames; kernel B takes 1 GiB, 262,144 pages. Five jumps.",
    scenario: huge,
  },
  {
    id: "mainline",
    revision: 1,
    title: mainline.title,
    summary: "The merged design as in Linux 6.1: the way out works, the way back ends in three faults.",
    scenario: mainline,
  },
  {
    id: "mainline-fixed",
    revision: 1,
    title: "Mainline 6.1 with its GDT back",
    summary: "The same with one instruction more, which loads the GDT register again. Five jumps.",
    scenario: { ...mainline, title: "Mainline 6.1 with its GDT back", fixes: ["gdt-on-return"] },
  },
  {
    id: "mainline-pae",
    revision: 1,
    title: "Mainline 6.1 built for PAE",
    summary: "Paging comes on while CR4.PAE is still clear: a page fault on the very next fetch.",
    scenario: {
      ...mainline,
      title: "Mainline 6.1 built for PAE",
      kernelIsPae: true,
      fixes: ["gdt-on-return"],
    },
  },
  {
    id: "payload",
    revision: 1,
    title: payload.title,
    summary: "A C function in physical mode, called three times; an ELF file of your own can take its place.",
    scenario: payload,
  },
  ...HIBERNATION_PRESETS,
];

/** Of the museum too. */
export const findPreset = (id: string): PresetInfo | undefined =>
  [...PRESETS, ...MUSEUM].find((preset) => preset.id === id);
