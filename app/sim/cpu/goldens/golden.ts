// What a golden is: a program, the memory it needs, and what must be found afterwards.

import { ENTRY_CR0, ENTRY_EFLAGS, ENTRY_REGISTERS, type Patch, SELECTOR } from "./layout.ts";

/** The words of an event in the order the handlers write them. ESP is that of the handler after three pushes. */
export const EVENT_FIELDS = [
  ...(["gs", "fs", "es", "ds", "edi", "esi", "ebp", "esp", "ebx", "edx", "ecx", "eax"] as const),
  ...(["handlerFlags", "vector", "error", "eip", "cs", "eflags", "outerEsp", "outerSs"] as const),
  ...(["cr2", "handlerSs", "handlerCs", "cr0"] as const),
] as const;
type EventField = (typeof EVENT_FIELDS)[number];

/** An event as it is kept, "eip=3c022 vector=e": the fields that are not those of the machine a case starts from. */
export type StoredEvent = string;

const [eax, ecx, edx, ebx, esp, ebp, esi, edi] = ENTRY_REGISTERS;
const D = SELECTOR.DATA0;
const USUAL: Readonly<Record<EventField, number>> = {
  ...{ gs: D, fs: D, es: D, ds: D, edi, esi, ebp, esp: esp - 24, ebx, edx, ecx, eax },
  ...{ handlerFlags: ENTRY_EFLAGS, vector: 0, error: 0, eip: 0, cs: SELECTOR.CODE0, eflags: ENTRY_EFLAGS },
  ...{ outerEsp: 0, outerSs: 0, cr2: 0, handlerSs: D, handlerCs: SELECTOR.CODE0, cr0: ENTRY_CR0 },
};

export const storeEvent = (event: readonly number[]): StoredEvent =>
  EVENT_FIELDS.map((field, i) => [field, event[i] ?? 0] as const)
    .filter(([field, word]) => word !== USUAL[field])
    .map(([field, word]) => `${field}=${word.toString(16)}`)
    .join(" ");

export function loadEvent(stored: StoredEvent): number[] {
  const kept = new Map(stored.split(" ").map((text) => text.split("=", 2) as [string, string]));
  return EVENT_FIELDS.map((field) => {
    const word = kept.get(field);
    return word === undefined ? USUAL[field] : parseInt(word, 16);
  });
}

export interface Outcome {
  readonly end: "finished" | "shutdown";
  readonly events: readonly (readonly number[])[];
  /** In the order of the case's words. */
  readonly words: readonly number[];
}

/** A word of memory afterwards; `mask` has the bits that count. */
export type Word = readonly [name: string, address: number, mask: number, value: number];

/** The program behind a golden, and the place in the manual, stand under its name in scripts/goldens/cases. */
export interface Golden {
  readonly group: string;
  readonly name: string;
  /** Machine code in hexadecimal, by offset from CODE. */
  readonly code: readonly (readonly [offset: number, bytes: string])[];
  readonly patches?: readonly Patch[];
  readonly words?: readonly Word[];
  /** The resume flag in the saved flags counts. */
  readonly rf?: boolean;
  /** Without it, the case finishes. */
  readonly end?: Outcome["end"];
  readonly events: readonly StoredEvent[];
  /** Which engines gave something else, and in what. */
  readonly deviates?: Readonly<Record<string, string>>;
  /** Why the manual leaves no doubt, where fewer than two engines follow it. */
  readonly judge?: string;
}

/** The first line of the file; a golden is in each of the others. */
export interface Heading {
  readonly engines: Readonly<Record<string, string>>;
  /** Machine code at HANDLERS, in hexadecimal. */
  readonly handlers: string;
  /** Cases that cannot be settled, with the reason. */
  readonly dropped: readonly { readonly name: string; readonly reason: string }[];
}

