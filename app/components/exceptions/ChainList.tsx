// The exceptions in the order they were raised, each with its error code bit by bit and what came of it.

import type { ReactNode } from "react";
import type { FaultInfo } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { ErrorCode } from "../shared/ErrorCode.tsx";
import { hex32 } from "../shared/format.ts";
import { AddressLink } from "../shared/FrameLink.tsx";
import { useActions } from "../shared/use-lab.ts";
import { type ChainStep, chainSteps, vectorName } from "./chain.ts";
import { Rich } from "../shared/Rich.tsx";
import { Told } from "../shared/Told.tsx";
import css from "./ExceptionsPanel.module.css";

export function ChainList({ fault }: { readonly fault: FaultInfo }): ReactNode {
  const steps = chainSteps(fault);
  if (steps.length === 0) return null;
  return (
    <ol className={css.chain} aria-label={say("Exceptions in the order they were raised")}>
      {steps.map((step, index) => (
        <Step key={index} step={step} eip={fault.exceptions[0]?.eip} />
      ))}
    </ol>
  );
}

interface StepProps {
  readonly step: ChainStep;
  /** Of the first; the others have it too unless they say otherwise. */
  readonly eip: number | undefined;
}

function Step({ step, eip }: StepProps): ReactNode {
  const { setWalk } = useActions();
  const { raised, becomes } = step;
  const { vector, name, errorCode, cr2, text, during } = raised;
  return (
    <li className={css.step} data-becomes={becomes}>
      <p className={css.head}>
        <code className={css.name}>{name}</code>{" "}
        {during === undefined ? (
          vectorName(vector)
        ) : (
          <Rich
            text="{exception}, while delivering {during}"
            values={{ exception: vectorName(vector), during: <code>{during}</code> }}
          />
        )}
      </p>
      <p className={css.text}>
        <Told text={text} />
      </p>
      <p className={css.facts}>
        <span>{say("vector {vector}", { vector })}</span>
        {errorCode === undefined ? (
          <span>{say("no error code")}</span>
        ) : (
          <span>
            {say("error code")} <code>0x{errorCode.toString(16)}</code>
          </span>
        )}
        {cr2 === undefined ? null : (
          <span>
            CR2{" "}
            <AddressLink title={say("Walk to this address")} onClick={() => setWalk(cr2)}>
              {hex32(cr2)}
            </AddressLink>
          </span>
        )}
        {during === undefined || raised.eip !== eip ? (
          <span>
            EIP <code>{hex32(raised.eip)}</code>
          </span>
        ) : null}
      </p>
      {errorCode === undefined ? null : <ErrorCode vector={vector} code={errorCode} />}
      {becomes === undefined ? null : (
        <p className={css.becomes}>
          {becomes === "double fault" ? (
            <Rich
              text="→ {name}, a double fault: the processor delivers vector 8 instead"
              values={{ name: <b>#DF</b> }}
            />
          ) : (
            <Rich
              text="→ {name}: the processor shuts down, and a PC resets"
              values={{ name: <b>{say("triple fault")}</b> }}
            />
          )}
        </p>
      )}
    </li>
  );
}
