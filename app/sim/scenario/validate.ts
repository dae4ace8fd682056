// Is this scenario one that can run? First the form, then kexec_load's own rules, then what the lab needs beyond them.

import { ok, refuse, type Problem, type Result } from "../core/errors.ts";
import { hex32 } from "../core/hex.ts";
import { PAGE_SIZE, isPageAligned, pagesOf } from "../core/units.ts";
import { imagePageCount, LOWMEM_END } from "../kernel/image-pages.ts";
import { PURGATORY_DATA_BYTES, PURGATORY_PAGES } from "../protocol/purgatory/layout.ts";
import { checkSegments } from "../kernel/kexec-rules.ts";
import type { Scenario } from "../api.ts";
import { controlCodeOf, payloadOf } from "./brought.ts";
import { JUMPS_PER_CALL } from "./changes.ts";
import { hibernationProblems } from "./validate-hibernation.ts";
import { faultText, readFault } from "./faults/text.ts";
import { checkShape } from "./shape.ts";

const MIB = 1024 * 1024;
/** Below lie the first page, the BIOS and video memory: no place for a kernel's pages. */
const LOWEST_B_START = 1 * MIB;
/** Entries of a list page before its link to the next. */
const LIST_ENTRIES = 1023;

const ramBytes = (scenario: Scenario): number => scenario.memoryMiB * MIB;
const address = (value: number): string => (value > 0xffff_ffff ? `0x${value.toString(16)}` : hex32(value));

function rangeProblems({ bRange, ...scenario }: Scenario): Problem[] {
  const problems: Problem[] = [];
  const add = (path: string, expected: string, got: number): void => {
    problems.push({ path: `bRange.${path}`, expected, got: address(got) });
  };
  if (!isPageAligned(bRange.start)) add("start", `a multiple of ${PAGE_SIZE}`, bRange.start);
  if (bRange.start < LOWEST_B_START) add("start", `at least ${address(LOWEST_B_START)}`, bRange.start);
  if (!isPageAligned(bRange.end)) add("end", `a multiple of ${PAGE_SIZE}`, bRange.end);
  if (bRange.end <= bRange.start) add("end", `above the start, ${address(bRange.start)}`, bRange.end);
  const ram = scenario.memoryMiB * MIB;
  if (bRange.end > ram) add("end", `within ${scenario.memoryMiB} MiB of RAM, at most ${address(ram)}`, bRange.end);
  return problems;
}

/** The segments, in any order, tile B's range without a gap. */
function coverProblems({ bRange, segments }: Scenario): Problem[] {
  const problems: Problem[] = [];
  const rows = segments.map((segment, index) => ({ ...segment, index })).toSorted((a, b) => a.mem - b.mem);
  let next = bRange.start;
  for (const { mem, memsz, index } of rows) {
    const inside = `inside bRange, ${address(bRange.start)}-${address(bRange.end)}`;
    if (mem < bRange.start || mem >= bRange.end) {
      problems.push({ path: `segments[${index}].mem`, expected: inside, got: address(mem) });
      continue;
    }
    if (memsz === 0) problems.push({ path: `segments[${index}].memsz`, expected: "at least one page", got: "0" });
    if (mem + memsz > bRange.end) {
      problems.push({ path: `segments[${index}].memsz`, expected: `an end ${inside}`, got: address(mem + memsz) });
    }
    if (mem > next) problems.push(gapProblem(next, mem));
    next = mem + memsz;
  }
  if (next < bRange.end) problems.push(gapProblem(next, bRange.end));
  return problems;
}

const gapProblem = (from: number, to: number): Problem => ({
  path: "segments",
  expected: "every page of bRange in a segment (a backup segment has bufsz 0)",
  got: `a gap at ${address(from)}-${address(to)}`,
});

