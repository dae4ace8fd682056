// kjlab verify-vectors: cases recorded on a real processor, run on ours.

import { readVectors } from "../sim/cpu/vectors/format.ts";
import { type FailedCase, verifyVectors } from "../sim/cpu/vectors/verify.ts";
import type { Command } from "./commands.ts";
import { badInput, EXIT, refused } from "./failure.ts";
import { known } from "./options.ts";
import { readPacked } from "./packed-file.ts";

const LISTED = 10;
/** Unpacked: some 39 million cases. */
const LARGEST = 1 << 30;

function failureText({ index, class: name, bytes, differs }: FailedCase): string {
  const lines = differs.map(({ what, expected, got }) => `    ${what}: expected ${expected}, got ${got}\n`);
  return `  case ${index}, ${name}: ${bytes}\n${lines.join("")}`;
}

export const verifyVectorsCommand: Command = (options, print) => {
  known(options, ["json"]);
  const path = options.words[1];
  if (path === undefined) throw badInput("verify-vectors: name a file of recorded cases (.bin or .bin.gz)");
  const file = readVectors(readPacked(path, LARGEST));
  if (!file.ok) throw refused(file.problems.map((problem) => ({ ...problem, path: `${path}: ${problem.path}` })));
  const report = verifyVectors(file.value, LISTED);
  if (options.flags.has("json")) print(`${JSON.stringify(report, undefined, 2)}\n`);
  else print(`${report.total} cases, ${report.failed} failed\n${report.first.map(failureText).join("")}`);
  return report.failed === 0 ? EXIT.fine : EXIT.assertion;
};
