// At the end of a run that did not complete, or that called a program: how it ended, and the faults in their order.

import type { ReactNode } from "react";
import type { FaultInfo, RunSummary } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { showView } from "../../state/commands.ts";
import { goToDivergence } from "../../state/fault-commands.ts";
import { VERDICT_TITLES } from "../../state/fault-words.ts";
import { outcomeTitle } from "../../state/outcome-words.ts";
import { showsOutcomeStrip } from "../../state/phases.ts";
import { Button } from "../shared/Button.tsx";
import { hex32 } from "../shared/format.ts";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import { Chain } from "./Chain.tsx";
import { Told } from "../shared/Told.tsx";
import css from "./OutcomeStrip.module.css";

export function OutcomeStrip(): ReactNode {
  const run = useLab((state) => state.run);
  const shown = useLab(showsOutcomeStrip);
  return run === undefined || !shown ? null : <Card run={run} />;
}

function Card({ run }: { readonly run: RunSummary }): ReactNode {
  const { outcome, verdict } = run;
  const { fault } = outcome;
  const errno = verdict?.errno ?? outcome.errno;
  return (
    <section className={css.card} data-kind={outcome.kind} data-verdict={verdict?.kind} aria-label={say("Outcome")}>
      <h2 className={css.title}>
        {verdict === undefined ? outcomeTitle(run) : say(VERDICT_TITLES[verdict.kind])}
        {errno === undefined ? null : <code className={css.errno}>{errno}</code>}
      </h2>
      {fault === undefined ? (
        <p className={css.text}>
          <Told text={verdict?.text ?? outcome.text} />
        </p>
      ) : (
        <Fault fault={fault} />
      )}
      <Buttons run={run} />
    </section>
  );
}

function Buttons({ run }: { readonly run: RunSummary }): ReactNode {
  const lab = useLabHandle();
  const { step, setPerspective } = useActions();
  const { outcome, verdict } = run;
  return (
    <div className={css.buttons}>
      {outcome.kind === "aborted" || outcome.kind === "completed" ? null : (
        <Button className={css.back ?? ""} onClick={() => showView(lab, "exceptions")}>
          {outcome.fault === undefined ? say("Last instructions") : say("Exceptions")}
        </Button>
      )}
      {verdict?.divergence === undefined ? null : (
        <Button className={css.back ?? ""} onClick={() => goToDivergence(lab)}>
          {say("First divergence")}
        </Button>
      )}
      {verdict === undefined ? null : (
        <Button className={css.back ?? ""} onClick={() => setPerspective("faults")}>
          {say("Fault lab")}
        </Button>
      )}
      <Button className={css.back ?? ""} onClick={() => void step(-1, "instruction")}>
        {say("The step before")}
      </Button>
    </div>
  );
}

/** The names in order and why the first was raised; the exceptions view has the rest. */
function Fault({ fault }: { readonly fault: FaultInfo }): ReactNode {
  const why = fault.exceptions[0]?.text ?? fault.text;
  return (
    <div className={css.fault}>
      <Chain chain={fault.chain} />
      <p className={css.text}>
        {why}
        <span className={css.where}>
          {" "}
          {say("· instruction at")} <code>{hex32(fault.address)}</code>
          {fault.bytes === "" ? say(", which cannot be fetched") : null}
          {fault.bytes === "" ? null : <code> {fault.bytes}</code>}
        </span>
      </p>
    </div>
  );
}
