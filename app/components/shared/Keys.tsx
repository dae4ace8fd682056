// Key caps: "v 1" as two presses, "$mod+k" as one with two caps.

import { Fragment, type ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { keyCaps } from "../../state/keymap.ts";
import css from "./Keys.module.css";

const MAC = /Mac|iP(hone|ad|od)/.test(navigator.platform);

export function Keys({ keys }: { readonly keys: string }): ReactNode {
  return (
    <span className={css.keys}>
      {keyCaps(keys, MAC).map((press, index) => (
        <Fragment key={index}>
          {index > 0 ? <span className={css.then}>{say("and then")}</span> : null}
          {press.map((cap) => (
            <kbd key={cap} className={css.cap}>
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

/** The same as plain text, for tooltips. */
export const keysText = (keys: string): string =>
  keyCaps(keys, MAC)
    .map((press) => press.join("+"))
    .join(` ${say("and then")} `);
