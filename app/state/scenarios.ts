// What the page needs of scenarios: the built-in ones, reading and writing files, and problems in words.

import { problemText, type Problem } from "../sim/core/errors.ts";
import { scenarioFromJson } from "../sim/scenario/schema.ts";
import type { Source } from "./types.ts";

export { problemText } from "../sim/core/errors.ts";
export { PRESETS } from "../sim/scenario/presets.ts";
export { prettyJson } from "../sim/scenario/schema.ts";

export const problemsText = (problems: readonly Problem[]): string => problems.map(problemText).join("; ");

/** Larger files are no scenarios: the biggest sensible one has a few kilobytes. */
const LARGEST_FILE = 1024 * 1024;

/** The scenario in a file, or one sentence about why there is none. */
export async function sourceFromFile(file: File): Promise<Source | string> {
  if (file.size > LARGEST_FILE) return `${file.name} is larger than 1 MiB and cannot be a scenario.`;
  const read = scenarioFromJson(await file.text());
  return read.ok ? { scenario: read.value } : `${file.name} is not a scenario: ${problemsText(read.problems)}`;
}
