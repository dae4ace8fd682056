// A way to a position, small enough for a row.

import type { ReactNode } from "react";
import type { Position } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { time } from "./format.ts";
import css from "./GoButton.module.css";
import { useActions, useLab } from "./use-lab.ts";

interface GoButtonProps {
  readonly at: Position;
  /** What is there, for those who hear the button alone. */
  readonly what: string;
  /** In place of "Go". */
  readonly children?: ReactNode;
}

export function GoButton({ at, what, children = say("Go") }: GoButtonProps): ReactNode {
  const { goTo } = useActions();
  const here = useLab(({ moment }) => moment?.at.t === at.t && moment.at.sub === at.sub);
  return (
    <button
      type="button"
      className={css.go}
      aria-current={here ? "time" : undefined}
      aria-label={say("Go to t {t}: {what}", { t: time(at), what })}
      onClick={() => void goTo({ kind: "position", at }, "jump")}
    >
      {children}
    </button>
  );
}
