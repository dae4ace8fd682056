// The built-in scenarios with the whole hibernation: image, power off, cold boot, resume. B's range is small where the run
// is to be quick, and begins at 1 MiB where A's kernel and its mem_map are to be exchanged.

import type { HibernationSpec, PresetInfo, Scenario, SegmentSpec, TaskSpec } from "../api.ts";
import { withBackups } from "./backups.ts";

const KIB = 1024;
const MIB = 1024 * KIB;

const segment = (content: SegmentSpec["content"], mem: number, memsz: number, bufsz: number): SegmentSpec => ({
  name: content,
  mem,
  memsz,
  bufsz,
  content,
});

const tasks: readonly TaskSpec[] = [
  { comm: "init" },
  { comm: "bash" },
  { comm: "vim", note: "Dear diary: they will switch me off now. Not saved yet!" },
];

/** What the kexec tool loads: kernel first, the rest behind it. */
export function withImage(range: Scenario["bRange"], kernel: { memsz: number; bufsz: number }) {
  const behind = range.start + kernel.memsz;
  const purgatory = behind + 4 * KIB;
  return {
    bRange: range,
    bEntry: purgatory,
    segments: withBackups(range, [
      segment("kernel", range.start, kernel.memsz, kernel.bufsz),
      segment("parameters", behind, 4 * KIB, 2 * KIB),
      segment("purgatory", purgatory, 32 * KIB, 32 * KIB),
      segment("elfcorehdr", purgatory + 32 * KIB, 4 * KIB, 4 * KIB),
      segment("initrd", purgatory + 36 * KIB, 12 * KIB, 11 * KIB),
    ]),
  };
}

const oneRound: HibernationSpec = {
  rounds: ["off"],
  image: "plain",
  restore: "krestore",
  cRange: { start: 4 * MIB, end: 4 * MIB + 320 * KIB },
};

const tiny: Scenario = {
  title: "A small machine hibernates",
  revision: "v8",
  seed: 0x2007_0713,
  memoryMiB: 16,
  cpuHasPae: false,
  ...withImage({ start: 4 * MIB, end: 4 * MIB + 384 * KIB }, { memsz: 64 * KIB, bufsz: 52 * KIB }),
  tasks,
  jumps: 2,
  hibernation: oneRound,
};

const hibernate: Scenario = {
  title: "Hibernate and come back",
  revision: "v8",
  seed: 0x2008_0516,
  memoryMiB: 32,
  cpuHasPae: true,
  ...withImage({ start: 1 * MIB, end: 9 * MIB }, { memsz: 1 * MIB, bufsz: 150 * KIB }),
  tasks: [{ comm: "init" }, { comm: "kjournald" }, ...tasks.slice(1), { comm: "sshd" }, { comm: "make" }],
  jumps: 2,
  hibernation: { ...oneRound, image: "filtered", cRange: { start: 1 * MIB, end: 7 * MIB } },
};

const checkpoint: Scenario = {
  ...tiny,
  title: "Checkpoint and go on",
  jumps: 6,
  hibernation: { ...oneRound, rounds: ["checkpoint", "checkpoint", "off"], image: "filtered" },
};

const takeTurns: Scenario = {
  ...tiny,
  title: "The kernels take turns",
  jumps: 4,
  hibernation: { ...oneRound, rounds: ["off", "off"], sleep: "S4" },
};

const bootOnce: Scenario = {
  ...tiny,
  title: "Kernel B boots only once",
  jumps: 6,
  hibernation: { ...oneRound, rounds: ["checkpoint", "off", "off"], image: "filtered", cachedB: true },
};

/** C is told of all memory: what it is given to load lies in the way of nothing until the jump. */
const load: Scenario = {
  ...tiny,
  title: "C loads the image and jumps",
  ...withImage({ start: 1 * MIB, end: 3 * MIB }, { memsz: 64 * KIB, bufsz: 52 * KIB }),
  hibernation: { ...oneRound, restore: "load", cRange: { start: 1 * MIB, end: 16 * MIB } },
};

const sixteen: Scenario = {
  ...load,
  title: "Sixteen segments are not enough",
  hibernation: { ...oneRound, ...load.hibernation, image: "filtered" },
};

const multiStage: Scenario = {
  ...sixteen,
  title: "A load in many stages",
  hibernation: { ...oneRound, ...sixteen.hibernation, restore: "multi-stage" },
};

const mainline: Scenario = {
  ...hibernate,
  title: "Mainline 6.1 hibernates",
  revision: "mainline-i386",
  fixes: ["gdt-on-return", "jump-notes"],
};

const preset = (id: string, scenario: Scenario, summary: string): PresetInfo => ({
  id,
  revision: 1,
  title: scenario.title,
  summary,
  scenario,
});

export const HIBERNATION_PRESETS: readonly PresetInfo[] = [
  preset(
    "hibernate",
    hibernate,
    "32 MiB; B saves an image without A's free pages, power goes, C boots from cold and writes A back.",
  ),
  preset("hibernate-tiny", tiny, "16 MiB and 96 pages to exchange; the image holds all of A's memory."),
  preset("hibernate-mainline", mainline, "The same in Linux 6.1, with a GDT on the way back and notes for the dump."),
  preset("checkpoint", checkpoint, "Two images while A goes on in between, then a third, and the machine goes off."),
  preset(
    "hibernate-load",
    load,
    "C has all memory, and gives an image with all pages, so with few segments, to one kexec_load.",
  ),
  preset("sixteen-segments", sixteen, "A filtered image has more holes than kexec_load takes segments: EINVAL."),
  preset("multi-stage", multiStage, "The same image, loaded in as many calls as it takes, each adding to the last."),
  preset("boot-once", bootOnce, "A keeps B on the disk after its first visit; later hibernations skip its boot."),
  preset(
    "kernels-take-turns",
    takeTurns,
    "A jumps to the kernel that has brought it back, which saves the next image.",
  ),
];
