// How a run ended when it did not end well: the exceptions in order, why each could not be delivered, and the last
// instructions before.

import type { ReactNode } from "react";
import type { FaultInfo, RunSummary } from "../../sim/api.ts";
import { retell, say } from "../../messages/say.ts";
import { goEdge } from "../../state/commands.ts";
import { outcomeTitle } from "../../state/outcome-words.ts";
import { Button } from "../shared/Button.tsx";
import { hex32, time } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab, useLabHandle } from "../shared/use-lab.ts";
import { ChainList } from "./ChainList.tsx";
import css from "./ExceptionsPanel.module.css";
import { Tables } from "./Tables.tsx";
import { Trail } from "./Trail.tsx";
import { Told } from "../shared/Told.tsx";

export function ExceptionsPanel(): ReactNode {
  const run = useLab((state) => state.run);
  if (run === undefined)
    return (
      <Panel title={say("Exceptions")}>
        <p className={css.empty}>{say("Nothing has run yet.")}</p>
      </Panel>
    );
  const { outcome } = run;
  if (outcome.kind === "completed" || outcome.kind === "aborted")
    return (
      <Panel title={say("Exceptions")} aside={say("none")}>
        <p className={css.empty}>
          {say("No exception ended this run: {outcome}.", { outcome: retell(outcome.text).text })}
        </p>
      </Panel>
    );
  return (
    <Panel title={say("Exceptions")} aside={<GoThere run={run} />}>
      <Card run={run} />
    </Panel>
  );
}

function GoThere({ run }: { readonly run: RunSummary }): ReactNode {
  const lab = useLabHandle();
  const here = useLab((state) => state.moment?.at.t === run.end);
  return (
    <span className={css.aside}>
      {say("at t {value}", { value: time({ t: run.end, sub: 0 }) })}
      <Button disabled={here} onClick={() => goEdge(lab, "end")}>
        {here ? say("You are here") : say("Go there")}
      </Button>
    </span>
  );
}

function Card({ run }: { readonly run: RunSummary }): ReactNode {
  const { outcome, trail } = run;
  const { fault } = outcome;
  return (
    <>
      <h3 className={css.title} data-kind={outcome.kind}>
        {titleOf(run)}
      </h3>
      {fault === undefined ? (
        <p className={css.text}>
          <Told text={outcome.text} />
        </p>
      ) : (
        <Fault fault={fault} run={run} />
      )}
      {trail.length === 0 ? null : <Trail lines={trail} end={run.end} />}
    </>
  );
}

const titleOf = (run: RunSummary): string =>
  run.outcome.fault?.kind === "triple-fault" ? say("Triple fault: the processor shut down") : outcomeTitle(run);

function Fault({ fault, run }: { readonly fault: FaultInfo; readonly run: RunSummary }): ReactNode {
  const unmodelled = fault.kind === "unimplemented";
  return (
    <>
      {unmodelled ? (
        <p className={css.text}>
          {say("The processor would go on; this machine does not model what comes, and does not guess. {value}.", {
            value: fault.text.replace(/^not modelled: /, "").replace(/^./, (first) => first.toUpperCase()),
          })}
        </p>
      ) : null}
      <Where fault={fault} run={run} />
      <ChainList fault={fault} />
      {unmodelled ? null : <Tables cpu={run.processor} />}
    </>
  );
}

function Where({ fault, run }: { readonly fault: FaultInfo; readonly run: RunSummary }): ReactNode {
  const last = run.trail.at(-1);
  const before = run.trail.at(-2);
  const here = last?.address === fault.address ? last : undefined;
  return (
    <dl className={css.where}>
      <dt>{say("instruction")}</dt>
      <dd>
        <code>{hex32(fault.address)}</code>
        {here?.symbol === undefined ? null : <span className={css.symbol}> {here.symbol}</span>}
        {fault.bytes === "" ? (
          <span className={css.text}> {say("cannot be fetched")}</span>
        ) : (
          <>
            <code className={css.what}> {here?.text}</code> <code className={css.bytes}>{fault.bytes}</code>
          </>
        )}
      </dd>
      {before === undefined ? null : (
        <>
          <dt>{say("right before")}</dt>
          <dd>
            <code>{hex32(before.address)}</code>
            {before.symbol === undefined ? null : <span className={css.symbol}> {before.symbol}</span>}{" "}
            <code className={css.what}>{before.text}</code>
          </dd>
        </>
      )}
    </dl>
  );
}
