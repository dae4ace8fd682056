// Words of the command line, checked.

import { parseArgs } from "node:util";
import { badInput } from "./failure.ts";

const OPTIONS = {
  json: { type: "boolean" },
  jsonl: { type: "boolean" },
  until: { type: "string" },
  at: { type: "string" },
  hash: { type: "string" },
  event: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  pa: { type: "string" },
  len: { type: "string" },
  out: { type: "string" },
  as: { type: "string" },
  owner: { type: "string" },
  timeout: { type: "string" },
  "kexec-log": { type: "string" },
  iomem: { type: "string" },
  image: { type: "string" },
  slot: { type: "string" },
  payload: { type: "string" },
  "control-code": { type: "string" },
  symbols: { type: "string" },
  revision: { type: "string" },
  fix: { type: "string" },
  pae: { type: "boolean" },
  calls: { type: "string" },
  jumps: { type: "string" },
  fault: { type: "string", multiple: true },
  break: { type: "string", multiple: true },
  of: { type: "string" },
  for: { type: "string" },
  by: { type: "string" },
  expression: { type: "string" },
  direction: { type: "string" },
  limit: { type: "string" },
  cpus: { type: "string" },
  budget: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

export type OptionName = keyof typeof OPTIONS;
export interface Options {
  readonly words: readonly string[];
  readonly flags: ReadonlySet<OptionName>;
  readonly values: ReadonlyMap<OptionName, string>;
  /** Of options that may be given several times, in order. */
  readonly lists: ReadonlyMap<OptionName, readonly string[]>;
}

export function readOptions(argv: readonly string[]): Options {
  let parsed;
  try {
    parsed = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw badInput(error instanceof Error ? error.message : "the words of the command could not be read");
  }
  const flags = new Set<OptionName>();
  const values = new Map<OptionName, string>();
  const lists = new Map<OptionName, readonly string[]>();
  for (const [name, value] of Object.entries(parsed.values)) {
    if (typeof value === "string") values.set(name as OptionName, value);
    else if (Array.isArray(value)) lists.set(name as OptionName, value.map(String));
    else if (value) flags.add(name as OptionName);
  }
  return { words: parsed.positionals, flags, values, lists };
}

export function required(options: Options, name: OptionName): string {
  const value = options.values.get(name);
  if (value === undefined) throw badInput(`--${name} is missing`);
  return value;
}

/** Decimal or 0x-hexadecimal, 0 to 2^32. */
export function numberOption(options: Options, name: OptionName): number {
  const text = required(options, name);
  const value = /^(0x[0-9a-f]+|\d+)$/i.test(text) ? Number(text) : NaN;
  if (!(value >= 0 && value <= 0x1_0000_0000)) {
    throw badInput(`--${name}: expected a number such as 0x00100000, got ${text}`);
  }
  return value;
}

/** A whole number from 1 on, or undefined where the option is not given. */
export function countOption(options: Options, name: OptionName, most: number): number | undefined {
  const text = options.values.get(name);
  if (text === undefined) return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!(value >= 1 && value <= most)) throw badInput(`--${name}: expected 1 to ${most}, got ${text}`);
  return value;
}

export const known = (options: Options, allowed: readonly OptionName[]): void => {
  for (const name of [...options.flags, ...options.values.keys(), ...options.lists.keys()]) {
    if (!allowed.includes(name)) throw badInput(`--${name} means nothing to this command`);
  }
};
