// /proc/iomem: the tree of resources in physical memory, one to a line, children indented by two.

import type { Result } from "../core/errors.ts";
import type { AddressRange } from "./elf-load.ts";
import { hexNumber, type Line, linesOf, shown } from "./pasted-text.ts";
import { hexOf, malformed, reading } from "./refused.ts";

export interface Resource extends AddressRange {
  readonly name: string;
  /** 0 for the root's children. */
  readonly depth: number;
}

const RESOURCE = /^( *)([0-9a-f]{1,16})-([0-9a-f]{1,16}) : (\S.*)$/;
const HIDDEN = /^ *0+-0+ : /;
const INDENT = 2;
const FIRST_LINE = /^ *[0-9a-f]{8,16}-[0-9a-f]{8,16} : \S/;

/** Told from its first line that is not empty. */
export const looksLikeIomem = (text: string): boolean => FIRST_LINE.test(text.replace(/^\s*\n/, ""));

/** In the order of the file, which is that of addresses, parents before their children. */
export const readIomem = (text: string): Result<readonly Resource[]> =>
  reading(() => {
    const lines = linesOf(text, "iomem").filter(({ text: line }) => line.trim() !== "");
    const [first] = lines;
    if (first === undefined) return malformed("iomem", "lines such as 00100000-07fdffff : System RAM", "none");
    if (lines.every(({ text: line }) => HIDDEN.test(line))) {
      malformed("iomem", "addresses, which only root is shown: sudo cat /proc/iomem", "zeroes in every line");
    }
    const margin = first.text.length - first.text.trimStart().length;
    const resources: Resource[] = [];
    const open: Resource[] = [];
    for (const line of lines) {
      const resource = resourceOf(line, margin);
      checkPlace(resource, open, line);
      open.splice(resource.depth, open.length, resource);
      resources.push(resource);
    }
    return resources;
  });

/** What the kernel counts as memory. */
export const systemRam = (resources: readonly Resource[]): readonly AddressRange[] =>
  resources.filter(({ name }) => name === "System RAM").map(({ start, end }) => ({ start, end }));

function resourceOf({ text, path }: Line, margin: number): Resource {
  const [, indent, start, last, name] = RESOURCE.exec(text) ?? [];
  if (indent === undefined || start === undefined || last === undefined || name === undefined) {
    return malformed(path, "START-END : NAME, such as 00100000-07fdffff : System RAM", shown(text));
  }
  const depth = (indent.length - margin) / INDENT;
  if (depth < 0 || !Number.isInteger(depth)) {
    malformed(path, `${INDENT} spaces for each level behind the ${margin} of the first line`, `${indent.length}`);
  }
  const range = { start: hexNumber(start, path), end: hexNumber(last, path) + 1 };
  if (range.end <= range.start) malformed(path, `an end at or above ${start}`, last);
  return { ...range, name, depth };
}

/** `open`: the resource before at each depth up to its own. */
function checkPlace({ start, end, depth }: Resource, open: readonly Resource[], { path }: Line): void {
  if (depth > open.length) malformed(path, `at most ${open.length * INDENT} spaces before it`, `${depth * INDENT}`);
  const [parent, before] = [open[depth - 1], open[depth]];
  if (parent !== undefined && (start < parent.start || end > parent.end)) {
    malformed(path, `a range inside ${rangeText(parent)}`, rangeText({ start, end }));
  }
  if (before !== undefined && start < before.end) {
    malformed(path, `a start at or above ${hexOf(before.end)}, where ${before.name} ends`, hexOf(start));
  }
}

const rangeText = ({ start, end }: AddressRange): string => `${hexOf(start)}-${hexOf(end - 1)}`;
