// A term of the glossary: what it means, what the kernel calls it, and the way to where it is met.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import type { Term } from "../../state/glossary.ts";
import { Button } from "./Button.tsx";
import { Marked } from "./Marked.tsx";
import css from "./TermText.module.css";

interface TermTextProps {
  readonly term: Term;
  readonly onShow: () => void;
  /** The open run never meets it. */
  readonly absent: boolean;
}

export function TermText({ term, onShow, absent }: TermTextProps): ReactNode {
  const { kernel, code, show } = term;
  return (
    <>
      <h3 className={css.name}>{say(term.term)}</h3>
      <p>
        <Marked source={say(term.meaning)} />
      </p>
      <p className={css.names}>
        {kernel === undefined ? null : (
          <>
            {say("in the kernel")} <code>{kernel}</code>{" "}
          </>
        )}
        {say("in this project")} <code>{code}</code>
      </p>
      {show === undefined ? null : absent ? (
        <p role="status">{say("The open run has no such place.")}</p>
      ) : (
        <Button aria-label={say("Show me: {term}", { term: say(term.term) })} onClick={onShow}>
          {say("Show me")}
        </Button>
      )}
    </>
  );
}