function entryProblems({ bEntry, segments, payload, kernelIsPae, jumps }: Scenario): Problem[] {
  if (payload !== undefined) {
    if (jumps % JUMPS_PER_CALL === 0) return [];
    return [{ path: "jumps", expected: "an even number, because a call of the payload is two", got: `${jumps}` }];
  }
  const kernels = segments.filter((segment) => segment.content === "kernel");
  const [kernel] = kernels;
  if (kernel === undefined || kernels.length > 1) {
    return [{ path: "segments", expected: "exactly one kernel segment", got: `${kernels.length}` }];
  }
  const path = `segments[${segments.indexOf(kernel)}]`;
  const problems: Problem[] = [];
  const least = imagePageCount(kernelIsPae ?? false);
  if (pagesOf(kernel.memsz) < least) {
    const expected = `at least ${least} pages for the kernel`;
    problems.push({ path: `${path}.memsz`, expected, got: `${pagesOf(kernel.memsz)} pages` });
  }
  if (kernel.mem + kernel.memsz > LOWMEM_END) {
    const expected = `an end at or below ${address(LOWMEM_END)}: a kernel maps no more by itself`;
    problems.push({ path: `${path}.mem`, expected, got: address(kernel.mem + kernel.memsz) });
  }
  const parameters = segments.find((segment) => segment.content === "parameters");
  if (parameters === undefined || parameters.bufsz === 0) {
    const expected = "a segment of content parameters with data: kernel B reads its memory and command line there";
    problems.push({ path: "segments", expected, got: parameters === undefined ? "none" : "one without data" });
  }
  if (kernel.bufsz === 0) problems.push({ path: `${path}.bufsz`, expected: "data for the kernel", got: "0" });
  const purgatory = segments.find(({ content, bufsz }) => content === "purgatory" && bufsz > 0);
  if (bEntry !== kernel.mem && bEntry !== purgatory?.mem) {
    const or = purgatory === undefined ? "" : `, or of purgatory, ${address(purgatory.mem)}`;
    const expected = `the start of the kernel segment, ${address(kernel.mem)}${or}`;
    problems.push({ path: "bEntry", expected, got: address(bEntry) });
  }
  return [...problems, ...purgatoryProblems(segments, bEntry)];
}

/** Where the image is entered by it. */
function purgatoryProblems(segments: Scenario["segments"], bEntry: number): Problem[] {
  const index = segments.findIndex(({ content, mem }) => content === "purgatory" && mem === bEntry);
  const purgatory = segments[index];
  if (purgatory === undefined) return [];
  const problems: Problem[] = [];
  const few = (field: "memsz" | "bufsz", least: number): void => {
    if (purgatory[field] >= least) return;
    const expected = `at least ${least}, because the image is entered by it`;
    problems.push({ path: `segments[${index}].${field}`, expected, got: `${purgatory[field]}` });
  };
  few("memsz", PURGATORY_PAGES * PAGE_SIZE);
  few("bufsz", PURGATORY_DATA_BYTES);
  return problems;
}

/** Every destination page needs a source page elsewhere at worst, then control page, swap page and list pages. */
function memoryProblems(scenario: Scenario): Problem[] {
  const pages = scenario.segments.reduce((sum, segment) => sum + pagesOf(segment.memsz), 0);
  const listPages = Math.ceil((pages + scenario.segments.length + 1) / LIST_ENTRIES);
  const needed = 2 * pages + listPages + 2;
  const frames = ramBytes(scenario) / PAGE_SIZE;
  if (needed <= frames) return [];
  const expected =
    `at least ${Math.ceil((needed * PAGE_SIZE) / MIB)}: ${pages} destination and ${pages} source pages, ` +
    `${listPages} list pages, a control page and a swap page`;
  return [{ path: "memoryMiB", expected, got: `${scenario.memoryMiB}`, errno: "ENOMEM" }];
}

/** The faults in their canonical texts. Whether they fit the run shows when the run without them is there. */
function withCanonicalFaults(scenario: Scenario): Result<Scenario> {
  if (scenario.faults === undefined) return ok(scenario);
  const read = scenario.faults.map((text, index) => readFault(text, `faults[${index}]`));
  const problems = read.flatMap((fault) => (fault.ok ? [] : fault.problems));
  if (problems.length > 0) return refuse(...problems);
  return ok({ ...scenario, faults: read.flatMap((fault) => (fault.ok ? [faultText(fault.value)] : [])) });
}

/** Accepts any value; nothing runs unless this answers ok. */
export function checkScenario(input: unknown): Result<Scenario> {
  const shape = checkShape(input);
  if (!shape.ok) return shape;
  const scenario = shape.value;
  if (scenario.kernelIsPae === true && !scenario.cpuHasPae) {
    return refuse({ path: "cpuHasPae", expected: "true, because the kernels are built for PAE", got: "false" });
  }
  const payload = payloadOf(scenario);
  if (!payload.ok) return payload;
  const control = controlCodeOf(scenario);
  if (!control.ok) return control;
  const refusal = checkSegments(scenario.segments);
  if (refusal !== undefined) return refuse(refusal);
  const range = rangeProblems(scenario);
  if (range.length > 0) return refuse(...range);
  const problems = [
    ...coverProblems(scenario),
    ...entryProblems(scenario),
    ...memoryProblems(scenario),
    ...hibernationProblems(scenario),
  ];
  return problems.length > 0 ? refuse(...problems) : withCanonicalFaults(scenario);
}
