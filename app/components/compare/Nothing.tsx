// Nothing to compare yet: the run on screen has no fault, hence no parent, and no other has been chosen.

import type { ReactNode } from "react";
import { say } from "../../messages/say.ts";
import { injectHere } from "../../state/fault-commands.ts";
import { Button } from "../shared/Button.tsx";
import { useActions, useLabHandle } from "../shared/use-lab.ts";
import css from "./Alignment.module.css";

export function Nothing(): ReactNode {
  const lab = useLabHandle();
  const { openDialog } = useActions();
  return (
    <div className={css.nothing}>
      <p>
        {say(
          "This run has no fault in it, so it grew from no other, and there is nothing to compare it with until you choose something.",
        )}
      </p>
      <span className={css.ways}>
        <Button weight="strong" onClick={() => openDialog("compare")}>
          {say("Compare with another run…")}
        </Button>
        <Button onClick={() => injectHere(lab)}>{say("Inject a fault…")}</Button>
      </span>
    </div>
  );
}
