// What the state of a descriptor table means, and how a cached descriptor stands to its table.

import type { CachedSegment, DescriptorTable, DescriptorWords } from "../../sim/api.ts";
import { hex, hex32, plural } from "../shared/format.ts";

export type TableName = "GDT" | "IDT" | "LDT";

/** What follows from a table that holds no descriptor. */
export const GONE: Readonly<Record<TableName, string>> = {
  GDT: "The segments live on in the processor's caches; loading any of them again raises #GP.",
  IDT: "No gate fits: any exception is a triple fault, and so is an interrupt that is let in.",
  LDT: "No local segment can be loaded.",
};

export const UNREADABLE = "Nothing can be read at its base: using the table faults.";

/** "32 slots, 2 in use". */
export function tableText(table: DescriptorTable<unknown>, what: string, inUse: number): string {
  if (table.state === "gone") return "∅ no descriptor fits";
  if (table.state === "unreadable") return "∅ not readable";
  return `${plural(table.slots, what)}, ${inUse} in use`;
}

export interface Standing {
  readonly kind: "same" | "differs" | "missing" | "unused";
  /** With its sign: never by colour alone. */
  readonly text: string;
  readonly title?: string;
}

export function standingOf({ usable, now, missing, differs, selector }: CachedSegment): Standing {
  if (!usable) return { kind: "unused", text: "– not loaded" };
  if (now === undefined) {
    const isNull = (selector & 0xfffc) === 0;
    return {
      kind: isNull ? "unused" : "missing",
      text: isNull ? "– null selector" : "∅ no entry now",
      title: `selector ${hex(selector, 4)} ${missing ?? "has no entry"}`,
    };
  }
  if (differs.length === 0) return { kind: "same", text: "✓ as in table" };
  return { kind: "differs", text: `≠ ${differs.join(", ")}`, title: `the table says ${wordsOf(now)}` };
}

const wordsOf = ({ base, limit, type, dpl }: DescriptorWords): string =>
  `base ${hex32(base)}, limit ${hex32(limit)}, ${type}, DPL ${dpl}`;

/** The bits beside the type, from P on. */
export const bitsOf = ({ present, accessed, granular, big }: DescriptorWords) =>
  [
    { name: "P", set: present, title: "present" },
    { name: "A", set: accessed, title: "accessed" },
    { name: "G", set: granular, title: "granularity: the limit counts 4 KiB units" },
    { name: "D/B", set: big, title: "32-bit operands or stack" },
  ] as const;
