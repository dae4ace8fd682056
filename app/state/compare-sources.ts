// What the run on screen can be compared with: its parent, the same scenario with one thing changed, a preset, a link, a
// file.

import { FIXES, type Problem, type Result, type RevisionId, type Scenario } from "../sim/api.ts";
import { say } from "../messages/say.ts";
import { ok, refuse } from "../sim/core/errors.ts";
import { decodeLink } from "../sim/scenario/link.ts";
import { PRESETS } from "../sim/scenario/presets.ts";
import { scenarioFromJson } from "../sim/scenario/schema.ts";
import { faultsOf } from "./branches.ts";
import { branchTitle } from "./fault-words.ts";
import { FIX_WORDS } from "./scenario-words.ts";
import { changedSource, shownTitle, sourceOf } from "./scenarios.ts";
import type { ScenarioChanges, Source } from "./types/run.ts";
import type { LabState } from "./types/state.ts";

export interface Choosable {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly source: Source | "parent";
}

const OTHER_REVISION: Readonly<Record<RevisionId, RevisionId>> = { v8: "mainline-i386", "mainline-i386": "v8" };

/** The same scenario with one thing changed. */
function changed(scenario: Scenario): readonly Choosable[] {
  const row = (id: string, title: string, detail: string, changes: ScenarioChanges): readonly Choosable[] => {
    const source = changedSource(scenario, changes);
    return source.ok ? [{ id, title, detail, source: source.value }] : [];
  };
  const { revision, kernelIsPae = false, fixes = [] } = scenario;
  const other = OTHER_REVISION[revision];
  const useful = FIXES.filter((fix) => FIX_WORDS[fix].idle(scenario) === undefined);
  return [
    ...row("revision", say("The same, under {revision}", { revision: other }), say("the other revision"), {
      revision: other,
    }),
    ...row(
      "pae",
      kernelIsPae ? say("The same, with kernels without PAE") : say("The same, with kernels built for PAE"),
      say("the size of page table entries"),
      { kernelIsPae: !kernelIsPae },
    ),
    ...useful.flatMap((fix) => {
      const title = say(FIX_WORDS[fix].title);
      return fixes.includes(fix)
        ? row(`without-${fix}`, say("Without the fix: {fix}", { fix: title }), say(FIX_WORDS[fix].defect), {
            fixes: fixes.filter((each) => each !== fix),
          })
        : row(`with-${fix}`, say("With the fix: {fix}", { fix: title }), say(FIX_WORDS[fix].defect), {
            fixes: [...fixes, fix],
          });
    }),
  ];
}

/** Nearest first. */
export function choosable({ source }: LabState): readonly Choosable[] {
  const scenario = source?.scenario;
  const faults = faultsOf(scenario);
  const open = source?.preset;
  return [
    ...(faults.length === 0
      ? []
      : [
          {
            id: "parent",
            title: say("The run without the last fault"),
            detail: branchTitle(faults.slice(0, -1)),
            source: "parent" as const,
          },
        ]),
    ...(scenario === undefined || source?.capture !== undefined || source?.image !== undefined
      ? []
      : changed(scenario)),
    ...PRESETS.filter(({ id }) => id !== open).map(({ id, title, summary, scenario: preset }) => ({
      id: `preset-${id}`,
      title: say(title),
      detail: say(summary),
      source: { preset: id, scenario: preset },
    })),
  ];
}

/** What sets the other scenario apart, in few words; nothing where they are the same. */
function apart(here: Scenario, other: Scenario): readonly string[] {
  const [ours, theirs] = [here.fixes ?? [], other.fixes ?? []];
  const fixes = FIXES.filter((fix) => ours.includes(fix) !== theirs.includes(fix));
  const pae = other.kernelIsPae === true;
  return [
    ...(here.title === other.title ? [] : [say(other.title).split(":")[0] ?? other.title]),
    ...(here.revision === other.revision ? [] : [other.revision]),
    ...((here.kernelIsPae === true) === pae ? [] : [pae ? say("PAE") : say("without PAE")]),
    ...fixes.map((fix) => {
      const title = say(FIX_WORDS[fix].title);
      return theirs.includes(fix) ? say("with: {fix}", { fix: title }) : say("without: {fix}", { fix: title });
    }),
    ...(JSON.stringify(faultsOf(here)) === JSON.stringify(faultsOf(other)) ? [] : [branchTitle(faultsOf(other))]),
  ];
}

/** What the other run goes by beside this one: "mainline-i386", "PAE", "with: CS loaded again on return". */
export function otherTitle(source: Source | "parent", other: Scenario, here: Scenario): string {
  if (source === "parent") return branchTitle(faultsOf(other));
  const words = apart(here, other);
  return words.length === 0 ? shownTitle(source, /:/) : words.join(" · ");
}

const LINK = /[#?&]?v=\d+&/;

/** Is it meant as a link? */
export const isLink = (text: string): boolean => LINK.test(text);

/** The scenario that a pasted link shows, with its faults. */
export function sourceOfLink(text: string): Result<Source> {
  const at = text.indexOf("#");
  const decoded = decodeLink(at < 0 ? text.trim() : text.slice(at).trim());
  if (decoded.ok) {
    const { source } = decoded.value;
    if (!("preset" in source)) return ok({ scenario: source.scenario });
    const preset = PRESETS.find(({ id }) => id === source.preset);
    return preset === undefined ? refuse(NO_PRESET) : ok({ preset: preset.id, scenario: preset.scenario });
  }
  const { problem } = decoded;
  if (problem.kind === "invalid") return { ok: false, problems: problem.problems };
  const got = problem.kind === "unreadable" ? problem.reason : problem.kind;
  return refuse({ path: "link", expected: "a link of this lab", got });
}

const NO_PRESET: Problem = { path: "link", expected: "a preset of this copy of the lab", got: "another" };

export async function sourceOfFile(file: File): Promise<Result<Source>> {
  const scenario = scenarioFromJson(await file.text());
  return scenario.ok ? ok(sourceOf(scenario.value)) : scenario;
}
