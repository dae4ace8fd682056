// Addresses as a reader may type them, and kinds of access as they are spoken of.

import { say } from "../../messages/say.ts";
import type { AccessAnswer, PageAccess, WalkView } from "../../sim/api.ts";

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

export interface Asked {
  readonly access: PageAccess;
  readonly user: boolean;
}

export const ACCESS_NAMES: Readonly<Record<PageAccess, string>> = {
  read: "read",
  write: "write",
  fetch: "fetch",
};

const USER_ACCESSES: Readonly<Record<PageAccess, string>> = {
  read: "user read",
  write: "user write",
  fetch: "user instruction fetch",
};

const SUPERVISOR_ACCESSES: Readonly<Record<PageAccess, string>> = {
  read: "supervisor read",
  write: "supervisor write",
  fetch: "supervisor instruction fetch",
};

/** "supervisor write". */
export const accessText = ({ access, user }: Asked): string =>
  say(user ? USER_ACCESSES[access] : SUPERVISOR_ACCESSES[access]);

export const answerOf = (walk: WalkView, asked: Asked): AccessAnswer | undefined =>
  walk.accesses.find(({ access, user }) => access === asked.access && user === asked.user);

/** The step that is to blame for a fault: where the walk ends, else the first that withholds the right. */
export function failingStep(walk: WalkView, asked: Asked): number | undefined {
  if (answerOf(walk, asked)?.errorCode === undefined) return undefined;
  const end = walk.steps.findIndex((step) => step.failure !== undefined);
  if (end >= 0) return end;
  const has = (i: number, name: string): boolean =>
    walk.steps[i]?.bits.some((bit) => bit.name === name && bit.set && !bit.ignored) ?? false;
  const refuses = (i: number): boolean =>
    (asked.user && walk.steps[i]?.level !== "PDPTE" && !has(i, "U")) ||
    (asked.access === "write" && walk.steps[i]?.level !== "PDPTE" && !has(i, "W")) ||
    (asked.access === "fetch" && has(i, "NX"));
  const guilty = walk.steps.findIndex((_, i) => refuses(i));
  return guilty >= 0 ? guilty : walk.steps.length - 1;
}
