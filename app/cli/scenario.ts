// SCENARIO on the command line: a preset, a JSON file, or the fragment of a link.

import { existsSync, readFileSync, statSync } from "node:fs";
import type { RecordProgress, Scenario } from "../sim/api.ts";
import { resolveAnchor } from "../sim/recording/anchors.ts";
import type { Position } from "../sim/api.ts";
import type { Run } from "../sim/recording/run.ts";
import { type CarriedSource, decodeLink } from "../sim/scenario/link.ts";
import { findPreset, PRESETS } from "../sim/scenario/presets.ts";
import { canonicalJson, SCENARIO_TEXT_MAX, scenarioFromJson } from "../sim/scenario/schema.ts";
import { recordScenario, type ScenarioOptions } from "../sim/scenario/to-plan.ts";
import { CHANGE_OPTIONS, changedScenario } from "./bring.ts";
import { badInput, EXIT, Failure, refused } from "./failure.ts";
import { countOption, known, type OptionName, type Options } from "./options.ts";
import { checkAgreement, imageOption } from "./image.ts";
import { PASTED_OPTIONS, pastedScenario } from "./pasted.ts";
import type { BroughtImage } from "../sim/kernel/plan.ts";

/** Of every command that takes a scenario. */
const SCENARIO_OPTIONS: readonly OptionName[] = [...CHANGE_OPTIONS, ...PASTED_OPTIONS, "image", "budget", "timeout"];

export interface NamedScenario {
  /** Preset id, file name or names, or "link". */
  readonly name: string;
  readonly source: CarriedSource;
  readonly scenario: Scenario;
  /** What the run begins with in place of a running kernel A. */
  readonly coldStart?: BroughtImage;
}

/** The scenario that a command's first word names, with what its options change. `own`: the command's other options. */
export function readScenario(options: Options, own: readonly OptionName[]): NamedScenario {
  known(options, [...own, ...SCENARIO_OPTIONS]);
  const image = imageOption(options);
  const named =
    pasted(options) ??
    (image !== undefined && options.words[1] === undefined ? ofImage(image) : namedScenario(options.words[1]));
  const scenario = changedScenario(named.scenario, options);
  const isChanged = canonicalJson(scenario) !== canonicalJson(named.scenario);
  const asked = isChanged ? { name: named.name, source: { scenario }, scenario } : named;
  if (image === undefined) return asked;
  checkAgreement(scenario, image);
  return { ...asked, coldStart: image.image };
}

const ofImage = ({ name, scenario }: { name: string; scenario: Scenario }): NamedScenario => ({
  name,
  source: { scenario },
  scenario,
});

/** From texts of a real machine; undefined where none are given. */
function pasted(options: Options): NamedScenario | undefined {
  const read = pastedScenario(options);
  return read && { ...read, source: { scenario: read.scenario } };
}

function namedScenario(word: string | undefined): NamedScenario {
  if (word === undefined)
    throw badInput(`name a scenario: a preset (${PRESETS.map(({ id }) => id).join(", ")}), a JSON file or a link`);
  const preset = findPreset(word);
  if (preset !== undefined) {
    return { name: preset.id, source: { preset: preset.id, rev: preset.revision }, scenario: preset.scenario };
  }
  if (word.includes("#v=")) return fromLink(word.slice(word.indexOf("#v=")));
  if (word.startsWith("v=")) return fromLink(`#${word}`);
  if (!existsSync(word)) throw badInput(`${word}: neither a preset, nor a file, nor a link`);
  if (statSync(word).size > SCENARIO_TEXT_MAX)
    throw badInput(`${word}: expected at most ${SCENARIO_TEXT_MAX} bytes, got ${statSync(word).size}`);
  const parsed = scenarioFromJson(readFileSync(word, "utf8"));
  if (!parsed.ok) throw refused(parsed.problems);
  return { name: word, source: { scenario: parsed.value }, scenario: parsed.value };
}

function fromLink(fragment: string): NamedScenario {
  const decoded = decodeLink(fragment);
  if (!decoded.ok) {
    const { problem } = decoded;
    if (problem.kind === "invalid") throw refused(problem.problems);
    if (problem.kind === "newer")
      throw badInput(`the link has version ${problem.version}, which is newer than this program`);
    if (problem.kind === "in-file")
      throw badInput(`the address names a ${problem.what} that stays in its file: give the file`);
    throw badInput(`the link cannot be read: ${problem.reason} at character ${problem.at}`);
  }
  const { source } = decoded.value;
  if ("scenario" in source) return { name: "link", source, scenario: source.scenario };
  const preset = findPreset(source.preset);
  if (preset === undefined) throw badInput(`the link names the preset ${source.preset}, which is unknown`);
  return { name: preset.id, source, scenario: preset.scenario };
}

/** Of each run that a command records. */
export function recordingOf(
  { coldStart }: NamedScenario,
  options: Options,
): Pick<ScenarioOptions, "budget" | "coldStart"> {
  const budget = countOption(options, "budget", Number.MAX_SAFE_INTEGER);
  return { ...(budget === undefined ? {} : { budget }), coldStart };
}

/** Records the scenario, with progress on a terminal and a limit on time. */
export function record(source: NamedScenario, options: Options): Run {
  const seconds = Number(options.values.get("timeout") ?? "Infinity");
  if (!(seconds > 0)) throw badInput("--timeout: expected a number of seconds above 0");
  const deadline = Date.now() + seconds * 1000;
  const terminal = process.stderr.isTTY;
  const onProgress = (progress: RecordProgress): void => {
    if (Date.now() > deadline) throw new Failure(EXIT.timeout, `not finished after ${seconds} s, at t ${progress.t}`);
    if (terminal)
      process.stderr.write(
        `\r${Math.round(progress.share * 100)} %  jump ${progress.jumps} of ${progress.totalJumps}  t ${progress.t}`,
      );
  };
  const recorded = recordScenario(source.scenario, { onProgress, ...recordingOf(source, options) });
  if (terminal) process.stderr.write("\r\u001b[K");
  if (!recorded.ok) throw refused(recorded.problems);
  return recorded.value;
}

export function positionOf(run: Run, anchor: string): Position {
  const found = resolveAnchor(run.cursor, anchor);
  if (!found.ok) throw refused(found.problems);
  if (found.value.t > run.recording.end)
    throw badInput(`${anchor} lies behind the end of the run at t ${run.recording.end}`);
  return run.cursor.seek(found.value);
}
