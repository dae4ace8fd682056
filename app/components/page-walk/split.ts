// A linear address cut as the page tables cut it, an entry's bits, a page fault's error code in words.

import type { WalkStep, WalkView } from "../../sim/api.ts";

export interface AddressPart {
  readonly name: "directory" | "table" | "offset";
  readonly bits: number;
  readonly value: number;
}

/** 10/10/12, or 10/22 where the directory maps a 4 MiB page. */
export function splitAddress(linear: number, large: boolean): readonly AddressPart[] {
  const directory: AddressPart = { name: "directory", bits: 10, value: linear >>> 22 };
  if (large) return [directory, { name: "offset", bits: 22, value: linear & 0x3fffff }];
  return [
    directory,
    { name: "table", bits: 10, value: (linear >>> 12) & 0x3ff },
    { name: "offset", bits: 12, value: linear & 0xfff },
  ];
}

export interface EntryBit {
  readonly name: string;
  readonly title: string;
  readonly set: boolean;
}

export function entryBits(step: WalkStep): readonly EntryBit[] {
  const bits: EntryBit[] = [
    { name: "P", title: "present", set: step.present },
    { name: "W", title: "writable", set: step.writable },
    { name: "U", title: "user", set: step.user },
    { name: "A", title: "accessed", set: step.accessed },
    { name: "D", title: "dirty", set: step.dirty },
  ];
  return step.level === "PDE" ? [...bits, { name: "PS", title: "4 MiB page", set: step.large }] : bits;
}

/** The error code that the processor would push with #PF. */
export function faultWords(errorCode: number): string {
  const words = [
    (errorCode & 1) === 0 ? "page not present" : "protection violated",
    (errorCode & 2) === 0 ? "on a read" : "on a write",
    (errorCode & 4) === 0 ? "by the kernel" : "by user code",
  ];
  if ((errorCode & 8) !== 0) words.push("reserved bit set");
  return words.join(", ");
}

/** The step at which the walk fails: the first that is not present, else the last when there is a fault at all. */
export function failingStep(walk: WalkView): number | undefined {
  if (walk.fault === undefined) return undefined;
  const missing = walk.steps.findIndex((step) => !step.present);
  return missing >= 0 ? missing : walk.steps.length - 1;
}

/** What a reader may type for an address: hex with 0x or h, decimal, a register's name. */
export function parseAddress(text: string, registers: Readonly<Record<string, number>>): number | undefined {
  const word = text.trim().toLowerCase();
  const register = registers[word.replace(/^%/, "")];
  if (register !== undefined) return register;
  const match = /^(?:0x([0-9a-f]{1,8})|([0-9a-f]{1,8})h|(\d{1,10}))$/.exec(word);
  if (match === null) return undefined;
  const value = match[3] === undefined ? Number.parseInt(match[1] ?? match[2] ?? "", 16) : Number(match[3]);
  return value <= 0xffffffff ? value : undefined;
}
