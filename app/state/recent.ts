// The scenarios that were open last, the latest first, kept beyond the page.

import * as v from "valibot";
import type { Scenario } from "../sim/api.ts";
import { canonicalJson, scenarioFromJson } from "../sim/scenario/schema.ts";
import { keep, readKeptJson } from "./kept-texts.ts";
import type { LabStore } from "./lab.ts";
import { fileOf } from "./scenarios.ts";

const MOST = 10;
/** Of one: local storage is small, and a program in the scenario is long. */
const CHARACTERS_MAX = 128 * 1024;

const Stored = v.pipe(v.array(v.string()), v.maxLength(MOST));

function texts(): readonly string[] {
  const read = v.safeParse(Stored, readKeptJson("recent"));
  return read.success ? read.output : [];
}

export const recentScenarios = (): readonly Scenario[] =>
  texts().flatMap((text) => {
    const read = scenarioFromJson(text);
    return read.ok ? [read.value] : [];
  });

function remember(scenario: Scenario): void {
  const text = canonicalJson(scenario);
  if (text.length > CHARACTERS_MAX) return;
  keep("recent", JSON.stringify([text, ...texts().filter((each) => each !== text)].slice(0, MOST)));
}

/** From here on every scenario whose run is shown is remembered. */
export function keepRecent(store: LabStore): void {
  store.subscribe(({ run, source }, before) => {
    if (
      run !== undefined &&
      run !== before.run &&
      run.scenario !== before.run?.scenario &&
      fileOf(source) === undefined
    )
      remember(run.scenario);
  });
}
