// The `s` field of a link: a preset by name, or a whole scenario as base64url of raw deflate of its canonical JSON. One
// that is too large for that, because of the files in it, is only said to be in a file.

import { deflateSync, strFromU8, strToU8 } from "fflate";
import type { LinkProblem, PresetInfo, Problem, Scenario } from "../api.ts";
import { fromBase64Url, toBase64Url } from "../core/base64url.ts";
import { inflateCapped } from "./inflate.ts";
import { PRESETS, findPreset } from "./presets.ts";
import { SCENARIO_TEXT_MAX, canonicalJson, scenarioFromJson } from "./schema.ts";

export type LinkSource =
  | { readonly preset: string; readonly rev: number }
  | { readonly scenario: Scenario }
  /** Check value of a scenario that the link does not carry, or which kind of file it is in. */
  | { readonly file: string };
/** What a link can be opened from. */
export type CarriedSource = Exclude<LinkSource, { readonly file: string }>;

export type SourceResult =
  | { readonly ok: true; readonly value: CarriedSource }
  | { readonly ok: false; readonly problem: LinkProblem; readonly fallback?: CarriedSource };

/** In place of a check value. */
export const FILE_WORDS = ["capture", "image"] as const;
export type FileWord = (typeof FILE_WORDS)[number];

/** FNV-1a, 32 bits: raw deflate has no check of its own, and a changed character should not pass for a scenario. */
function checkOf(bytes: Uint8Array): string {
  let hash = 0x811c_9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

const unreadable = (reason: string, at: number): SourceResult => ({
  ok: false,
  problem: { kind: "unreadable", reason, at },
});

interface Encoded {
  readonly text: string;
  readonly check: string;
}

/** The address is written at every step, its scenario stays the same. */
const encoded = new WeakMap<Scenario, Encoded>();

function encodeWhole(scenario: Scenario): Encoded {
  const known = encoded.get(scenario);
  if (known !== undefined) return known;
  const json = strToU8(canonicalJson(scenario));
  const check = checkOf(json);
  const fresh = { text: `z:${toBase64Url(deflateSync(json, { level: 9 }))}.${check}`, check };
  encoded.set(scenario, fresh);
  return fresh;
}

/** Every browser takes an address of this length, and a shell takes it as a word; above, a file is the better way. */
export const LINK_LENGTH_MAX = 64_000;
/** The rest of a link is short. */
const SOURCE_LENGTH_MAX = LINK_LENGTH_MAX - 1000;

export const isLinkable = (scenario: Scenario): boolean => encodeWhole(scenario).text.length <= SOURCE_LENGTH_MAX;

/** What an address can carry of a scenario. */
export const carried = (scenario: Scenario): LinkSource =>
  isLinkable(scenario) ? { scenario } : { file: encodeWhole(scenario).check };

export function encodeSource(source: LinkSource): string {
  if ("preset" in source) return `p:${source.preset}@${source.rev}`;
  return "file" in source ? `f:${source.file}` : encodeWhole(source.scenario).text;
}

/** `at` is where the value begins in the fragment; problems point there. */
export function decodeSource(text: string, at: number): SourceResult {
  if (text.startsWith("p:")) return decodePreset(text.slice(2), at + 2);
  if (text.startsWith("z:")) return decodeWhole(text.slice(2), at + 2);
  if (text.startsWith("f:")) {
    const what = FILE_WORDS.find((word) => text === `f:${word}`) ?? "scenario";
    return { ok: false, problem: { kind: "in-file", what } };
  }
  return unreadable("the scenario field s begins with neither p: (a preset) nor z: (a whole scenario)", at);
}

function decodePreset(text: string, at: number): SourceResult {
  const match = /^([a-z0-9/-]{1,64})@([0-9]{1,6})$/.exec(text);
  const id = match?.[1] ?? text.replace(/@.*$/s, "");
  const preset = findPreset(id) ?? nearestPreset(id);
  const fallback = preset === undefined ? {} : { fallback: { preset: preset.id, rev: preset.revision } };
  if (match === null) return { ...unreadable("the preset is not written as p:NAME@REVISION", at), ...fallback };
  const known = PRESETS.map(({ id: name, revision }) => `${name}@${revision}`).join(", ");
  if (preset?.id === id && preset.revision === Number(match[2])) {
    return { ok: true, value: { preset: id, rev: preset.revision } };
  }
  const problem: Problem = { path: "s", expected: `a preset this lab has: ${known}`, got: text };
  return { ok: false, problem: { kind: "invalid", problems: [problem] }, ...fallback };
}

/** A damaged name still says which preset was meant, when it is at most two characters off. */
function nearestPreset(id: string): PresetInfo | undefined {
  return PRESETS.find((preset) => id.length <= 64 && distance(id, preset.id) <= 2);
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

function decodeWhole(text: string, at: number): SourceResult {
  const [data = "", check, ...rest] = text.split(".");
  if (rest.length > 0) return unreadable("the scenario has more than one check value", at + data.length + 1);
  const bytes = fromBase64Url(data);
  if (typeof bytes === "number") return unreadable("the scenario is damaged: no base64url", at + bytes);
  const json = inflateCapped(bytes, SCENARIO_TEXT_MAX);
  if (json === "too long") return unreadable("the scenario inflates to more than 1 MiB", at);
  if (json === undefined) return unreadable("the scenario is damaged or cut short: it does not inflate", at);
  if (check !== undefined && check !== checkOf(json)) {
    return unreadable("the scenario is damaged: its check value does not match", at + data.length + 1);
  }
  const scenario = scenarioFromJson(strFromU8(json));
  if (scenario.ok) return { ok: true, value: { scenario: scenario.value } };
  return { ok: false, problem: { kind: "invalid", problems: scenario.problems } };
}
