// What is swept: every preset under each revision, those that come to the same only once, but for those of the museum, for
// `huge`, whose four GiB would take hours, and for those that hibernate, whose steps have tests of their own; and tiny with
// a way back where it has none.

import type { RevisionId, Scenario } from "../../app/sim/api.ts";
import { PRESETS } from "../../app/sim/scenario/presets.ts";
import { canonicalJson } from "../../app/sim/scenario/schema.ts";

export interface Sweepable {
  readonly name: string;
  readonly preset: string;
  readonly scenario: Scenario;
}

const sameRun = (a: Scenario, b: Scenario): boolean =>
  canonicalJson({ ...a, title: "" }) === canonicalJson({ ...b, title: "" });

export const WAY_BACK = "tiny, mainline-i386, way back mended";

export function scenarios(revisions: readonly RevisionId[]): Sweepable[] {
  const presets = PRESETS.filter(
    ({ id, room, scenario }) => room === undefined && id !== "huge" && scenario.hibernation === undefined,
  );
  const all = revisions.flatMap((revision) =>
    presets.map(({ id, scenario }) => ({
      name: `${id}, ${revision}`,
      preset: id,
      scenario: { ...scenario, revision },
    })),
  );
  const different = all.filter(({ scenario }, i) => all.findIndex((other) => sameRun(other.scenario, scenario)) === i);
  const tiny = presets.find(({ id }) => id === "tiny")?.scenario;
  if (tiny === undefined) return different;
  const wayBack: Scenario = { ...tiny, revision: "mainline-i386", fixes: ["gdt-on-return"], cpus: 3 };
  return [...different, { name: WAY_BACK, preset: "tiny", scenario: wayBack }];
}
