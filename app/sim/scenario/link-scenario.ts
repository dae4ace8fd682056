// The `s` field of a link: a preset by name, or a whole scenario as base64url of raw deflate of its canonical JSON.

import { Inflate, deflateSync, strFromU8, strToU8 } from "fflate";
import type { LinkProblem, PresetInfo, Problem, Scenario } from "../api.ts";
import { PRESETS, findPreset } from "./presets.ts";
import { SCENARIO_TEXT_MAX, canonicalJson, scenarioFromJson } from "./schema.ts";

export type LinkSource = { readonly preset: string; readonly rev: number } | { readonly scenario: Scenario };

export type SourceResult =
  | { readonly ok: true; readonly value: LinkSource }
  | { readonly ok: false; readonly problem: LinkProblem; readonly fallback?: LinkSource };

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/** Compressed bytes handed over at once: bounds what a bomb can inflate to before the cap is seen. */
const INFLATE_STEP = 512;

function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const digits = Math.min(4, bytes.length - at + 1);
    for (let digit = 0; digit < digits; digit += 1) text += ALPHABET[(word >> (18 - 6 * digit)) & 63];
  }
  return text;
}

/** Offset of the first wrong character, or the bytes. Unused low bits must be zero, so one content has one text. */
function fromBase64Url(text: string): Uint8Array | number {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let word = 0;
  let bits = 0;
  let filled = 0;
  for (let at = 0; at < text.length; at += 1) {
    const digit = ALPHABET.indexOf(text.charAt(at));
    if (digit < 0) return at;
    word = ((word << 6) | digit) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[filled] = word >> bits;
    filled += 1;
  }
  const spare = word & ((1 << bits) - 1);
  return text.length % 4 === 1 || spare !== 0 ? Math.max(0, text.length - 1) : bytes;
}

/** FNV-1a, 32 bits: raw deflate has no check of its own, and a changed character should not pass for a scenario. */
function checkOf(bytes: Uint8Array): string {
  let hash = 0x811c_9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x0100_0193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

class TooLong extends Error {}

/** Inflates at most `cap` bytes; undefined when the data is no deflate stream or is cut short. */
function inflateCapped(data: Uint8Array, cap: number): Uint8Array | "too long" | undefined {
  const chunks: Uint8Array[] = [];
  let total = 0;
  let ended = false;
  const inflate = new Inflate((chunk, final) => {
    ended = final;
    total += chunk.length;
    if (total > cap) throw new TooLong();
    chunks.push(chunk);
  });
  try {
    for (let at = 0; at < data.length; at += INFLATE_STEP) {
      inflate.push(data.subarray(at, at + INFLATE_STEP), at + INFLATE_STEP >= data.length);
    }
  } catch (error) {
    return error instanceof TooLong ? "too long" : undefined;
  }
  if (!ended) return undefined;
  const joined = new Uint8Array(total);
  let filled = 0;
  for (const chunk of chunks) {
    joined.set(chunk, filled);
    filled += chunk.length;
  }
  return joined;
}

const unreadable = (reason: string, at: number): SourceResult => ({
  ok: false,
  problem: { kind: "unreadable", reason, at },
});

export function encodeSource(source: LinkSource): string {
  if ("preset" in source) return `p:${source.preset}@${source.rev}`;
  const json = strToU8(canonicalJson(source.scenario));
  return `z:${toBase64Url(deflateSync(json, { level: 9 }))}.${checkOf(json)}`;
}

/** `at` is where the value begins in the fragment; problems point there. */
export function decodeSource(text: string, at: number): SourceResult {
  if (text.startsWith("p:")) return decodePreset(text.slice(2), at + 2);
  if (text.startsWith("z:")) return decodeWhole(text.slice(2), at + 2);
  return unreadable("the scenario field s begins with neither p: (a preset) nor z: (a whole scenario)", at);
}

function decodePreset(text: string, at: number): SourceResult {
  const match = /^([a-z0-9-]{1,64})@([0-9]{1,6})$/.exec(text);
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
