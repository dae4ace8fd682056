// The figures of a run as a table and as one picture: what of memory each way of hibernating can save.

import type { NumberRow } from "../../sim/api.ts";
import { count, size } from "../shared/format.ts";

export const GROUP_TITLES: Readonly<Record<NumberRow["group"], string>> = {
  memory: "Memory needed besides the image",
  image: "The image",
  copies: "Work",
};
export const GROUPS = Object.keys(GROUP_TITLES) as readonly NumberRow["group"][];

const PAGE = 4096;

/** "1,536 pages · 6 MiB", "24 MiB", "3 calls". */
export function valueWords({ value, unit }: Pick<NumberRow, "value" | "unit">): string {
  if (unit === "bytes") return size(value);
  if (unit === "pages") return `${count(value)} ${value === 1 ? "page" : "pages"} · ${size(value * PAGE)}`;
  return `${count(value)} ${value === 1 ? unit.slice(0, -1) : unit}`;
}

export interface Bar {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  /** A ceiling is a line that the others are held against. */
  readonly ceiling: boolean;
}

/** What is on the disk is one of the others, and the table has it. */
const NOT_DRAWN: ReadonlySet<string> = new Set(["image-written"]);

/** Sizes of images, and what others could save at most. */
export const barsOf = (numbers: readonly NumberRow[]): readonly Bar[] =>
  numbers
    .filter(({ id, group, unit }) => group === "image" && unit === "bytes" && !NOT_DRAWN.has(id))
    .map(({ id, name, value }) => ({ id, name, bytes: value, ceiling: id.startsWith("swsusp") }));
