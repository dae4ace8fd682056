// What a scenario with the whole hibernation needs beyond one that only jumps.

import type { Problem } from "../core/errors.ts";
import { hex32 } from "../core/hex.ts";
import { PAGE_SIZE, isPageAligned } from "../core/units.ts";
import { imagePageCount, LOWMEM_END } from "../kernel/image-pages.ts";
import type { HibernationSpec, Scenario } from "../api.ts";

const MIB = 1024 * 1024;
/** Firmware and its boot loader have what lies below. */
const LOWEST_C_START = 1 * MIB;
/** Beside its image: boot parameters, a buffer of sixteen pages, what the way back takes. */
const C_WORKING_PAGES = 24;
/** Every byte of an image is read, checked and kept in the history of the run. */
const MOST_MEMORY_MIB = 256;
/** Each round has an image of its own in the history of the run: more than this, and a browser has no memory left for it. */
const MOST_IMAGES_MIB = 384;
const JUMPS_PER_ROUND = 2;

/** Of a scenario that is acceptable otherwise. */
export function hibernationProblems(scenario: Scenario): Problem[] {
  const { hibernation } = scenario;
  if (hibernation === undefined) return [];
  return [...fitProblems(scenario, hibernation), ...rangeProblems(scenario, hibernation)];
}

function fitProblems({ memoryMiB, payload, jumps, segments }: Scenario, { rounds }: HibernationSpec): Problem[] {
  const problems: Problem[] = [];
  if (payload !== undefined) {
    problems.push({ path: "payload", expected: "none: it takes a kernel to write an image", got: payload.name });
  }
  const needed = JUMPS_PER_ROUND * rounds.length;
  if (jumps !== needed) {
    problems.push({ path: "jumps", expected: `${needed}, two for each of the rounds`, got: `${jumps}` });
  }
  if (!segments.some(({ content, bufsz }) => content === "elfcorehdr" && bufsz > 0)) {
    const expected = "a segment of content elfcorehdr with data: kernel B finds A's memory by it";
    problems.push({ path: "segments", expected, got: "none" });
  }
  if (memoryMiB > MOST_MEMORY_MIB) {
    problems.push({ path: "memoryMiB", expected: `at most ${MOST_MEMORY_MIB} for an image`, got: `${memoryMiB}` });
  } else if (memoryMiB * rounds.length > MOST_IMAGES_MIB) {
    const most = Math.floor(MOST_IMAGES_MIB / rounds.length);
    const reason = "the history of the run keeps an image of each";
    const expected = `at most ${most} with ${rounds.length} rounds: ${reason}`;
    problems.push({ path: "memoryMiB", expected, got: `${memoryMiB}` });
  }
  return problems;
}

function rangeProblems(scenario: Scenario, { cRange, restore }: HibernationSpec): Problem[] {
  const { bRange, memoryMiB, kernelIsPae } = scenario;
  const problems: Problem[] = [];
  const add = (path: "start" | "end", expected: string): void => {
    problems.push({ path: `hibernation.cRange.${path}`, expected, got: hex32(cRange[path]) });
  };
  for (const path of ["start", "end"] as const) {
    if (!isPageAligned(cRange[path])) add(path, `a multiple of ${PAGE_SIZE}`);
  }
  if (cRange.start < LOWEST_C_START) add("start", `at least ${hex32(LOWEST_C_START)}`);
  if (cRange.end > memoryMiB * MIB) add("end", `within ${memoryMiB} MiB of RAM, at most ${hex32(memoryMiB * MIB)}`);
  const least = (imagePageCount(kernelIsPae ?? false) + C_WORKING_PAGES) * PAGE_SIZE;
  if (cRange.end - cRange.start < least) add("end", `at least ${hex32(cRange.start + least)}, room for the kernel`);
  if (cRange.start + least > LOWMEM_END) add("start", `below ${hex32(LOWMEM_END)}: a kernel maps no more by itself`);
  const fits = cRange.start >= bRange.start && cRange.end <= bRange.end;
  if (restore === "krestore" && !fits) {
    const reason = "what lies there is not in the image, so C may lie there while it writes the rest";
    const end = cRange.start < bRange.start ? "start" : "end";
    add(end, `inside B's range, ${hex32(bRange.start)}-${hex32(bRange.end)}: ${reason}`);
  }
  return problems;
}
