// What the machine does not model: whoever learns from it should know where it ends.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { LIMITS } from "../../state/limits.ts";
import css from "./Help.module.css";

export function About(): ReactNode {
  return (
    <>
      <p className={css.lead}>
        {say("Every instruction of the control code is executed, every byte of memory is there. What is not:")}
      </p>
      <dl className={css.limits}>
        {LIMITS.map(({ title, text }) => (
          <div key={title}>
            <dt>{say(title)}</dt>
            <dd>{say(text)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
