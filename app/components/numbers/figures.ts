// The figures of a run as a table and as one picture: what of memory each way of hibernating can save.

import type { NumberRow } from "../../sim/api.ts";
import { size } from "../shared/format.ts";
import { plural } from "../../messages/say.ts";

export const GROUP_TITLES: Readonly<Record<NumberRow["group"], string>> = {
  memory: "Memory needed besides the image",
  image: "The image",
  copies: "Work",
};
export const GROUPS = Object.keys(GROUP_TITLES) as readonly NumberRow["group"][];

const PAGE = 4096;

const UNIT_WORDS = {
  pages: ["{n} page · {size}", "{n} pages · {size}"],
  copies: ["{n} copy", "{n} copies"],
  calls: ["{n} call", "{n} calls"],
} as const;

/** "1,536 pages · 6 MiB", "24 MiB", "3 calls". */
export function valueWords({ value, unit }: Pick<NumberRow, "value" | "unit">): string {
  if (unit === "bytes") return size(value);
  const [one, many] = UNIT_WORDS[unit];
  return plural(value, one, many, { size: size(value * PAGE) });
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
