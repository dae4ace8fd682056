// The catalogue: cards by what kind of fault, found by their words. Pressing one begins a draft.

import { useState, type ReactNode } from "react";
import type { RunSummary } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { VerdictWord } from "../shared/Verdict.tsx";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { CARDS, CARD_GROUPS, GROUP_TITLES, type Card } from "./cards.ts";
import { CIRCUMSTANCE_CARDS } from "./circumstances.ts";
import css from "./Catalogue.module.css";
import { cardsFor, startOf } from "./choose.ts";
import { Told } from "../shared/Told.tsx";

const ALL: readonly Card[] = [...CARDS, ...CIRCUMSTANCE_CARDS];

export function Catalogue(): ReactNode {
  const [words, setWords] = useState("");
  const run = useLab((state) => state.run);
  if (run === undefined) return null;
  return (
    <>
      <input
        type="search"
        className={css.search}
        aria-label={say("Search the catalogue")}
        placeholder={say("Search: device, list, NMI, EBUSY …")}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Groups run={run} words={words} />
    </>
  );
}

function Groups({ run, words }: { readonly run: RunSummary; readonly words: string }): ReactNode {
  const cards = cardsFor(ALL, run, words);
  if (cards.length === 0) return <p className={css.none}>{say("No fault of that name in this run.")}</p>;
  return CARD_GROUPS.map((group) => {
    const own = cards.filter((card) => card.group === group);
    return own.length === 0 ? null : (
      <section key={group} className={css.group} aria-label={say(GROUP_TITLES[group])}>
        <h3 className={css.heading}>
          {say(GROUP_TITLES[group])} <span className={css.count}>{own.length}</span>
        </h3>
        <ul className={css.cards}>
          {own.map((card) => (
            <CardView key={card.id} card={card} />
          ))}
        </ul>
      </section>
    );
  });
}

function CardView({ card }: { readonly card: Card }): ReactNode {
  const lab = useLabHandle();
  const { draftFault } = useActions();
  const chosen = useLab((state) => state.draft?.card === card.id);
  return (
    <li className={css.cell}>
      <button
        type="button"
        className={css.card}
        aria-pressed={chosen}
        aria-label={say(card.title)}
        aria-describedby={`card-${card.id}`}
        onClick={() => draftFault(card.kind, startOf(card, lab.store.getState()), card.id)}
      >
        <span className={css.title}>{say(card.title)}</span>
        <span id={`card-${card.id}`} className={css.body}>
          <span className={css.what}>
            <Told text={card.what} />
          </span>
          <span className={css.line}>
            <span className={css.key}>{say("Where")}</span> {say(card.where)}
          </span>
          <span className={css.line}>
            <span className={css.key}>{say("In the wild")}</span> {say(card.analogue)}
          </span>
          <span className={css.expected}>
            <span className={css.key}>{say("Expect")}</span>
            {card.expected.map((kind) => (
              <VerdictWord key={kind} kind={kind} />
            ))}
          </span>
        </span>
      </button>
    </li>
  );
}
