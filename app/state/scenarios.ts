// What the page needs of scenarios: the built-in ones, reading and writing files, and what may be changed.

import { ok, type Result } from "../sim/core/errors.ts";
import type { Scenario } from "../sim/api.ts";
import { withoutControlCode } from "../sim/scenario/brought.ts";
import { withChanges } from "../sim/scenario/changes.ts";
import { PRESETS } from "../sim/scenario/presets.ts";
import { canonicalJson } from "../sim/scenario/schema.ts";
import { checkScenario } from "../sim/scenario/validate.ts";
import type { ScenarioChanges, Source } from "./types.ts";

export { JUMPS_PER_CALL } from "../sim/scenario/changes.ts";
export { isLinkable } from "../sim/scenario/link.ts";
export { findPreset, PRESETS } from "../sim/scenario/presets.ts";
export { prettyJson } from "../sim/scenario/schema.ts";
export { JUMPS_MAX } from "../sim/scenario/shape.ts";

/** A scenario that is one of the built-in ones goes by its name. */
export function sourceOf(scenario: Scenario): Source {
  const json = canonicalJson(scenario);
  const preset = PRESETS.find((each) => canonicalJson(each.scenario) === json);
  return preset === undefined ? { scenario } : { preset: preset.id, scenario: preset.scenario };
}

/** Up to the first of the given characters; a changed preset keeps its title, and is not to be taken for the preset. */
export function shownTitle({ preset, scenario: { title }, capture }: Source, upTo: RegExp): string {
  const changed =
    preset === undefined && capture === undefined && PRESETS.some((each) => each.scenario.title === title);
  return `${title.split(upTo)[0] ?? title}${changed ? " (changed)" : ""}`;
}

export function changedScenario(scenario: Scenario, changes: ScenarioChanges): Scenario {
  const changed = withChanges(scenario, changes);
  return changes.ownCode === true ? withoutControlCode(changed) : changed;
}

/** The same, unless the changes do not go together. */
export function changedSource(scenario: Scenario, changes: ScenarioChanges): Result<Source> {
  const checked = checkScenario(changedScenario(scenario, changes));
  return checked.ok ? ok(sourceOf(checked.value)) : checked;
}
