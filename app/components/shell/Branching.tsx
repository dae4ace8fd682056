// While a branch is recorded: how far it is, and a way out. What was on screen stays, and waits.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { Button } from "../shared/Button.tsx";
import { count } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./Branching.module.css";

export function Branching(): ReactNode {
  const { cancelOpening } = useActions();
  const progress = useLab(({ status }) => (status.kind === "recording" ? status.progress : undefined));
  const share = progress === undefined ? undefined : Math.round(progress.share * 100);
  return (
    <section className={css.strip} aria-label={say("Recording a branch")} aria-busy="true">
      <span className={css.text}>{say("Running the machine with this change")}</span>
      <progress className={css.bar} max={100} value={share} aria-label={say("Recording")} />
      <span className={css.detail}>
        {progress === undefined
          ? say("Setting up memory")
          : say("{share} % · {t} operations", { share: share ?? 0, t: count(progress.t) })}
      </span>
      <Button onClick={() => void cancelOpening()}>{say("Cancel")}</Button>
    </section>
  );
}
