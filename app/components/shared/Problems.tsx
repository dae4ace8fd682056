// Why something was refused, field by field: what was expected, what came, and the kernel's own word for it.

import type { ReactNode } from "react";
import type { Problem } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { Told } from "./Told.tsx";
import css from "./Problems.module.css";

export function Problems({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  return (
    <ul className={css.list} aria-label={say("Problems")}>
      {problems.map((problem, index) => (
        <li key={`${index}-${problem.path}`} className={css.problem}>
          <div className={css.head}>
            <code className={css.path}>{problem.path}</code>
            {problem.errno === undefined ? null : (
              <code className={css.errno} title={say("What kexec_load returns for it")}>
                {problem.errno}
              </code>
            )}
          </div>
          <dl className={css.facts}>
            <dt>{say("expected")}</dt>
            <dd>
              <Told text={problem.expected} />
            </dd>
            <dt>{say("got")}</dt>
            <dd>
              <Told text={problem.got} />
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
