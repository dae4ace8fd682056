// Which cards a run has, and what a draft begins with when one is chosen.

import type { FaultPoint, RunSummary } from "../../sim/api.ts";
import { pointsFor } from "../../state/drafts.ts";
import type { DraftValues } from "../../state/types/faults.ts";
import type { LabState } from "../../state/types/state.ts";
import { GROUP_TITLES, type Card } from "./cards.ts";
import { retell } from "../../messages/say.ts";

const wordsOf = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");

const matches = (text: string, words: string): boolean => {
  const all = text.toLowerCase();
  return wordsOf(words).every((word) => all.includes(word));
};

/** The steps a card is about, in the order of the run; undefined for a card that is about none. */
function stepsOf({ kind, points }: Card, run: RunSummary): readonly FaultPoint[] | undefined {
  if (kind !== "fail" && kind !== "skip") return undefined;
  return pointsFor(kind, run).filter(({ id }) => points === undefined || points.test(id));
}

/** In English and as it is shown: either may be searched for. */
function textOf({ title, what, where, analogue, kind, group }: Card): string {
  const texts = [title, what, where, analogue, kind, GROUP_TITLES[group]];
  return [...texts, ...texts.map((text) => retell(text).text)].join(" ");
}

export const cardsFor = (cards: readonly Card[], run: RunSummary, words: string): readonly Card[] =>
  cards.filter((card) => stepsOf(card, run)?.length !== 0 && matches(textOf(card), words));

/** The next of its steps from here on, else its first; and what the card itself says. */
export function startOf(card: Card, state: LabState): DraftValues {
  const { run, moment } = state;
  const steps = card.points === undefined || run === undefined ? undefined : stepsOf(card, run);
  const step = steps?.find(({ t }) => t >= (moment?.at.t ?? 0)) ?? steps?.[0];
  const errno = step?.fails[0];
  return {
    ...(step === undefined ? {} : { point: step.id }),
    ...(card.kind === "fail" && errno !== undefined ? { errno } : {}),
    ...card.values?.(state),
  };
}

export const stepMatches = ({ id, title, undo, fails }: FaultPoint, words: string): boolean =>
  matches([id, title, retell(title).text, undo ?? "", ...fails].join(" "), words);
