// The translation look-aside buffer: what it holds beside what the tables say now.

import { type ReactNode, useState } from "react";
import type { TlbView } from "../../sim/api.ts";
import { say } from "../../messages/say.ts";
import { Button } from "../shared/Button.tsx";
import { count } from "../shared/format.ts";
import { Panel } from "../shared/Panel.tsx";
import { useLab } from "../shared/use-lab.ts";
import { TlbTable } from "./TlbTable.tsx";
import css from "./TlbPanel.module.css";

/** Rows drawn before the reader asks for all. */
const FIRST_ROWS = 128;

export function TlbPanel(): ReactNode {
  const tlb = useLab((state) => state.moment?.tlb);
  const off = useLab((state) => state.moment === undefined);
  const [staleOnly, setStaleOnly] = useState(false);
  if (tlb === undefined)
    return (
      <Panel title="TLB">
        {off ? <p className={css.empty}>{say("The machine is off: nothing is cached.")}</p> : null}
      </Panel>
    );
  return (
    <Panel title="TLB" aside={<Aside tlb={tlb} staleOnly={staleOnly} onFilter={setStaleOnly} />}>
      <Entries tlb={tlb} staleOnly={staleOnly && tlb.entries.length > 0} />
    </Panel>
  );
}

interface AsideProps {
  readonly tlb: TlbView;
  readonly staleOnly: boolean;
  readonly onFilter: (staleOnly: boolean) => void;
}

function Aside({ tlb, staleOnly, onFilter }: AsideProps): ReactNode {
  return (
    <span className={css.aside}>
      <span>
        {say("{entries} cached", { entries: count(tlb.entries.length) })}
        {tlb.stale === 0 ? (
          ""
        ) : (
          <b className={css.staleCount}> {say("· ≠ {stale} stale", { stale: count(tlb.stale) })}</b>
        )}
      </span>
      <label className={css.filter}>
        <input type="checkbox" checked={staleOnly} onChange={(event) => onFilter(event.target.checked)} />
        {say("stale only")}
      </label>
    </span>
  );
}

function Entries({ tlb, staleOnly }: { readonly tlb: TlbView; readonly staleOnly: boolean }): ReactNode {
  const [all, setAll] = useState(false);
  const entries = staleOnly ? tlb.entries.filter((entry) => entry.stale.length > 0) : tlb.entries;
  if (entries.length === 0) return <p className={css.empty}>{whyEmpty(tlb)}</p>;
  const shown = all ? entries : entries.slice(0, FIRST_ROWS);
  return (
    <>
      <TlbTable entries={shown} pae={tlb.pae} />
      {shown.length === entries.length ? null : (
        <Button weight="quiet" onClick={() => setAll(true)}>
          {say("All {entries} entries", { entries: count(entries.length) })}
        </Button>
      )}
    </>
  );
}

function whyEmpty({ paging, entries }: TlbView): string {
  if (!paging) return say("Paging is off: addresses are physical, so no translation is used, and none is cached.");
  if (entries.length === 0) return say("Nothing is cached: no instruction has used memory since the TLB was flushed.");
  return say("No entry is stale: all of them say what the tables say.");
}
