// At the end of a run that did not complete, or that called a program: how it ended, and the faults in their order.

import type { ReactNode } from "react";
import type { FaultInfo, RunSummary } from "../../sim/api.ts";
import { showView } from "../../state/commands.ts";
import { outcomeTitle } from "../../state/outcome-words.ts";
import { showsOutcome } from "../../state/phases.ts";
import { Button } from "../shared/Button.tsx";
import { hex32 } from "../shared/format.ts";
import { useActions, useLab, useLabHandle } from "../shared/use-lab.ts";
import css from "./OutcomeStrip.module.css";

export function OutcomeStrip(): ReactNode {
  const run = useLab((state) => state.run);
  const shown = useLab(showsOutcome);
  return run === undefined || !shown ? null : <Card run={run} />;
}

function Card({ run }: { readonly run: RunSummary }): ReactNode {
  const lab = useLabHandle();
  const { step } = useActions();
  const { outcome } = run;
  const { fault } = outcome;
  return (
    <section className={css.card} data-kind={outcome.kind} aria-label="Outcome">
      <h2 className={css.title}>
        {outcomeTitle(run)}
        {outcome.errno === undefined ? null : <code className={css.errno}>{outcome.errno}</code>}
      </h2>
      {fault === undefined ? <p className={css.text}>{outcome.text}</p> : <Fault fault={fault} />}
      <div className={css.buttons}>
        {outcome.kind === "aborted" || outcome.kind === "completed" ? null : (
          <Button className={css.back ?? ""} onClick={() => showView(lab, "exceptions")}>
            {fault === undefined ? "Last instructions" : "Exceptions"}
          </Button>
        )}
        <Button className={css.back ?? ""} onClick={() => void step(-1, "instruction")}>
          The step before
        </Button>
      </div>
    </section>
  );
}

/** The names in order and why the first was raised; the exceptions view has the rest. */
function Fault({ fault }: { readonly fault: FaultInfo }): ReactNode {
  const why = fault.exceptions[0]?.text ?? fault.text;
  return (
    <div className={css.fault}>
      {fault.chain.length === 0 ? null : (
        <ol className={css.chain} aria-label="The chain of exceptions">
          {fault.chain.map((name) => (
            <li key={name} className={css.link}>
              <code className={css.name}>{name}</code>
            </li>
          ))}
        </ol>
      )}
      <p className={css.text}>
        {why}
        <span className={css.where}>
          {" "}
          · instruction at <code>{hex32(fault.address)}</code>
          {fault.bytes === "" ? ", which cannot be fetched" : null}
          {fault.bytes === "" ? null : <code> {fault.bytes}</code>}
        </span>
      </p>
    </div>
  );
}
