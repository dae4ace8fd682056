// Whether the other run keeps step with the one on screen, and, where it does not, its own small transport.

import { Link, Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { Button } from "../shared/Button.tsx";
import { time } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Alignment.module.css";

export function Lock(): ReactNode {
  const { lockOther, moveOther } = useActions();
  const at = useLab((state) => state.otherAt);
  const granularity = useLab((state) => state.granularity);
  const ready = useLab((state) => state.comparison !== undefined);
  if (at === undefined)
    return (
      <Button
        disabled={!ready}
        title={say("The other run then stays where it is, or is moved by itself")}
        onClick={() => lockOther(false)}
      >
        <Link size={14} aria-hidden /> {say("Unlock")}
      </Button>
    );
  const step = (by: 1 | -1): void => void moveOther({ kind: "step", from: at, granularity, count: by });
  return (
    <span className={css.walk} role="group" aria-label={say("The other run by itself")}>
      <span className={css.note}>{say("the other stands at t {t}", { t: time(at) })}</span>
      <Button onClick={() => step(-1)}>{say("Other back")}</Button>
      <Button onClick={() => step(1)}>{say("Other forward")}</Button>
      <Button weight="strong" onClick={() => lockOther(true)}>
        <Unlink size={14} aria-hidden /> {say("Re-align")}
      </Button>
    </span>
  );
}
