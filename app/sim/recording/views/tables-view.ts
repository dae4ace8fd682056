// The descriptor tables as their registers name them, and the segment registers, each with what it remembers of its
// descriptor beside what the table says now: a table can go and the segments live on.

import type { CachedSegment, DescriptorRow, DescriptorTable, DescriptorWords, GateRow, TablesView } from "../../api.ts";
import { decodeDescriptor, type Descriptor, findDescriptor, isNull, systemType } from "../../cpu/descriptors.ts";
import { ATTRIBUTE } from "../../cpu/segment-rights.ts";
import { BASE, LIMIT, RIGHTS, SELECTOR } from "../../cpu/state.ts";
import { describe, gateTarget, isGate, typeWords } from "./descriptor-words.ts";
import { type LookedAt, peek32 } from "./looked-at.ts";

const VECTORS = 256;
/** Rows shown of one table. */
const MOST_ROWS = 128;
const LOCAL = 4;

/** "exception", "idt_handler+0x4": what lies at a linear address, where that is known. */
export type SymbolAt = (linear: number) => string | undefined;

/** A segment register with its descriptor cache. */
interface Held {
  readonly name: string;
  readonly selector: number;
  readonly base: number;
  readonly limit: number;
  readonly attributes: number;
}

export function tablesView(machine: LookedAt, symbolAt: SymbolAt): TablesView {
  const { cpu } = machine;
  const held = registersOf(machine);
  const local = cpu.localTable;
  const hasLocal = (local[RIGHTS] & ATTRIBUTE.present) !== 0;
  return {
    gdt: descriptorTable(machine, cpu.gdtr, 0, held),
    idt: gateTable(machine, symbolAt),
    ...(hasLocal
      ? { ldt: descriptorTable(machine, { base: local[BASE] >>> 0, limit: local[LIMIT] >>> 0 }, LOCAL, held) }
      : {}),
    segments: held.map((register) => cachedSegment(machine, register)),
  };
}

function registersOf({ cpu }: LookedAt): Held[] {
  const system = (name: string, words: typeof cpu.task): Held => ({
    name,
    selector: words[SELECTOR],
    base: words[BASE] >>> 0,
    limit: words[LIMIT] >>> 0,
    attributes: words[RIGHTS],
  });
  return [...cpu.segments, system("TR", cpu.task), system("LDTR", cpu.localTable)];
}

// -------------------------------------------------------------------------------- tables

interface Register {
  readonly base: number;
  readonly limit: number;
}

interface Slot {
  readonly index: number;
  readonly low: number;
  readonly high: number;
}

interface Slots {
  readonly state: DescriptorTable<never>["state"];
  readonly slots: number;
  /** Those in use: not both words 0. */
  readonly used: readonly Slot[];
}

/** A table whose first descriptor cannot be read is unreadable; one that ends early in memory ends there. */
function slotsOf(machine: LookedAt, { base, limit }: Register, most: number): Slots {
  const slots = Math.min(most, Math.floor((limit + 1) / 8));
  if (slots === 0) return { state: "gone", slots, used: [] };
  const used: Slot[] = [];
  for (let index = 0; index < slots; index++) {
    const at = (base + index * 8) >>> 0;
    const low = peek32(machine, at);
    const high = peek32(machine, (at + 4) >>> 0);
    if (low === undefined || high === undefined) {
      if (index === 0) return { state: "unreadable", slots, used };
      continue;
    }
    if ((low | high) !== 0) used.push({ index, low, high });
  }
  return { state: "there", slots, used };
}

function descriptorTable(
  machine: LookedAt,
  register: Register,
  indicator: number,
  held: readonly Held[],
): DescriptorTable<DescriptorRow> {
  const { state, slots, used } = slotsOf(machine, register, 8192);
  const rows = used.slice(0, MOST_ROWS).map(({ index, low, high }): DescriptorRow => {
    const selector = index * 8 + indicator;
    const descriptor = decodeDescriptor(selector, register.base + index * 8, low, high);
    return {
      selector,
      ...{ low, high },
      ...describe(descriptor),
      ...(isGate(descriptor.attributes) ? { gate: gateTarget(descriptor) } : {}),
      usedBy: held
        .filter((each) => !isNull(each.selector) && (each.selector & 0xfffc) === selector)
        .map(({ name }) => name),
    };
  });
  return { base: register.base, limit: register.limit, state, slots, rows, more: used.length - rows.length };
}

function gateTable(machine: LookedAt, symbolAt: SymbolAt): DescriptorTable<GateRow> {
  const { idtr } = machine.cpu;
  const { state, slots, used } = slotsOf(machine, idtr, VECTORS);
  const all: GateRow[] = [];
  for (const { index, low, high } of used) {
    const gate = gateRow(index, low, high);
    const before = all.at(-1);
    if (before?.last === index - 1 && continues(before, gate)) all[all.length - 1] = { ...before, last: index };
    else all.push(gate);
  }
  const rows = all.slice(0, MOST_ROWS).map((row): GateRow => {
    const symbol = symbolAt(row.offset);
    return symbol === undefined ? row : { ...row, symbol };
  });
  return { ...idtr, state, slots, rows, more: all.length - rows.length };
}

function gateRow(vector: number, low: number, high: number): GateRow {
  const { attributes } = decodeDescriptor(0, 0, low, high);
  const { dpl, present } = describe({ base: 0, limit: 0, attributes });
  return {
    first: vector,
    last: vector,
    type: typeWords(attributes),
    ...gateTarget({ low, high, attributes }),
    dpl,
    present,
  };
}

const continues = (a: GateRow, b: GateRow): boolean =>
  a.type === b.type && a.selector === b.selector && a.offset === b.offset && a.dpl === b.dpl && a.present === b.present;

// -------------------------------------------------------------------------------- registers

function cachedSegment(machine: LookedAt, register: Held): CachedSegment {
  const { name, selector } = register;
  const cached = describe(register);
  const usable = (register.attributes & ATTRIBUTE.present) !== 0;
  const found = isNull(selector) ? "is null: it names no descriptor" : readNow(machine, selector);
  if (typeof found === "string") return { name, selector, cached, usable, missing: found, differs: [] };
  const now = describe(found);
  return { name, selector, cached, usable, now, differs: usable ? differences(cached, now, register, found) : [] };
}

function readNow(machine: LookedAt, selector: number): Descriptor | string {
  let isThere = true;
  const found = findDescriptor(machine.cpu, selector, (linear) => {
    const word = peek32(machine, linear >>> 0);
    if (word === undefined) isThere = false;
    return word ?? 0;
  });
  return isThere ? found : "lies where no memory can be read";
}

const WORDS = [
  ["base", "base"],
  ["limit", "limit"],
  ["dpl", "DPL"],
  ["present", "P"],
  ["big", "D/B"],
] as const;

/** The accessed bit is the processor's own note and no difference; nor is the scale of a limit that is the same. */
function differences(cached: DescriptorWords, now: DescriptorWords, held: Held, found: Descriptor): string[] {
  const words: string[] = WORDS.filter(([key]) => cached[key] !== now[key]).map(([, word]) => word);
  const ignored = (held.attributes & ATTRIBUTE.memory) === 0 ? 0 : ATTRIBUTE.accessed;
  const differs = ((systemType(held.attributes) ^ systemType(found.attributes)) & ~ignored) !== 0;
  return differs ? [...words, "type"] : words;
}
