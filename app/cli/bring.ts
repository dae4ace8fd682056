// What the options change in a scenario: files that the user brings, the revision, its fixes, PAE, how many jumps, faults.

import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { FIXES, REVISION_IDS, type FixId, type Result, type RevisionId, type Scenario } from "../sim/api.ts";
import { broughtFile, checkSize, type FILE_LIMITS, withControlCode, withPayload } from "../sim/scenario/brought.ts";
import { readSymbolList } from "../sim/formats/symbols.ts";
import { JUMPS_PER_CALL, withChanges } from "../sim/scenario/changes.ts";
import { faultText, readFault } from "../sim/scenario/faults/text.ts";
import { CPUS_MAX, FAULTS_MAX, JUMPS_MAX } from "../sim/scenario/shape.ts";
import { badInput, refused, refusedIn } from "./failure.ts";
import { countOption, type OptionName, type Options } from "./options.ts";

export const CHANGE_OPTIONS = [
  ...["payload", "control-code", "symbols"],
  ...["revision", "fix", "pae", "calls", "jumps"],
  ...["fault", "cpus"],
] as readonly OptionName[];

export function changedScenario(scenario: Scenario, options: Options): Scenario {
  const changed = withChanges(scenario, {
    revision: revisionOption(options),
    fixes: fixOption(options, scenario),
    kernelIsPae: options.flags.has("pae") ? true : undefined,
    jumps: jumpsOption(options),
    faults: faultOption(options, scenario),
    cpus: countOption(options, "cpus", CPUS_MAX),
  });
  return withControlCodeOf(withPayloadOf(changed, options), options);
}

function revisionOption(options: Options): RevisionId | undefined {
  const word = options.values.get("revision");
  const known = REVISION_IDS.find((id) => id === word);
  if (word !== undefined && known === undefined)
    throw badInput(`--revision: expected ${REVISION_IDS.join(" or ")}, got ${word}`);
  return known;
}

/** The whole set; with a + in front, added to what the scenario has; `none` takes that away. */
function fixOption(options: Options, { fixes }: Scenario): readonly FixId[] | undefined {
  const text = options.values.get("fix");
  if (text === undefined) return undefined;
  if (text === "none") return [];
  if (text.startsWith("+")) return [...new Set([...(fixes ?? []), ...fixList(text.slice(1))])];
  return fixList(text);
}

function fixList(text: string): FixId[] {
  return text.split(",").map((word) => {
    const known = FIXES.find((id) => id === word.trim());
    if (known === undefined) throw badInput(`--fix: expected none or some of ${FIXES.join(",")}, got ${word}`);
    return known;
  });
}

/** Added to what the scenario has. */
function faultOption(options: Options, { faults = [] }: Scenario): readonly string[] | undefined {
  const given = options.lists.get("fault");
  if (given === undefined) return undefined;
  const read = given.map((text, i) => readFault(text, `faults[${faults.length + i}]`));
  const problems = read.flatMap((fault) => (fault.ok ? [] : fault.problems));
  if (problems.length > 0) throw refused(problems);
  const all = [...faults, ...read.flatMap((fault) => (fault.ok ? [faultText(fault.value)] : []))];
  if (all.length > FAULTS_MAX) throw badInput(`--fault: expected at most ${FAULTS_MAX}, got ${all.length}`);
  return all;
}

function jumpsOption(options: Options): number | undefined {
  const calls = countOption(options, "calls", Math.floor(JUMPS_MAX / JUMPS_PER_CALL));
  const jumps = countOption(options, "jumps", JUMPS_MAX);
  if (calls !== undefined && jumps !== undefined)
    throw badInput("--calls and --jumps: expected one of them, got both; a call is two jumps");
  return calls === undefined ? jumps : calls * JUMPS_PER_CALL;
}

/** Sizes are looked at before a byte is read. */
function fileOption(options: Options, name: OptionName, what: keyof typeof FILE_LIMITS) {
  const path = options.values.get(name);
  if (path === undefined) return undefined;
  accept(path, checkSize(what, statSync(path).size));
  return { path, bytes: readFileSync(path) };
}

function accept<T>(path: string, result: Result<T>): T {
  if (!result.ok) throw refusedIn(path, result.problems);
  return result.value;
}

function withPayloadOf(scenario: Scenario, options: Options): Scenario {
  const file = fileOption(options, "payload", "payload");
  if (file === undefined) return scenario;
  return accept(file.path, withPayload(scenario, broughtFile(basename(file.path), file.bytes)));
}

function withControlCodeOf(scenario: Scenario, options: Options): Scenario {
  const file = fileOption(options, "control-code", "control code");
  const list = fileOption(options, "symbols", "symbol list");
  if (file === undefined) {
    if (list !== undefined) throw badInput("--symbols: expected --control-code with it, got none");
    return scenario;
  }
  const brought = broughtFile(basename(file.path), file.bytes);
  const symbols = list && Buffer.from(list.bytes).toString("latin1");
  if (list !== undefined) accept(list.path, readSymbolList(symbols ?? ""));
  return accept(file.path, withControlCode(scenario, brought, symbols));
}
