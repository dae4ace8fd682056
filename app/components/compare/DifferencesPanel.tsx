// What differs between two runs at places of the same name: registers, then frames, both values beside each other.

import { useState, type ReactNode } from "react";
import type { Comparison } from "../../sim/api.ts";
import { hex32, plural, time } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { VerdictWord } from "../shared/Verdict.tsx";
import css from "./Differences.module.css";
import { FrameTable } from "./FrameTable.tsx";

export function DifferencesPanel(): ReactNode {
  const faults = useLab((state) => state.source?.scenario.faults?.length ?? 0);
  const comparison = useLab((state) => state.comparison);
  const verdict = useLab((state) => state.run?.verdict);
  if (faults === 0)
    return (
      <Panel title="Differences">
        <p className={css.empty}>Without a fault there is no other run.</p>
      </Panel>
    );
  if (comparison === undefined)
    return (
      <Panel title="Differences">
        <p className={css.empty} aria-busy="true">
          Comparing …
        </p>
      </Panel>
    );
  return (
    <Panel
      title="Differences"
      fill
      aside={verdict === undefined ? null : <VerdictWord kind={verdict.kind} errno={verdict.errno} />}
    >
      <Places comparison={comparison} />
      {comparison.sameName ? null : <NoSuchPlace anchor={comparison.anchor} />}
      <Both comparison={comparison} />
    </Panel>
  );
}

function Places({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const { here, hereHash, there, thereHash, anchor } = comparison;
  return (
    <table className={css.places} aria-label="Places compared">
      <thead className="visually-hidden">
        <tr>
          <th scope="col">run</th>
          <th scope="col">time</th>
          <th scope="col">state hash</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">this run</th>
          <td>
            <code>{anchor}</code> · t {time(here)}
          </td>
          <td>
            <code>{hereHash.slice(0, 8)}</code>
          </td>
        </tr>
        <tr>
          <th scope="row">the other</th>
          <td>t {time(there)}</td>
          <td>
            <code>{thereHash.slice(0, 8)}</code>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function NoSuchPlace({ anchor }: { readonly anchor: string }): ReactNode {
  return (
    <p className={css.empty}>
      The run without the last fault never comes to a place called <code>{anchor}</code>. It stands where the two part.
    </p>
  );
}

function Both({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const [only, setOnly] = useState(true);
  const run = useLab((state) => state.run);
  const { frames, equal, hereHash, thereHash, registers } = comparison;
  const differing = registers.filter(({ here, there }) => here !== there);
  const shown = only ? differing : registers;
  const hidden = only ? equal + registers.length - differing.length : 0;
  return (
    <>
      <div className={css.bar}>
        <label className={css.check}>
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} />
          Only differences
        </label>
        <span className={css.hidden} role="status">
          {hidden === 0 ? "no row is hidden" : `${plural(hidden, "equal row")} hidden`}
        </span>
      </div>
      {hereHash === thereHash ? (
        <p className={css.same}>
          Identical here: both runs have the state hash <code>{hereHash.slice(0, 8)}</code>
          {run?.verdict?.divergence === undefined ? ", and stay so up to the end" : ""}.
        </p>
      ) : null}
      <Registers rows={shown} differing={differing.length} />
      <h3 className={css.heading}>
        {frames.length === 0
          ? "No frame differs"
          : `${plural(frames.length, "frame")} ${frames.length === 1 ? "differs" : "differ"}`}
      </h3>
      <FrameTable comparison={comparison} only={only} />
    </>
  );
}

interface RegistersProps {
  readonly rows: Comparison["registers"];
  readonly differing: number;
}

function Registers({ rows, differing }: RegistersProps): ReactNode {
  return (
    <>
      <h3 className={css.heading}>
        {differing === 0
          ? "No register differs"
          : `${plural(differing, "register")} ${differing === 1 ? "differs" : "differ"}`}
      </h3>
      {rows.length === 0 ? null : (
        <div className={css.registersScroll} tabIndex={0} role="region" aria-label="Registers compared">
          <table className={css.registers} aria-label="Registers">
            <thead>
              <tr>
                <th scope="col">register</th>
                <th scope="col">this run</th>
                <th scope="col">the other</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, here, there }) => (
                <tr key={name} data-differs={here !== there}>
                  <th scope="row">{name}</th>
                  <td>{hex32(here)}</td>
                  <td>{hex32(there)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
