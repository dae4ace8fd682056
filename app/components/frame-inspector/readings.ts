// The bytes at a place read in every way they may be meant here.

import { say } from "../../messages/say.ts";
import { hex, hex32, hexPfn } from "../shared/format.ts";

export interface Reading {
  readonly name: string;
  readonly text: string;
}

const flags = (value: number, names: readonly (readonly [mask: number, name: string])[]): string =>
  names
    .filter(([mask]) => (value & mask) !== 0)
    .map(([, name]) => name)
    .join(" ") || say("no flag");

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
  if (kind === undefined) return say("ignored: none of D I E S");
  return kind === "done" ? "done" : `${kind} ${hex32((value & 0xfffff000) >>> 0)}`;
}

const printable = (byte: number): string => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·");

/** A segment descriptor of 8 bytes, low dword first; gates are said to be gates. */
export function asDescriptor(low: number, high: number): string {
  const present = (high & 0x8000) !== 0;
  const memory = (high & 0x1000) !== 0;
  const type = (high >>> 8) & 0xf;
  if (low === 0 && high === 0) return say("null descriptor");
  const words = [say("DPL {high}", { high: (high >>> 13) & 3 }), present ? "present" : say("not present")];
  if (!memory && [5, 6, 7, 14, 15].includes(type))
    return [
      say("gate to {low}:{high}", {
        low: hex((low >>> 16) & 0xffff, 4),
        high: hex32(((high & 0xffff0000) | (low & 0xffff)) >>> 0),
      }),
      ...words,
    ].join(" · ");
  const base = ((high & 0xff000000) | ((high & 0xff) << 16) | (low >>> 16)) >>> 0;
  const units = ((high & 0xf0000) | (low & 0xffff)) >>> 0;
  const limit = (high & 0x800000) === 0 ? units : units * 4096 + 4095;
  const kind = memory ? ((type & 8) === 0 ? "data" : "code") : "system";
  return [say("{kind} base {base} limit {limit}", { kind, base: hex32(base), limit: hex32(limit) }), ...words].join(
    " · ",
  );
}

/** What does not follow from one dword: single bytes, text, and a descriptor where eight bytes begin. */
export function wideReadings(bytes: Uint8Array, offset: number): readonly Reading[] {
  const at = offset & ~3;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const eight = offset & ~7;
  const text = Array.from(bytes.subarray(at, at + 16), printable).join("");
  return [
    { name: "byte", text: `${hex(bytes[offset] ?? 0, 2)} · ${bytes[offset] ?? 0}` },
    { name: say("LE word"), text: hex(view.getUint16(offset & ~1, true), 4) },
    { name: "ASCII", text },
    { name: say("as descriptor"), text: asDescriptor(view.getUint32(eight, true), view.getUint32(eight + 4, true)) },
  ];
}

export function readingsOf(value: number): readonly Reading[] {
  const frame = hexPfn(value >>> 12);
  const table = flags(value, TABLE_FLAGS);
  const large = (value & 0x80) !== 0;
  return [
    { name: say("LE dword"), text: hex32(value) },
    { name: "unsigned", text: value.toLocaleString("en-US") },
    {
      name: say("as PDE"),
      text: large
        ? say("4 MiB page at frame {value} · {table} PS", { value: hexPfn((value >>> 22) << 10), table })
        : say("table in frame {frame} · {table}", { frame, table }),
    },
    { name: say("as PTE"), text: say("frame {frame} · {table}", { frame, table }) },
    { name: say("as list entry"), text: asListEntry(value) },
  ];
}
