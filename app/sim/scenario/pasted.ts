// A scenario from what was copied from a real machine's terminal: the log of `kexec -d -l --load-preserve-context`,
// /proc/iomem, or both.

import type { Scenario, SegmentSpec } from "../api.ts";
import { ok, refuse, type Problem, type Result } from "../core/errors.ts";
import { hashWords } from "../core/hash.ts";
import type { AddressRange } from "../formats/elf-load.ts";
import { readIomem, systemRam } from "../formats/iomem.ts";
import { readKexecLog, type KexecLog } from "../formats/kexec-log.ts";
import { hexOf } from "../formats/refused.ts";
import { checkSegments } from "../kernel/kexec-rules.ts";
import { withBackups } from "./backups.ts";
import { findPreset } from "./presets.ts";
import { contentsOf } from "./segment-contents.ts";
import { checkScenario } from "./validate.ts";

/** Texts as they were copied; at least one. */
export interface Pasted {
  readonly log?: string | undefined;
  readonly iomem?: string | undefined;
}

const MIB = 1024 * 1024;
const MEMORY_MIN = 8;
const MEMORY_MAX = 4096;

/** From include/uapi/linux/kexec.h. */
const KEXEC_ON_CRASH = 1;
const KEXEC_PRESERVE_CONTEXT = 2;
const ARCHITECTURES: readonly number[] = [0, 3];

export function scenarioOfPasted({ log, iomem }: Pasted): Result<Scenario> {
  const resources = iomem === undefined ? ok([]) : readIomem(iomem);
  if (!resources.ok) return log === undefined ? resources : refuse(...resources.problems.map(within("iomem")));
  const image = log === undefined ? ok(undefined) : readKexecLog(log);
  if (!image.ok) return iomem === undefined ? image : refuse(...image.problems.map(within("kexec log")));
  const seen = systemRam(resources.value);
  if (iomem !== undefined && seen.length === 0) {
    return refuse({ path: "iomem", expected: "lines of the name System RAM", got: "none" });
  }
  const ram = merged(iomem === undefined ? (image.value?.ram ?? []) : seen);
  const memory = memoryOf(ram);
  if (!memory.ok) return memory;
  if (image.value !== undefined) return fromLog(image.value, ram, memory.value);
  return memory.value === undefined
    ? refuse({ path: "pasted text", expected: "a log of kexec -d or /proc/iomem", got: "none" })
    : fromRam(ram, memory.value);
}

/** Of two texts, a line has to say whose it is. */
const within =
  (text: string) =>
  (problem: Problem): Problem => ({ ...problem, path: problem.path.replace(/^line /, `${text}, line `) });

// ---------------------------------------------------------------------------------------------- memory

/** Ascending; neighbours are one. */
function merged(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const out: AddressRange[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last === undefined || range.start > last.end) out.push(range);
    else out[out.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  }
  return out;
}

/** Up to the end of RAM, in whole MiB: firmware keeps a little at the top. Undefined where no ranges are known. */
function memoryOf(ram: readonly AddressRange[]): Result<number | undefined> {
  const top = ram.at(-1);
  if (top === undefined) return ok(undefined);
  const size = Math.ceil(top.end / MIB);
  if (size >= MEMORY_MIN && size <= MEMORY_MAX) return ok(size);
  const expected = `RAM that ends between ${MEMORY_MIN} and ${MEMORY_MAX} MiB`;
  return refuse({ path: "memory", expected, got: `${hexOf(top.end)}, ${size} MiB` });
}

/** Room for every page of the image and its source page. */
function assumedMemory(end: number): number {
  const least = Math.max(MEMORY_MIN, (2 * end) / MIB);
  return Math.min(MEMORY_MAX, 2 ** Math.ceil(Math.log2(least)));
}

const rangeText = ({ start, end }: AddressRange): string => `${hexOf(start)}-${hexOf(end - 1)}`;

// ---------------------------------------------------------------------------------------------- scenarios

