// Every card of the catalogue is a fault that a real run has: it begins as a text that can be read, and its steps exist.

import { beforeAll, describe, expect, it } from "vitest";
import { CIRCUMSTANCES, REVISION_IDS, type RevisionId } from "../../sim/api.ts";
import { Session } from "../../worker/session.ts";
import { readDraft, startValues } from "../../state/drafts.ts";
import { DEFAULT_SETTINGS, initialState } from "../../state/initial.ts";
import { findPreset } from "../../state/scenarios.ts";
import type { LabState } from "../../state/types/state.ts";
import { CARDS, type Card } from "./cards.ts";
import { cardsFor, startOf } from "./choose.ts";
import { CIRCUMSTANCE_CARDS } from "./circumstances.ts";

const ALL: readonly Card[] = [...CARDS, ...CIRCUMSTANCE_CARDS];

async function stateOf(revision: RevisionId): Promise<LabState> {
  const session = new Session();
  const scenario = findPreset("tiny")?.scenario;
  if (scenario === undefined) throw new Error("the preset is missing");
  // With PAE there is a no-execute bit to clear.
  const loaded = await session.load({ ...scenario, revision, cpuHasPae: true });
  const answer = await session.moment(
    { kind: "anchor", anchor: "swap/7/1" },
    { list: { owner: "A", from: 0, count: 64 } },
  );
  if (!loaded.ok || !answer.ok) throw new Error(JSON.stringify([loaded, answer]).slice(0, 400));
  return { ...initialState(DEFAULT_SETTINGS), run: loaded.value, moment: answer.value };
}

let states: readonly LabState[];
beforeAll(async () => {
  states = await Promise.all(REVISION_IDS.map(stateOf));
});

describe("the catalogue", () => {
  it("has each card once, and one for each circumstance", () => {
    expect(new Set(ALL.map(({ id }) => id)).size).toBe(ALL.length);
    expect(CIRCUMSTANCE_CARDS.map(({ id }) => id).toSorted()).toEqual(Object.keys(CIRCUMSTANCES).toSorted());
  });

  it.each(ALL.map((card) => [card.id, card] as const))("begins %s with a fault that can be read", (_, card) => {
    const drafts = states.flatMap((state) => {
      if (state.run === undefined || cardsFor([card], state.run, "").length === 0) return [];
      const values = { ...startValues(card.kind, state), ...startOf(card, state) };
      return [readDraft({ kind: card.kind, values, problems: [] })];
    });
    // Kernels without PAE have no such step: other presets have.
    if (card.id !== "not-executable") expect(drafts.length).toBeGreaterThan(0);
    expect(drafts.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("is found by its words, and by those of its group", () => {
    const [state] = states;
    const found = (words: string) => (state?.run ? cardsFor(ALL, state.run, words).map(({ id }) => id) : []);
    expect(found("nmi")).toContain("nmi");
    expect(found("list ends")).toEqual(["list-ends"]);
    expect(found("dma")).toEqual(expect.arrayContaining(["packet", "sector"]));
    expect(found("no such words")).toEqual([]);
  });
});