const SEGMENT = 0xffff;
const FLAGS = 0x3e7fd7;
const RF = 0x10000;
const DOUBLE_FAULT = 8;
const at = (name: EventField): number => EVENT_FIELDS.indexOf(name);
const VECTOR = at("vector");
/** After a double fault what was interrupted is not defined. */
const LOST = new Set((["eip", "cs", "eflags", "outerEsp", "outerSs"] as const).map(at));
const SELECTORS = new Set(
  (["gs", "fs", "es", "ds", "error", "cs", "outerSs", "handlerSs", "handlerCs"] as const).map(at),
);
const HANDLER_FLAGS = at("handlerFlags");
const SAVED_FLAGS = at("eflags");

/** An event with all bits cleared that are not defined. */
export function definedBits(event: readonly number[], rf = false): number[] {
  return event.map((word, i) => {
    if (event[VECTOR] === DOUBLE_FAULT && LOST.has(i)) return 0;
    if (SELECTORS.has(i)) return word & SEGMENT;
    if (i === HANDLER_FLAGS) return word & FLAGS;
    if (i === SAVED_FLAGS) return word & (rf ? FLAGS | RF : FLAGS);
    return word >>> 0;
  });
}

const NAMES: Readonly<Record<number, string>> = {
  ...{ 0: "#DE", 1: "#DB", 3: "#BP", 4: "#OF", 5: "#BR", 6: "#UD", 7: "#NM", 8: "#DF" },
  ...{ 10: "#TS", 11: "#NP", 12: "#SS", 13: "#GP", 14: "#PF", 16: "#MF", 17: "#AC" },
};
const WITH_CODE = new Set([8, 10, 11, 12, 13, 14, 17]);

/** "#PF(2) 00400000", "#UD", "int 31". */
export function summaryOf(event: readonly number[]): string {
  const vector = event[VECTOR] ?? -1;
  const name = NAMES[vector] ?? `int ${vector.toString(16)}`;
  const code = WITH_CODE.has(vector) ? `(${(event[at("error")] ?? 0).toString(16)})` : "";
  const address = vector === 14 ? ` ${((event[at("cr2")] ?? 0) >>> 0).toString(16).padStart(8, "0")}` : "";
  return name + code + address;
}

export const eipOf = (event: readonly number[]): number => event[at("eip")] ?? 0;

export const flagsOf = (event: readonly number[]): number => (event[SAVED_FLAGS] ?? 0) & FLAGS;

export const resumeFlagOf = (event: readonly number[]): number => ((event[SAVED_FLAGS] ?? 0) & RF) / RF;

const hex = (value: number | undefined): string =>
  value === undefined ? "nothing" : `0x${(value >>> 0).toString(16).padStart(8, "0")}`;

export type Relevant = Pick<Golden, "words" | "rf">;

export const expectedOf = ({ end = "finished", events, words = [] }: Golden): Outcome => ({
  end,
  events: events.map(loadEvent),
  words: words.map(([, , , value]) => value),
});

/** How an outcome differs from the one expected, in sentences; none if it does not. */
export function differences(expected: Outcome, got: Outcome, { words = [], rf }: Relevant): string[] {
  const found: string[] = [];
  if (expected.end !== got.end) found.push(`end: ${expected.end}, got ${got.end}`);
  const expectedNames = expected.events.map(summaryOf).join(", ");
  const gotNames = got.events.map(summaryOf).join(", ");
  if (expectedNames !== gotNames) found.push(`events: ${expectedNames || "none"}, got ${gotNames || "none"}`);
  expected.events.forEach((event, i) => {
    const other = got.events[i];
    if (other === undefined) return;
    const [left, right] = [definedBits(event, rf), definedBits(other, rf)];
    EVENT_FIELDS.forEach((field, k) => {
      if (left[k] !== right[k]) found.push(`event ${i + 1} ${field}: ${hex(left[k])}, got ${hex(right[k])}`);
    });
  });
  words.forEach(([name, , mask], i) => {
    const [left, right] = [(expected.words[i] ?? 0) & mask, (got.words[i] ?? 0) & mask];
    if (left !== right && expected.end === "finished") found.push(`${name}: ${hex(left)}, got ${hex(right)}`);
  });
  return found;
}
