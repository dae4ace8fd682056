// One dword read in every way it may be meant here.

import { hex32, hexPfn } from "../shared/format.ts";

export interface Reading {
  readonly name: string;
  readonly text: string;
}

const flags = (value: number, names: readonly (readonly [mask: number, name: string])[]): string =>
  names
    .filter(([mask]) => (value & mask) !== 0)
    .map(([, name]) => name)
    .join(" ") || "no flag";

const ENTRY_FLAGS = [
  [1, "destination"],
  [2, "indirection"],
  [4, "done"],
  [8, "source"],
] as const;
const TABLE_FLAGS = [
  [0x1, "P"],
  [0x2, "W"],
  [0x4, "U"],
  [0x20, "A"],
  [0x40, "D"],
] as const;

/** The walker tests the flags in this order and takes the first. */
function asListEntry(value: number): string {
  const kind = ENTRY_FLAGS.find(([mask]) => (value & mask) !== 0)?.[1];
  if (kind === undefined) return "ignored: none of D I E S";
  return kind === "done" ? "done" : `${kind} ${hex32((value & 0xfffff000) >>> 0)}`;
}

export function readingsOf(value: number): readonly Reading[] {
  const frame = hexPfn(value >>> 12);
  const table = flags(value, TABLE_FLAGS);
  const large = (value & 0x80) !== 0;
  return [
    { name: "LE dword", text: hex32(value) },
    { name: "unsigned", text: value.toLocaleString("en-US") },
    {
      name: "as PDE",
      text: large
        ? `4 MiB page at frame ${hexPfn((value >>> 22) << 10)} · ${table} PS`
        : `table in frame ${frame} · ${table}`,
    },
    { name: "as PTE", text: `frame ${frame} · ${table}` },
    { name: "as list entry", text: asListEntry(value) },
  ];
}
