// Descriptors as they lie in the global and the local table, and what may lie there.

import type { Core } from "./core.ts";
import { type Blame, selectorFault } from "./faults.ts";
import { ATTRIBUTE } from "./segment-rights.ts";
import { BASE, GDTR_BASE, GDTR_LIMIT, LIMIT, RIGHTS } from "./state.ts";

export interface Descriptor {
  readonly selector: number;
  /** Linear address of the descriptor. */
  readonly at: number;
  readonly base: number;
  /** Last valid offset; of an expand-down segment the last invalid one. */
  readonly limit: number;
  readonly attributes: number;
  readonly low: number;
  readonly high: number;
}

/** Types of system descriptors: the low five bits of the rights byte. */
export const SYSTEM = {
  task16: 0x1,
  localTable: 0x2,
  callGate16: 0x4,
  taskGate: 0x5,
  interruptGate16: 0x6,
  trapGate16: 0x7,
  task32: 0x9,
  callGate32: 0xc,
  interruptGate32: 0xe,
  trapGate32: 0xf,
} as const;
/** Set in the type of a task state segment while its task is under way or suspended inside another. */
export const BUSY = 0x2;

const LOCAL = 4;

export const isNull = (selector: number): boolean => (selector & 0xfffc) === 0;
export const isLocal = (selector: number): boolean => (selector & LOCAL) !== 0;
export const systemType = (attributes: number): number => attributes & 0x1f;

interface Table {
  readonly base: number;
  readonly limit: number;
}

/** The local table is there once lldt has loaded something. */
function tableOf(core: Core, selector: number): Table | undefined {
  const { words, localTable } = core;
  if (!isLocal(selector)) return { base: words[GDTR_BASE], limit: words[GDTR_LIMIT] };
  const present = (localTable[RIGHTS] & ATTRIBUTE.present) !== 0;
  return present ? { base: localTable[BASE], limit: localTable[LIMIT] } : undefined;
}

/** Two words of a table, as a descriptor. */
export function decodeDescriptor(selector: number, at: number, low: number, high: number): Descriptor {
  const attributes = (high >>> 8) & 0xf0ff;
  const raw = (low & 0xffff) | (high & 0xf0000);
  return {
    selector,
    at,
    base: (low >>> 16) | ((high & 0xff) << 16) | (high & 0xff000000),
    limit: (attributes & ATTRIBUTE.granular) !== 0 ? (raw << 12) | 0xfff : raw,
    attributes,
    low,
    high,
  };
}

/** The descriptor, or in words why there is none. `read`: how to look at the table, if not as the processor does. */
export function findDescriptor(
  core: Core,
  selector: number,
  read = (linear: number): number => core.systemRead32(linear),
): Descriptor | string {
  const table = tableOf(core, selector);
  if (table === undefined) return "names the local table, and there is none";
  if ((selector | 7) > table.limit >>> 0) return `is beyond the limit of the ${isLocal(selector) ? "LDT" : "GDT"}`;
  const at = (table.base + (selector & 0xfff8)) | 0;
  return decodeDescriptor(selector, at, read(at), read((at + 4) | 0));
}

export function readDescriptor(core: Core, selector: number, blame: Blame): Descriptor {
  const found = findDescriptor(core, selector);
  if (typeof found === "string") throw selectorFault(blame, selector, found);
  return found;
}

/** Like reading, but a null selector is refused as well. */
export function requireDescriptor(core: Core, selector: number, blame: Blame): Descriptor {
  if (isNull(selector)) throw selectorFault(blame, selector, "is null");
  return readDescriptor(core, selector, blame);
}

/** Sets bits in the rights byte of the descriptor in its table. */
export function markDescriptor(core: Core, { at, attributes }: Descriptor, bits: number): void {
  if ((attributes & bits) === bits) return;
  core.asSupervisor(() => core.linearWrite8((at + 5) | 0, (attributes & 0xff) | bits));
}
