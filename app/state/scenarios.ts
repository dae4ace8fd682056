// What the page needs of scenarios: the built-in ones, reading and writing files, and what may be changed.

import { ok, type Result } from "../sim/core/errors.ts";
import type { Scenario } from "../sim/api.ts";
import { withoutControlCode } from "../sim/scenario/brought.ts";
import { withChanges } from "../sim/scenario/changes.ts";
import { MUSEUM } from "../sim/scenario/museum/index.ts";
import { PRESETS } from "../sim/scenario/presets.ts";
import { plural, say } from "../messages/say.ts";
import { faultsOf, withFaults } from "./branches.ts";
import { FILE_WORDS, type FileWord } from "../sim/scenario/link-scenario.ts";
import { canonicalJson } from "../sim/scenario/schema.ts";
import { checkScenario } from "../sim/scenario/validate.ts";
import type { ScenarioChanges, Source } from "./types/run.ts";

export { JUMPS_PER_CALL, JUMPS_PER_ROUND } from "../sim/scenario/changes.ts";
export { isLinkable } from "../sim/scenario/link.ts";
export { findPreset, PRESETS } from "../sim/scenario/presets.ts";
export { prettyJson } from "../sim/scenario/schema.ts";
export { JUMPS_MAX } from "../sim/scenario/shape.ts";

/** A scenario that is one of the built-in ones goes by its name. */
export function sourceOf(scenario: Scenario): Source {
  const json = canonicalJson(scenario);
  const preset = [...PRESETS, ...MUSEUM].find((each) => canonicalJson(each.scenario) === json);
  return preset === undefined ? { scenario } : { preset: preset.id, scenario: preset.scenario };
}

/** What a run begins with where it is a file, which nobody changes and no link carries. */
export function fileOf(source: Source | undefined): { readonly kind: FileWord; readonly name: string } | undefined {
  const kind = FILE_WORDS.find((word) => source?.[word] !== undefined);
  const name = kind && source?.[kind]?.name;
  return kind === undefined || name === undefined ? undefined : { kind, name };
}

/** A scenario's title as the beginning of a file's name. */
export const fileStem = ({ title }: Scenario): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

/** Up to the first of the given characters; a preset that is changed, or under faults, keeps its title, and says so. */
export function shownTitle({ preset, scenario, capture, image }: Source, upTo: RegExp): string {
  const title = say(scenario.title);
  const short = title.split(upTo)[0] ?? title;
  if (image !== undefined) return say("{short} (from {image})", { short, image: image.name });
  const like = PRESETS.find((each) => each.scenario.title === scenario.title);
  if (preset !== undefined || capture !== undefined || like === undefined) return short;
  const faults = faultsOf(scenario).length;
  const told = faults > 0 && trunkText(scenario) === trunkText(like.scenario);
  return `${short} (${told ? plural(faults, "{n} fault", "{n} faults") : say("changed")})`;
}

/** Asked with every change of the page. */
const trunks = new WeakMap<Scenario, string>();
function trunkText(scenario: Scenario): string {
  const text = trunks.get(scenario) ?? canonicalJson(withFaults(scenario, []));
  trunks.set(scenario, text);
  return text;
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
