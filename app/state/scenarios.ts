// What the page needs of scenarios: the built-in ones, reading and writing files, and problems in words.

import { refuse, type Result } from "../sim/core/errors.ts";
import { scenarioFromJson } from "../sim/scenario/schema.ts";
import type { Source } from "./types.ts";

export { PRESETS } from "../sim/scenario/presets.ts";
export { prettyJson } from "../sim/scenario/schema.ts";

/** Larger files are no scenarios: the biggest sensible one has a few kilobytes. */
const LARGEST_FILE = 1024 * 1024;

/** The scenario in a file, or why there is none. */
export async function sourceFromFile(file: File): Promise<Result<Source>> {
  if (file.size > LARGEST_FILE)
    return refuse({ path: "file", expected: "at most 1 MiB of JSON", got: `${file.size} bytes` });
  const read = scenarioFromJson(await file.text());
  return read.ok ? { ok: true, value: { scenario: read.value } } : read;
}
