// The form of a scenario: which fields there are, of which type and in which bounds. Rules between fields are in
// validate.ts.

import * as v from "valibot";
import {
  CHANNELS,
  FIXES,
  IMAGE_KINDS,
  RESTORES,
  REVISION_IDS,
  ROUNDS,
  SLEEP_STATES,
  type Problem,
  type Result,
  type Scenario,
} from "../api.ts";

const uint32 = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff));
/** A half-open end may lie just past the last byte. */
const endAddress = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x1_0000_0000));
const between = (low: number, high: number) => v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));

const text = (low: number, high: number, pattern: RegExp, expected: string) =>
  v.pipe(v.string(), v.minLength(low), v.maxLength(high), v.regex(pattern, expected));

const ASCII_LINE = /^[\x20-\x7e]*$/;
const ASCII_TEXT = /^[\n\t\x20-\x7e]*$/;
const SYMBOL_TEXT = /^[\r\n\t\x20-\x7e]*$/;
const PLAIN_LINE = /^[^\p{Cc}\p{Cs}]*$/u;

const fileName = text(1, 64, PLAIN_LINE, "a file name without control characters");
/** Of the files that a scenario carries, and of a symbol list: in base64url they fit a scenario's text together. */
export const PAYLOAD_MAX = 480 * 1024;
export const CONTROL_CODE_FILE_MAX = 72 * 1024;
export const SYMBOLS_MAX = 72 * 1024;
export const JUMPS_MAX = 9;
/** Faults of one scenario: each costs a run to check the next against. */
export const FAULTS_MAX = 32;
const FAULT_TEXT_MAX = 160;
export const CPUS_MAX = 8;
const fileData = (bytes: number) => text(0, Math.ceil((bytes * 4) / 3), /^[A-Za-z0-9_-]*$/, "base64url");

const segmentShape = v.strictObject({
  name: text(1, 32, ASCII_LINE, "printable ASCII"),
  mem: uint32,
  memsz: uint32,
  bufsz: uint32,
  content: v.picklist(["kernel", "initrd", "parameters", "purgatory", "elfcorehdr", "backup", "payload"]),
});

const taskShape = v.strictObject({
  comm: text(1, 15, ASCII_LINE, "printable ASCII"),
  note: v.exactOptional(text(0, 512, ASCII_TEXT, "ASCII text")),
});

const range = v.strictObject({ start: uint32, end: endAddress });
const channel = v.exactOptional(v.picklist(CHANNELS));

const hibernationShape = v.strictObject({
  rounds: v.pipe(v.array(v.picklist(ROUNDS)), v.minLength(1), v.maxLength(Math.floor(JUMPS_MAX / 2))),
  image: v.picklist(IMAGE_KINDS),
  restore: v.picklist(RESTORES),
  cRange: range,
  channels: v.exactOptional(v.strictObject({ entry: channel, map: channel, header: channel })),
  sleep: v.exactOptional(v.picklist(SLEEP_STATES)),
  resume: v.exactOptional(v.picklist(["newest", "older"])),
  cachedB: v.exactOptional(v.boolean()),
});

const scenarioShape = v.strictObject({
  title: text(1, 120, PLAIN_LINE, "one line of text without control characters"),
  revision: v.picklist(REVISION_IDS),
  seed: uint32,
  memoryMiB: between(8, 4096),
  cpuHasPae: v.boolean(),
  kernelIsPae: v.exactOptional(v.boolean()),
  fixes: v.exactOptional(v.array(v.picklist(FIXES))),
  faults: v.exactOptional(
    v.pipe(v.array(text(1, FAULT_TEXT_MAX, ASCII_LINE, "printable ASCII")), v.maxLength(FAULTS_MAX)),
  ),
  cpus: v.exactOptional(between(1, CPUS_MAX)),
  payload: v.exactOptional(v.strictObject({ name: fileName, data: fileData(PAYLOAD_MAX) })),
  controlCode: v.exactOptional(
    v.strictObject({
      name: fileName,
      data: fileData(CONTROL_CODE_FILE_MAX),
      symbols: v.exactOptional(text(0, SYMBOLS_MAX, SYMBOL_TEXT, "ASCII text")),
    }),
  ),
  bRange: range,
  bEntry: uint32,
  segments: v.pipe(v.array(segmentShape), v.minLength(1)),
  tasks: v.pipe(v.array(taskShape), v.minLength(1), v.maxLength(31)),
  jumps: between(1, JUMPS_MAX),
  hibernation: v.exactOptional(hibernationShape),
});

type Issue = v.BaseIssue<unknown>;

function pathText(issue: Issue): string {
  let path = "";
  for (const item of issue.path ?? []) {
    if (typeof item.key === "number") path += `[${item.key}]`;
    else path += (path === "" ? "" : ".") + String(item.key);
  }
  return path === "" ? "scenario" : path;
}

const WORDS: Readonly<Record<string, (requirement: string) => string>> = {
  min_value: (bound) => `at least ${bound}`,
  max_value: (bound) => `at most ${bound}`,
  integer: () => "a whole number",
};

const KINDS: Readonly<Record<string, string>> = {
  number: "a number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
};

function expectedText(issue: Issue): string {
  const bound = "requirement" in issue ? String(issue.requirement) : "";
  if (issue.type === "regex") return issue.message;
  if (issue.type === "min_length") return `at least ${bound} ${Array.isArray(issue.input) ? "items" : "characters"}`;
  if (issue.type === "max_length") return `at most ${bound} ${Array.isArray(issue.input) ? "items" : "characters"}`;
  if (issue.expected === "never") return "no such field";
  return WORDS[issue.type]?.(bound) ?? KINDS[issue.type] ?? issue.expected ?? "something else";
}

function gotText(issue: Issue): string {
  if (issue.input === undefined) return "nothing";
  if (issue.expected === "never") return "a field of that name";
  if (issue.type.endsWith("_length")) return issue.received.replace(/^"|"$/g, "");
  const json = JSON.stringify(issue.input) ?? issue.received;
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

const MOST_PROBLEMS = 20;

function problemOf(issue: Issue): Problem {
  const missing = issue.input === undefined;
  return {
    path: pathText(issue),
    expected: missing ? "a value" : expectedText(issue),
    got: gotText(issue),
  };
}

/** Checks types and bounds of any value; problems name their field. */
export function checkShape(input: unknown): Result<Scenario> {
  const parsed = v.safeParse(scenarioShape, input);
  if (parsed.success) return { ok: true, value: parsed.output };
  return { ok: false, problems: parsed.issues.slice(0, MOST_PROBLEMS).map(problemOf) };
}
