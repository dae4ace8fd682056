// What the state of a descriptor table means, and how a cached descriptor stands to its table.

import type { CachedSegment, DescriptorTable, DescriptorWords } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { hex, hex32 } from "../shared/format.ts";

export type TableName = "GDT" | "IDT" | "LDT";

/** What follows from a table that holds no descriptor. */
export const GONE: Readonly<Record<TableName, string>> = {
  GDT: "The segments live on in the processor's caches; loading any of them again raises #GP.",
  IDT: "No gate fits: any exception is a triple fault, and so is an interrupt that is let in.",
  LDT: "No local segment can be loaded.",
};

export const UNREADABLE = "Nothing can be read at its base: using the table faults.";

/** What a table has places for: one of them, and many. */
export type Counted = readonly [one: string, many: string];
export const SLOTS: Counted = ["{n} slot", "{n} slots"];
export const GATES: Counted = ["{n} gate", "{n} gates"];

/** "32 slots, 2 in use". */
export function tableText(table: DescriptorTable<unknown>, what: Counted, inUse: number): string {
  if (table.state === "gone") return say("∅ no descriptor fits");
  if (table.state === "unreadable") return say("∅ not readable");
  return say("{slots}, {inUse} in use", { slots: plural(table.slots, ...what), inUse });
}

export interface Standing {
  readonly kind: "same" | "differs" | "missing" | "unused";
  /** With its sign: never by colour alone. */
  readonly text: string;
  readonly title?: string;
}

export function standingOf({ usable, now, missing, differs, selector }: CachedSegment): Standing {
  if (!usable) return { kind: "unused", text: say("– not loaded") };
  if (now === undefined) {
    const isNull = (selector & 0xfffc) === 0;
    return {
      kind: isNull ? "unused" : "missing",
      text: isNull ? say("– null selector") : say("∅ no entry now"),
      title: say("selector {selector} {missing}", {
        selector: hex(selector, 4),
        missing: missing ?? say("has no entry"),
      }),
    };
  }
  if (differs.length === 0) return { kind: "same", text: say("✓ as in table") };
  return {
    kind: "differs",
    text: `≠ ${differs.join(", ")}`,
    title: say("the table says {now}", { now: wordsOf(now) }),
  };
}

const wordsOf = ({ base, limit, type, dpl }: DescriptorWords): string =>
  say("base {base}, limit {limit}, {type}, DPL {dpl}", {
    base: hex32(base),
    limit: hex32(limit),
    type: say(type),
    dpl,
  });

/** The bits beside the type, from P on. */
export const bitsOf = ({ present, accessed, granular, big }: DescriptorWords) =>
  [
    { name: "P", set: present, title: say("present") },
    { name: "A", set: accessed, title: say("accessed") },
    { name: "G", set: granular, title: say("granularity: the limit counts 4 KiB units") },
    { name: "D/B", set: big, title: say("32-bit operands or stack") },
  ] as const;
