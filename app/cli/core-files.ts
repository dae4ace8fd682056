// kjlab vmcore and image: the core files of a run, as other tools take them.

import { writeFileSync } from "node:fs";
import type { Position, Result } from "../sim/api.ts";
import { anchorAt } from "../sim/recording/anchors.ts";
import { firstVmcore } from "../sim/recording/core-file.ts";
import type { Run } from "../sim/recording/run.ts";
import { imageFile, vmcoreFile } from "../sim/scenario/core-image.ts";
import type { Command } from "./commands.ts";
import { badInput, EXIT, refused } from "./failure.ts";
import { numberOption, type OptionName, type Options, required } from "./options.ts";
import { type NamedScenario, positionOf, readScenario, record } from "./scenario.ts";

type FileOf = (run: Run, source: NamedScenario, at: Position) => Result<Uint8Array>;

/** `usual`: the position where none is given. */
const command =
  (own: readonly OptionName[], usual: (run: Run) => Position, fileOf: (options: Options) => FileOf): Command =>
  (options, print) => {
    const source = readScenario(options, ["at", "out", ...own]);
    const out = required(options, "out");
    const file = fileOf(options);
    const run = record(source, options);
    const anchor = options.values.get("at");
    const at = anchor === undefined ? run.cursor.seek(usual(run)) : positionOf(run, anchor);
    const bytes = file(run, source, at);
    if (!bytes.ok) throw refused(bytes.problems);
    writeFileSync(out, bytes.value);
    print(`${out}: ${bytes.value.length} bytes, as at ${anchorAt(run.cursor, run.cursor.seek(at))}\n`);
    return EXIT.fine;
  };

const end = ({ recording }: Run): Position => ({ t: recording.end, sub: 0 });

/** Where no kernel ever exports it, the refusal at the end says so. */
export const vmcore = command(
  [],
  (run) => firstVmcore(run) ?? end(run),
  () => (run, source, at) => vmcoreFile(run, source.scenario, at),
);

export const image = command(["slot"], end, (options) => {
  const slot = options.values.has("slot") ? numberOption(options, "slot") : undefined;
  if (slot !== undefined && slot > 1) throw badInput(`--slot: expected 0 or 1, got ${slot}`);
  return (run, source, at) => imageFile(run, source.scenario, at, slot);
});
