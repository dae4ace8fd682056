// The figures that people ask for: what a jump needs besides the image, how large images are and what the older way of
// hibernating could hold, how often pages are copied. Counted where the run has come to it, worked out where it has not.

import type { NumberRow } from "../api.ts";
import { PAGE_SHIFT, PAGE_SIZE, pagesOf } from "../core/units.ts";
import { coreHeaders, type CoreLoad, LOADS_MAX } from "../formats/elf-core.ts";
import { slotAt, SLOTS } from "../kernel/disk-layout.ts";
import { freePagesOf, type Filtered, withoutFree } from "../kernel/hibernation/free-pages.ts";
import { readHeader } from "../kernel/hibernation/image-format.ts";
import { OldMemory } from "../kernel/hibernation/old-memory.ts";
import { oldRanges } from "../kernel/hibernation/old-ranges.ts";
import { KEXEC_SEGMENT_MAX } from "../kernel/kexec-rules.ts";
import { pagesOfExchange } from "./exchanges.ts";
import type { Run } from "./run.ts";
import { selfPairsOf } from "./self-pairs.ts";

/** Copies of a page to exchange it. */
const COPIES_PER_PAGE = 3;
/** The kernel whose swsusp is compared with. */
const SWSUSP = "6.1";
/** What swsusp keeps free for I/O, and twice the reserve, in pages: kernel/power/snapshot.c and power.h of 6.1. */
const PAGES_FOR_IO = 1024;
const SPARE_PAGES = 512;
/** swsusp's image_size unless somebody sets it: two fifths of memory. */
const DEFAULT_SHARE = 2 / 5;
/** Larger memories are not looked through for free pages. */
const MOST_FRAMES = 1 << 16;

type Row = Omit<NumberRow, "group">;

const counted = (id: string, name: string, value: number, unit: NumberRow["unit"], how: string): Row => ({
  ...{ id, name, value, unit, how },
  measured: true,
});
const workedOut = (id: string, name: string, value: number, unit: NumberRow["unit"], how: string): Row => ({
  ...{ id, name, value, unit, how },
  measured: false,
});

/** Moves the cursor. Of a captured jump nothing is known but what the file holds. */
export function numbersOf(run: Run): readonly NumberRow[] {
  if (run.capture !== undefined) return [];
  const groups = { memory: memoryRows(run), image: imageRows(run), copies: copyRows(run) };
  return (["memory", "image", "copies"] as const).flatMap((group) => groups[group].map((row) => ({ ...row, group })));
}

// ---------------------------------------------------------------------------------------------- memory

function memoryRows({ plan, recording }: Run): readonly Row[] {
  const range = plan.segments.reduce((sum, { memsz }) => sum + pagesOf(memsz), 0);
  const rows = [
    workedOut("range-pages", "pages exchanged", range, "pages", "all segments together, backup segments too"),
  ];
  const first = recording.exchanges.find(({ owner }) => owner === "A");
  if (first === undefined) return rows;
  const selfPairs = selfPairsOf(first);
  const sources = pagesOfExchange(first) - selfPairs;
  const roles = recording.roles.filter(({ kernel, t }) => kernel === "A" && t <= first.from);
  const lists = roles.filter(({ role }) => role === "list").length;
  const own = roles.length - lists;
  const tables = plan.kernelIsPae ? 5 : 3;
  const all = sources + lists + own + tables;
  return [
    ...rows,
    counted(
      "self-pairs",
      "of these free, and their own source",
      selfPairs,
      "pages",
      "pairs of the list whose source is the destination",
    ),
    counted(
      "source-pages",
      "source pages elsewhere",
      sources,
      "pages",
      "all other pairs of the list: each needs a page of A's besides",
    ),
    counted(
      "list-pages",
      "list pages",
      lists,
      "pages",
      "one for 1,023 entries: a source for each page and a destination for each segment",
    ),
    counted(
      "control-swap",
      "control page and swap page",
      own,
      "pages",
      "code and saved words; the third page of each exchange",
    ),
    workedOut(
      "page-tables",
      "transition tables",
      tables,
      "pages",
      "a directory and a table for each of two mappings; with PAE a middle level as well",
    ),
    counted(
      "besides",
      "memory besides the range",
      all * PAGE_SIZE,
      "bytes",
      "sources, lists, control and swap page, tables",
    ),
  ];
}

// ---------------------------------------------------------------------------------------------- image