/** What no text of these says: mainline, as its tools print such logs, with the GDT restored so that A comes back. */
const REST: Pick<Scenario, "revision" | "cpuHasPae" | "fixes" | "tasks" | "jumps"> = {
  revision: "mainline-i386",
  cpuHasPae: true,
  fixes: ["gdt-on-return"],
  tasks: [{ comm: "init" }, { comm: "bash" }, { comm: "vim", note: "Not saved yet!" }],
  jumps: 4,
};

function fromLog(log: KexecLog, ram: readonly AddressRange[], memory: number | undefined): Result<Scenario> {
  // By the numbers that the log gives them.
  const problem = flagsProblem(log.flags) ?? checkSegments(log.segments);
  if (problem !== undefined) return refuse(problem);
  const bRange = coverOf(log);
  if (ram.length > 0 && !ram.some(({ start, end }) => start <= bRange.start && bRange.end <= end)) {
    const expected = `an image inside one range of RAM: ${ram.map(rangeText).join(", ")}`;
    return refuse({ path: "segments", expected, got: rangeText(bRange) });
  }
  const contents = contentsOf(log.segments, log.entry);
  const segments = log.segments.map(({ mem, memsz, bufsz }, i) => {
    const content = contents[i] ?? "backup";
    return { name: content, mem, memsz, bufsz, content };
  });
  const memoryMiB = memory ?? assumedMemory(bRange.end);
  const assumed = memory === undefined ? " (assumed)" : "";
  return checkScenario({
    ...REST,
    title: `From a log of kexec -d: ${segments.length} segments, ${memoryMiB} MiB${assumed}`,
    seed: hashWords(log.segments.flatMap(({ mem, memsz, bufsz }) => [mem, memsz, bufsz])),
    memoryMiB,
    bRange,
    // The log's entry is its purgatory's, whose code it does not show; ours is the kernel's first instruction.
    bEntry: segments.find(({ content }) => content === "kernel")?.mem ?? bRange.start,
    segments: numbered(withBackups(bRange, segments)),
  });
}

function flagsProblem(flags: number): Problem | undefined {
  const at = (expected: string): Problem => ({ path: "flags", expected, got: hexOf(flags) });
  const architecture = Math.floor(flags / 0x1_0000);
  if (!ARCHITECTURES.includes(architecture)) return at("KEXEC_ARCH_386 (0x30000), or no architecture");
  if ((flags & KEXEC_ON_CRASH) !== 0) return at("an image to be executed, not one for a crash (0x1)");
  if ((flags & KEXEC_PRESERVE_CONTEXT) !== 0) return undefined;
  return at("KEXEC_PRESERVE_CONTEXT (0x2), as --load-preserve-context sets it");
}

function coverOf({ segments }: KexecLog): AddressRange {
  const start = Math.min(...segments.map(({ mem }) => mem));
  return { start, end: Math.max(...segments.map(({ mem, memsz }) => mem + memsz)) };
}

/** Names are told apart by a number where a content comes more than once. */
function numbered(segments: readonly SegmentSpec[]): readonly SegmentSpec[] {
  const counts = new Map<string, number>();
  return segments.map((segment) => {
    const number = (counts.get(segment.content) ?? 0) + 1;
    counts.set(segment.content, number);
    const isOne = segment.content !== "backup" && number === 1;
    return { ...segment, name: isOne ? segment.content : `${segment.content} ${number}` };
  });
}

/** Presets whose kernel B can move to another machine, the larger first. */
const MODELS = ["first-jump", "tiny"];

/** Memory alone says of no image: one of a preset's, where there is room for it. */
function fromRam(ram: readonly AddressRange[], memoryMiB: number): Result<Scenario> {
  for (const id of MODELS) {
    const model = findPreset(id)?.scenario;
    if (model === undefined || !ram.some(({ start, end }) => start <= model.bRange.start && model.bRange.end <= end))
      continue;
    const { bRange, bEntry, segments } = model;
    const title = `A machine of ${memoryMiB} MiB from /proc/iomem`;
    const scenario = checkScenario({ ...REST, title, seed: model.seed, memoryMiB, bRange, bEntry, segments });
    if (scenario.ok) return scenario;
  }
  const got = ram.map(rangeText).join(", ");
  return refuse({ path: "iomem", expected: "RAM from 0x400000 to 0x417fff for a small kernel B", got });
}
