// What the page asks of a run: how it ended and where that is said, and whether RAM has forgotten.

import { expect, it } from "vitest";
import { initialState, DEFAULT_SETTINGS } from "./initial.ts";
import { hasLostPower, showsOutcomeStrip } from "./phases.ts";
import { summary } from "./testing/handmade.ts";
import type { LabState } from "./types/state.ts";

const at = (t: number): LabState["moment"] => ({ at: { t, sub: 0 } }) as LabState["moment"];
const faulted: LabState["run"] = {
  ...summary,
  outcome: { kind: "aborted", text: "no image" },
  verdict: { kind: "corrupted", text: "one frame differs", frames: [] },
};
const state = (more: Partial<LabState>): LabState => ({ ...initialState(DEFAULT_SETTINGS), ...more });

it("says at the end how a run with faults ended, but where that is said at length", () => {
  const shown = (perspective: LabState["perspective"]) =>
    showsOutcomeStrip(state({ run: faulted, moment: at(summary.end), perspective }));
  expect((["hibernate", "overview", "exchange"] as const).map(shown)).toEqual([true, true, true]);
  expect((["faults", "compare", "museum"] as const).map(shown)).toEqual([false, false, false]);
  expect(showsOutcomeStrip(state({ run: faulted, moment: at(1) }))).toBe(false);
});

it("knows from where on RAM has forgotten", () => {
  const [first] = summary.boots;
  const boots = [...summary.boots.slice(1), { ...first, to: 6, ended: "S5" }, { n: 2, from: 6, begins: "cold boot" }];
  const run = { ...summary, boots } as unknown as LabState["run"];
  expect([5, 6, 9].map((t) => hasLostPower(run, at(t)))).toEqual([false, true, true]);
  expect(hasLostPower(summary, at(9))).toBe(false);
});
