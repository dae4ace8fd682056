// Hints that have not served yet, one line each.

import { useEffect, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { HINTS, servedHints } from "../../state/hints.ts";
import { Marked } from "../shared/Marked.tsx";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./Ask.module.css";

export function Hints(): ReactNode {
  const { store, actions } = useLabHandle();
  const served = useLab((state) => state.settings.hints);
  useEffect(
    () =>
      store.subscribe((now, before) => {
        const hints = servedHints(now, before);
        if (hints !== now.settings.hints) actions.changeSettings({ hints });
      }),
    [store, actions],
  );
  const left = HINTS.filter(({ id }) => !served.includes(id));
  if (left.length === 0) return null;
  return (
    <ul className={css.hints} aria-label={say("Hints")}>
      {left.map(({ id, text }) => (
        <li key={id}>
          <Marked source={say(text)} />
        </li>
      ))}
    </ul>
  );
}
