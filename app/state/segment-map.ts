// Segments of a scenario that is being edited as stretches of memory: where they lie, where they overlap or leave a
// gap, and how one is moved. Backup segments follow, because they are what lies between the others.

import type { Scenario, SegmentSpec } from "../sim/api.ts";
import { PAGE_SIZE } from "../sim/core/units.ts";
import { withBackups } from "../sim/scenario/backups.ts";
import { valueAt } from "./editor-value.ts";

/** Half-open, bytes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface MappedSegment extends Stretch {
  /** In the scenario's list. */
  readonly index: number;
  readonly name: string;
  readonly content: string;
  /** Bytes of data at its beginning. */
  readonly data: number;
  /** Shares bytes with another one, or lies outside B's range. */
  readonly overlaps: boolean;
  readonly outside: boolean;
}

export interface SegmentMap {
  readonly ram: number;
  readonly range: Stretch;
  readonly segments: readonly MappedSegment[];
  readonly overlaps: readonly Stretch[];
  readonly gaps: readonly Stretch[];
}

const numberAt = (value: unknown, path: string): number => {
  const found = valueAt(value, path);
  return typeof found === "number" && Number.isFinite(found) ? found : 0;
};

const MIB = 1024 * 1024;

function mapped(value: unknown, index: number, range: Stretch): Omit<MappedSegment, "overlaps"> {
  const at = `segments[${index}]`;
  const start = numberAt(value, `${at}.mem`);
  const end = start + Math.max(0, numberAt(value, `${at}.memsz`));
  const name = valueAt(value, `${at}.name`);
  const content = valueAt(value, `${at}.content`);
  return {
    ...{ index, start, end },
    name: typeof name === "string" ? name : "",
    content: typeof content === "string" ? content : "",
    data: Math.min(end - start, Math.max(0, numberAt(value, `${at}.bufsz`))),
    outside: start < range.start || end > range.end,
  };
}

/** Bytes that two or more claim, and bytes of the range that none does. */
function sweep(stretches: readonly Stretch[], range: Stretch): Pick<SegmentMap, "overlaps" | "gaps"> {
  const overlaps: Stretch[] = [];
  const gaps: Stretch[] = [];
  let reached = range.start;
  for (const { start, end } of stretches.toSorted((a, b) => a.start - b.start)) {
    if (end <= start) continue;
    if (start > reached) gaps.push({ start: reached, end: Math.min(start, range.end) });
    const both = { start, end: Math.min(reached, end) };
    if (start < reached && start >= range.start) overlaps.push(both);
    reached = Math.max(reached, end);
  }
  if (reached < range.end) gaps.push({ start: reached, end: range.end });
  return { overlaps, gaps: gaps.filter(({ start, end }) => end > start) };
}

/** Of any value that a text may say; what is no number counts as 0. */
export function segmentMap(value: unknown): SegmentMap {
  const range = { start: numberAt(value, "bRange.start"), end: numberAt(value, "bRange.end") };
  const list = valueAt(value, "segments");
  const all = (Array.isArray(list) ? list : []).map((_, index) => mapped(value, index, range));
  const found = sweep(all, range);
  const shares = ({ start, end }: Stretch): boolean =>
    found.overlaps.some((each) => each.start < end && each.end > start);
  return {
    ram: numberAt(value, "memoryMiB") * MIB,
    range,
    segments: all.map((each) => ({ ...each, overlaps: shares(each) })),
    ...found,
  };
}

export type Part = "whole" | "end";

const atLeast = (value: number, least: number): number => Math.max(least, value);

function shifted(segment: SegmentSpec, part: Part, pages: number): SegmentSpec {
  const bytes = pages * PAGE_SIZE;
  if (part === "whole") return { ...segment, mem: atLeast(segment.mem + bytes, 0) };
  const memsz = atLeast(segment.memsz + bytes, PAGE_SIZE);
  return { ...segment, memsz, bufsz: Math.min(segment.bufsz, memsz) };
}

/** What is no backup stays in its order; backups are made anew for every gap. */
export const retiled = (scenario: Scenario): Scenario => ({
  ...scenario,
  segments: withBackups(
    scenario.bRange,
    scenario.segments.filter(({ content }) => content !== "backup"),
  ),
});

/** Moves a segment, or its end, by whole pages; the entry point goes along. A backup segment is where the others are not. */
export function movedSegment(scenario: Scenario, index: number, part: Part, pages: number): Scenario {
  const segment = scenario.segments[index];
  if (segment === undefined || segment.content === "backup") return scenario;
  const next = shifted(segment, part, pages);
  const segments = scenario.segments.map((each, at) => (at === index ? next : each));
  const bEntry = scenario.bEntry === segment.mem ? next.mem : scenario.bEntry;
  return retiled({ ...scenario, segments, bEntry });
}

export type Edge = "start" | "end";

/** Moves an end of B's range; the segments stay where they are. */
export function movedRange(scenario: Scenario, edge: Edge, pages: number): Scenario {
  const moved = atLeast(scenario.bRange[edge] + pages * PAGE_SIZE, 0);
  return retiled({ ...scenario, bRange: { ...scenario.bRange, [edge]: moved } });
}

/** Where the segment is found after its list has been made anew. */
export const indexOfSegment = (
  { segments }: Scenario,
  { name, content }: Pick<SegmentSpec, "name" | "content">,
): number => segments.findIndex((each) => each.name === name && each.content === content);
