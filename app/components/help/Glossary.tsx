// The field's words: searched, explained, and shown where the open run first meets them.

import { useState, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { showTerm } from "../../state/glossary-show.ts";
import { findTerms, termById } from "../../state/glossary.ts";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { TermText } from "../shared/TermText.tsx";
import css from "./Help.module.css";

export function Glossary(): ReactNode {
  const lab = useLabHandle();
  const { openDialog } = useActions();
  const wanted = useLab((state) => state.help.term);
  const [text, setText] = useState(() => termById(wanted ?? "")?.term.split(",")[0] ?? "");
  const [absent, setAbsent] = useState<string>();
  const terms = findTerms(text);

  async function show(id: string): Promise<void> {
    const term = termById(id);
    if (term === undefined) return;
    if (await showTerm(lab, term)) openDialog(undefined);
    else setAbsent(id);
  }

  return (
    <>
      <input
        className={css.search}
        type="search"
        aria-label={say("Search the glossary")}
        placeholder={say("Term, meaning or a name in the kernel")}
        value={text}
        autoFocus
        onChange={({ target }) => setText(target.value)}
      />
      <p role="status" className="visually-hidden">
        {say("{count} terms", { count: terms.length })}
      </p>
      <ul className={css.terms} aria-label={say("Terms")}>
        {terms.map((term) => (
          <li key={term.id} className={css.term}>
            <TermText term={term} onShow={() => void show(term.id)} absent={absent === term.id} />
          </li>
        ))}
      </ul>
      {terms.length === 0 ? <p>{say("No such term.")}</p> : null}
    </>
  );
}
