// kjlab verify-capture: a jump recorded on a real machine, made by our processor and compared at every record.

import { deathText, mismatchText, type Verification, verifyCapture } from "../sim/capture/verify.ts";
import type { Problem } from "../sim/core/errors.ts";
import { hex32 } from "../sim/core/hex.ts";
import { readCapture } from "../sim/formats/kjc.ts";
import type { Command } from "./commands.ts";
import { badInput, EXIT, refused } from "./failure.ts";
import { known } from "./options.ts";
import { readPacked } from "./packed-file.ts";

/** Unpacked: some hundred times a full trace of a whole kernel's jump. */
const LARGEST = 1 << 30;

function text({ records, compared, mismatches, first, died, segments, standIns }: Verification): string {
  const lines = [
    `${records} records, ${compared} compared, ${mismatches} mismatches`,
    ...segments.map(
      (segment, i) =>
        `segment ${i}, ${segment.name}: ${segment.compared} of ${segment.records} records, ${segment.pairs} pairs, ` +
        `${segment.frames} frames, ends at ${hex32(segment.exit)}` +
        (segment.notCompared === "" ? "" : `; the rest was not compared: ${segment.notCompared}`),
    ),
    ...first.map((mismatch) => `! ${mismatchText(mismatch)}`),
    ...(died === undefined ? [] : [`dies in ${deathText(died)}`]),
    ...standIns.map((standIn) => `not in the file: ${standIn}`),
  ];
  return `${lines.join("\n")}\n`;
}

export const verifyCaptureCommand: Command = (options, print) => {
  known(options, ["json"]);
  const path = options.words[1];
  if (path === undefined) throw badInput("verify-capture: name a capture (.kjc or .kjc.gz)");
  const inFile = (problems: readonly Problem[]) =>
    refused(problems.map((problem) => ({ ...problem, path: `${path}: ${problem.path}` })));
  const capture = readCapture(readPacked(path, LARGEST));
  if (!capture.ok) throw inFile(capture.problems);
  const verified = verifyCapture(capture.value);
  if (!verified.ok) throw inFile(verified.problems);
  const report = verified.value;
  if (options.flags.has("json")) print(`${JSON.stringify({ ...report, died: report.died ?? null }, undefined, 2)}\n`);
  else print(text(report));
  return report.mismatches === 0 ? EXIT.fine : EXIT.assertion;
};
