// At the end of a run that did not complete: how it ended, and the faults in the order they were raised.

import type { ReactNode } from "react";
import type { FaultInfo, Outcome } from "../../sim/api.ts";
import { OUTCOME_TITLES } from "../../state/titles.ts";
import { Button } from "../shared/Button.tsx";
import { hex32 } from "../shared/format.ts";
import { useActions, useLab } from "../shared/use-lab.ts";
import css from "./OutcomeStrip.module.css";

export function OutcomeStrip(): ReactNode {
  const outcome = useLab((state) => state.run?.outcome);
  const atEnd = useLab((state) => state.run !== undefined && state.moment?.at.t === state.run.end);
  if (outcome === undefined || outcome.kind === "completed" || !atEnd) return null;
  return <Card outcome={outcome} />;
}

function Card({ outcome }: { readonly outcome: Outcome }): ReactNode {
  const { step } = useActions();
  const { fault } = outcome;
  return (
    <section className={css.card} data-kind={outcome.kind} aria-label="Outcome">
      <h2 className={css.title}>
        {OUTCOME_TITLES[outcome.kind]}
        {outcome.errno === undefined ? null : <code className={css.errno}>{outcome.errno}</code>}
      </h2>
      {fault === undefined ? <p className={css.text}>{outcome.text}</p> : <Fault fault={fault} />}
      <Button className={css.back ?? ""} onClick={() => void step(-1, "instruction")}>
        The step before
      </Button>
    </section>
  );
}

/** The core's text names each link of the chain in turn. */
function Fault({ fault }: { readonly fault: FaultInfo }): ReactNode {
  const texts = fault.text.split("; ");
  return (
    <div className={css.fault}>
      <ol className={css.chain} aria-label="Exceptions in the order they were raised">
        {fault.chain.map((name, index) => (
          <li key={name} className={css.link}>
            <code className={css.name}>{name}</code>
            {texts[index] === undefined ? null : <span className={css.text}>{texts[index]}</span>}
          </li>
        ))}
      </ol>
      <p className={css.where}>
        instruction at <code>{hex32(fault.address)}</code>
        {fault.bytes === "" ? ", which cannot be fetched" : null}
        {fault.bytes === "" ? null : <code> {fault.bytes}</code>}
      </p>
    </div>
  );
}
