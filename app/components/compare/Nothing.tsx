// Nothing to compare: the run on screen has no fault, hence no parent.

import type { ReactNode } from "react";
import { injectHere } from "../../state/fault-commands.ts";
import { Button } from "../shared/Button.tsx";
import { useLabHandle } from "../shared/use-lab.ts";
import css from "./Alignment.module.css";

export function Nothing(): ReactNode {
  const lab = useLabHandle();
  return (
    <div className={css.nothing}>
      <p>
        A run is compared with the one it grew from. This one has no fault in it, so there is nothing to compare it
        with.
      </p>
      <Button onClick={() => injectHere(lab)}>Inject a fault…</Button>
    </div>
  );
}