function imageRows(run: Run): readonly Row[] {
  const { plan, revision } = run;
  const other = revision.release.startsWith(`${SWSUSP}.`)
    ? ""
    : `; this run is of ${revision.release}, which may differ`;
  const exchanged = (frame: number): boolean =>
    frame * PAGE_SIZE >= plan.bRange.start && frame * PAGE_SIZE < plan.bRange.end;
  const ranges = oldRanges(plan.frames, exchanged);
  const filtered = filteredImage(run, ranges);
  const usable = oldRanges(plan.frames, () => false).reduce((sum, { bytes }) => sum + bytes / PAGE_SIZE, 0);
  const metadata = pagesOf(usable * 4);
  const limit = Math.max(0, Math.floor((usable - metadata - PAGES_FOR_IO) / 2) - SPARE_PAGES);
  return [
    workedOut(
      "image-plain",
      "image with all pages",
      coreHeaders([], ranges).fileBytes,
      "bytes",
      "all of A's memory but the range, which the exchange brings back",
    ),
    ...(filtered === undefined ? [] : filteredRows(filtered)),
    ...writtenRows(run),
    workedOut(
      "swsusp-limit",
      `most that swsusp of ${SWSUSP} can save`,
      limit * PAGE_SIZE,
      "bytes",
      `every page saved needs a free one to be copied to: (usable pages - metadata - 1,024 for I/O) / 2 - 512${other}`,
    ),
    workedOut(
      "swsusp-default",
      `what swsusp of ${SWSUSP} aims at`,
      Math.floor(plan.frames * DEFAULT_SHARE) * PAGE_SIZE,
      "bytes",
      `image_size: two fifths of memory, the default${other}`,
    ),
    workedOut(
      "calls-plain",
      "kexec_load calls for all pages",
      callsFor(ranges.length),
      "calls",
      `${ranges.length} ranges, ${KEXEC_SEGMENT_MAX} segments a call`,
    ),
  ];
}

const callsFor = (ranges: number): number => Math.ceil(ranges / KEXEC_SEGMENT_MAX);

/** Without the pages that A has free when it is about to leave. */
function filteredImage({ plan, recording, cursor }: Run, ranges: readonly CoreLoad[]): Filtered | undefined {
  const leaves = recording.phases.find(({ id, owner }) => id === "freeze" && owner === "A");
  if (leaves === undefined || plan.frames > MOST_FRAMES) return undefined;
  cursor.seek({ t: leaves.from, sub: 0 });
  const everywhere = [{ paddr: 0, bytes: plan.frames * PAGE_SIZE }];
  const isFree = freePagesOf(new OldMemory(cursor.memory, new Map()), everywhere, plan.frames);
  return typeof isFree === "string" ? undefined : withoutFree(ranges, isFree, LOADS_MAX);
}

function filteredRows({ loads, pages, dropped }: Filtered): readonly Row[] {
  const bytes = coreHeaders([], loads).fileBytes;
  return [
    counted(
      "image-filtered",
      "image without A's free pages",
      bytes,
      "bytes",
      `${pages} pages in ${loads.length} ranges, as A's mem_map has it when A leaves`,
    ),
    counted(
      "image-dropped",
      "free pages left out",
      dropped,
      "pages",
      "pages that A's mem_map calls free, outside of the range",
    ),
    counted(
      "calls-filtered",
      "kexec_load calls for these",
      callsFor(loads.length),
      "calls",
      `${loads.length} ranges, ${KEXEC_SEGMENT_MAX} segments a call`,
    ),
  ];
}

/** What lies on the disk at the end. */
function writtenRows({ plan, recording, cursor }: Run): readonly Row[] {
  if (plan.hibernation === undefined) return [];
  cursor.seek({ t: recording.end, sub: 0 });
  const { memory } = cursor;
  const headers = Array.from({ length: SLOTS }, (_, slot) => {
    const content = memory.table[memory.frameCount + slotAt(plan, slot).header] ?? 0;
    const block = readHeader(memory.store.bytesOf(content));
    return block.kind === "header" && block.header.state !== "incomplete" ? [block.header] : [];
  }).flat();
  const newest = headers.toSorted((a, b) => b.sequence - a.sequence)[0];
  if (newest === undefined) return [];
  const how = `image ${newest.sequence}, ${newest.kind}: ${newest.pages} pages and the headers of the file`;
  return [counted("image-written", "image on the disk", newest.fileBytes, "bytes", how)];
}

// ---------------------------------------------------------------------------------------------- copies

function copyRows({ recording }: Run): readonly Row[] {
  const exchanges = recording.exchanges.map(pagesOfExchange);
  const [first] = exchanges;
  if (first === undefined) return [];
  const all = exchanges.reduce((sum, pages) => sum + pages, 0) * COPIES_PER_PAGE;
  return [
    counted(
      "copies-per-exchange",
      "copies of a page in one exchange",
      first * COPIES_PER_PAGE,
      "copies",
      `${first} pages, three copies each`,
    ),
    counted("copies-total", "copies in all", all, "copies", exchangesText(exchanges)),
    counted("bytes-total", "bytes copied in all", all * 2 ** PAGE_SHIFT, "bytes", "4,096 for each copy"),
  ];
}

/** "3 exchanges: two of 2,048 pairs, one of none". */
function exchangesText(exchanges: readonly number[]): string {
  const counts = new Map<number, number>();
  for (const pairs of exchanges) counts.set(pairs, (counts.get(pairs) ?? 0) + 1);
  const times = exchanges.length;
  const parts = Array.from(counts, ([pairs, many]) => `${inWords(many)} of ${pairsText(pairs)}`);
  return `${times} exchange${times === 1 ? "" : "s"}: ${parts.join(", ")}`;
}

const WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = (count: number): string => WORDS[count] ?? `${count}`;
const pairsText = (pairs: number): string =>
  pairs === 0 ? "none" : `${pairs.toLocaleString("en-US")} pair${pairs === 1 ? "" : "s"}`;
