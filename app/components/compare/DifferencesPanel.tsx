// What differs between two runs at places of the same name: registers, then frames, both values beside each other.

import { useState, type ReactNode } from "react";
import type { Comparison } from "../../sim/api.ts";
import { plural, say } from "../../messages/say.ts";
import { hex32, time } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { VerdictWord } from "../shared/Verdict.tsx";
import css from "./Differences.module.css";
import { FrameTable } from "./FrameTable.tsx";

export function DifferencesPanel(): ReactNode {
  const none = useLab((state) => state.other === undefined && (state.source?.scenario.faults?.length ?? 0) === 0);
  const comparison = useLab((state) => state.comparison);
  const verdict = useLab((state) => state.run?.verdict);
  if (none)
    return (
      <Panel title={say("Differences")}>
        <p className={css.empty}>{say("There is no other run yet.")}</p>
      </Panel>
    );
  if (comparison === undefined)
    return (
      <Panel title={say("Differences")}>
        <p className={css.empty} aria-busy="true">
          {say("Comparing …")}
        </p>
      </Panel>
    );
  return (
    <Panel
      title={say("Differences")}
      fill
      aside={verdict === undefined ? null : <VerdictWord kind={verdict.kind} errno={verdict.errno} />}
    >
      <Places comparison={comparison} />
      <Apart comparison={comparison} />
      <Both comparison={comparison} />
    </Panel>
  );
}

function Places({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const { here, hereHash, there, thereHash, thereAnchor, anchor } = comparison;
  return (
    <table className={css.places} aria-label={say("Places compared")}>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">{say("run")}</th>
          <th scope="col">{say("time")}</th>
          <th scope="col">{say("state hash")}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{say("this run")}</th>
          <td>
            <code>{anchor}</code> · t {time(here)}
          </td>
          <td>
            <code>{hereHash.slice(0, 8)}</code>
          </td>
        </tr>
        <tr>
          <th scope="row">{say("the other")}</th>
          <td>
            <code>{thereAnchor}</code> · t {time(there)}
          </td>
          <td>
            <code>{thereHash.slice(0, 8)}</code>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

/** Why the two are not at a place of one name, and why less than all of memory is compared. */
function Apart({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const unlocked = useLab((state) => state.otherAt !== undefined);
  const parent = useLab((state) => state.other?.source === "parent");
  const { sameName, anchor, sizes } = comparison;
  const why = unlocked
    ? say("The other run has been moved by itself: Re-align brings both to one place.")
    : parent
      ? say("The other run never comes to a place called {anchor}. It stands where the two part.", { anchor })
      : say("The other run never comes to a place called {anchor}. It waits where the two were last in step.", {
          anchor,
        });
  return (
    <>
      {sameName ? null : <p className={css.empty}>{why}</p>}
      {sizes.here === sizes.there ? null : (
        <p className={css.empty}>
          {say("The machines have {here} and {there} frames; the common part is compared.", sizes)}
        </p>
      )}
    </>
  );
}

function Both({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const [only, setOnly] = useState(true);
  const { frames, equal, hereHash, thereHash, registers } = comparison;
  const differing = registers.filter(({ here, there }) => here !== there);
  const shown = only ? differing : registers;
  const hidden = only ? equal + registers.length - differing.length : 0;
  return (
    <>
      <div className={css.bar}>
        <label className={css.check}>
          <input type="checkbox" checked={only} onChange={(event) => setOnly(event.target.checked)} />
          {say("Only differences")}
        </label>
        <span className={css.hidden} role="status">
          {hidden === 0 ? say("no row is hidden") : plural(hidden, "{n} equal row hidden", "{n} equal rows hidden")}
        </span>
      </div>
      {hereHash === thereHash ? (
        <p className={css.same}>
          {comparison.divergence === undefined
            ? say("Identical here, and up to the end: both runs have the state hash {hash}.", {
                hash: hereHash.slice(0, 8),
              })
            : say("Identical here: both runs have the state hash {hash}.", { hash: hereHash.slice(0, 8) })}
        </p>
      ) : null}
      <Registers rows={shown} differing={differing.length} />
      <h3 className={css.heading}>
        {comparison.differing === 0
          ? say("No frame differs")
          : plural(comparison.differing, "{n} frame differs", "{n} frames differ")}
      </h3>
      {frames.length === comparison.differing ? null : (
        <p className={css.empty}>{say("The table has the first {n} of them.", { n: frames.length })}</p>
      )}
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
          ? say("No register differs")
          : plural(differing, "{n} register differs", "{n} registers differ")}
      </h3>
      {rows.length === 0 ? null : (
        <div className={css.registersScroll} tabIndex={0} role="region" aria-label={say("Registers compared")}>
          <table className={css.registers} aria-label={say("Registers")}>
            <thead>
              <tr>
                <th scope="col">{say("register")}</th>
                <th scope="col">{say("this run")}</th>
                <th scope="col">{say("the other")}</th>
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
