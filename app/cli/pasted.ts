// --kexec-log and --iomem: a scenario from texts of a real machine, in place of SCENARIO.

import { readFileSync, statSync } from "node:fs";
import type { Scenario } from "../sim/api.ts";
import { checkSize } from "../sim/scenario/brought.ts";
import { scenarioOfPasted } from "../sim/scenario/pasted.ts";
import { badInput, refusedIn } from "./failure.ts";
import type { OptionName, Options } from "./options.ts";

export const PASTED_OPTIONS: readonly OptionName[] = ["kexec-log", "iomem"];

/** Undefined where neither option is given; the name is that of the file or files. */
export function pastedScenario(options: Options): { name: string; scenario: Scenario } | undefined {
  const name = PASTED_OPTIONS.flatMap((option) => options.values.get(option) ?? []).join(" and ");
  if (name === "") return undefined;
  const word = options.words[1];
  if (word !== undefined) throw badInput(`${word}: expected no other scenario beside ${name}`);
  const scenario = scenarioOfPasted({ log: textOf(options, "kexec-log"), iomem: textOf(options, "iomem") });
  if (!scenario.ok) throw refusedIn(name, scenario.problems);
  return { name, scenario: scenario.value };
}

function textOf(options: Options, option: OptionName): string | undefined {
  const path = options.values.get(option);
  if (path === undefined) return undefined;
  const size = checkSize("pasted text", statSync(path).size);
  if (!size.ok) throw refusedIn(path, size.problems);
  return readFileSync(path, "utf8");
}
