// Scenario files: JSON in, and one canonical JSON out, so that equal scenarios are equal texts.

import { refuse, type Result } from "../core/errors.ts";
import type { Scenario } from "../api.ts";
import { jsonErrorOffset, lineAndColumn } from "./json-position.ts";
import { checkScenario } from "./validate.ts";

/** Upper bound of a scenario's text, in a file or inflated from a link. */
export const SCENARIO_TEXT_MAX = 1024 * 1024;

/** Reads and checks a scenario. Nothing throws: whatever is wrong comes back by field. */
export function scenarioFromJson(text: string): Result<Scenario> {
  if (text.length > SCENARIO_TEXT_MAX) {
    return refuse({ path: "scenario", expected: "at most 1 MiB of JSON", got: `${text.length} characters` });
  }
  const parsed = parseJson(text);
  return parsed.ok ? checkScenario(parsed.value) : parsed;
}

function parseJson(text: string): Result<unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    const offset = jsonErrorOffset(text) ?? text.length;
    const found = offset < text.length ? JSON.stringify(text[offset]) : "the end of the text";
    return refuse({
      path: "scenario",
      expected: "JSON",
      got: `${found} at character ${offset} (${lineAndColumn(text, offset)})`,
    });
  }
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sortKeys(member)]));
}

/** Keys sorted, no white space: the same scenario gives the same text everywhere. */
export const canonicalJson = (scenario: Scenario): string => JSON.stringify(sortKeys(scenario));
/** The same, for people and files. */
export const prettyJson = (scenario: Scenario): string => `${JSON.stringify(sortKeys(scenario), undefined, 2)}\n`;
