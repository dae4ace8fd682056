// A verdict as a letter on its colour, alone or with its word.

import type { ReactNode } from "react";
import type { VerdictKind } from "../../sim/api.ts";
import { VERDICT_LETTERS, VERDICT_TITLES } from "../../state/fault-words.ts";
import { say } from "../../messages/say.ts";
import css from "./Verdict.module.css";

interface VerdictProps {
  readonly kind: VerdictKind;
  readonly errno?: string | undefined;
  readonly size?: "small" | "large";
}

/** With its word: "R Refused EBUSY". */
export function VerdictWord({ kind, errno, size = "small" }: VerdictProps): ReactNode {
  return (
    <span className={css.word} data-verdict={kind} data-size={size}>
      <VerdictMark kind={kind} />
      <span>
        {say(VERDICT_TITLES[kind])}
        {errno === undefined ? null : <code className={css.errno}> {errno}</code>}
      </span>
    </span>
  );
}

/** The letter says what the colour says; whoever uses it alone names it. */
export function VerdictMark({ kind }: { readonly kind: VerdictKind }): ReactNode {
  return (
    <span className={css.mark} data-verdict={kind} aria-hidden>
      {VERDICT_LETTERS[kind]}
    </span>
  );
}
