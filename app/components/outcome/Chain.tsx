// Exceptions in the order in which they were raised: of a triple fault, all three.

import type { ReactNode } from "react";
import type { FaultInfo } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import css from "./OutcomeStrip.module.css";

export function Chain({ chain }: { readonly chain: FaultInfo["chain"] }): ReactNode {
  if (chain.length === 0) return null;
  return (
    <ol className={css.chain} aria-label={say("The chain of exceptions")}>
      {chain.map((name) => (
        <li key={name} className={css.link}>
          <code className={css.name}>{name}</code>
        </li>
      ))}
    </ol>
  );
}
